/** What people want of a run, as events of its workflows; and how a run ended, in words. */
import type { LiveOperation, LiveStatus } from "../../core/live/run-store.ts";
import type { ReplayEvent } from "../../core/simulate/events.ts";
import type { Timeline } from "../../core/timeline/timeline.ts";
import type { InstantMs } from "../../core/units/units.ts";
import type { WorkflowEvent } from "../../core/workflow/event.ts";

export type WorkflowOperation = Extract<LiveOperation, { kind: "workflow" }>;

export function workflowEvent(operation: WorkflowOperation, atMs: InstantMs): ReplayEvent {
  const { request } = operation;
  return { type: "workflow", atMs, request, event: argoEvent(operation, atMs) };
}

function argoEvent({ action, node, outputs }: WorkflowOperation, atMs: InstantMs): WorkflowEvent {
  const selector = node === undefined ? {} : { selector: { name: node } };
  switch (action) {
    case "suspend":
    case "terminate":
      return { type: action, atMs };
    case "resume":
      return { type: "resume", atMs, ...selector, ...(outputs && { outputs }) };
    case "stop":
    case "retry":
      return { type: action, atMs, ...selector };
  }
}

export interface LiveEnding {
  readonly status: Extract<LiveStatus, "succeeded" | "failed" | "cancelled">;
  readonly message: string;
}

/** A run succeeds when none of its requests failed or was left unfinished. */
export function endingOf({ requests }: Timeline, cancelled: boolean): LiveEnding {
  const count = (outcome: string) => requests.filter((each) => each.outcome === outcome).length;
  const failed = count("failed");
  const unfinished = count("unfinished");
  const parts = [
    ...(failed > 0 ? [`${failed} of ${requests.length} requests failed`] : []),
    ...(unfinished > 0 ? [`${unfinished} of ${requests.length} are unfinished`] : []),
  ];
  const message = parts.join(", ");
  if (cancelled) return { status: "cancelled", message };
  return { status: parts.length === 0 ? "succeeded" : "failed", message };
}
