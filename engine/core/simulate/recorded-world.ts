/** A world that repeats a run: every pod does again what a recorded status says of it. */
import type { JsonObject } from "../workflow/manifest.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import type { WorkflowNode } from "../workflow/state.ts";
import type { VirtualOutcome, VirtualWorld } from "./virtual-run.ts";

/** What a status says of one node; names without that of the workflow. */
export interface RecordedNode {
  /** `[0].train`, `.task(0:x)(1)`; empty for the root. */
  readonly name: string;
  readonly phase: string;
  readonly message?: string;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  readonly result?: string;
  readonly exitCode?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly artifacts: Readonly<Record<string, JsonObject>>;
}

/**
 * Nodes that the record does not have, or has not finished, behave as the other world says.
 *
 * @param recorded in any order; of two with one name the last counts
 */
export function recordedWorld(
  recorded: Iterable<RecordedNode>,
  otherwise: VirtualWorld,
): VirtualWorld {
  const byName = new Map([...recorded].map((node) => [node.name, node]));
  const find = (plan: WorkflowPlan, node: WorkflowNode) =>
    byName.get(node.name.slice(plan.name.length));
  return {
    pod(plan, run, node) {
      const found = find(plan, node);
      const phase = found === undefined ? undefined : endPhase(found.phase);
      if (found === undefined || phase === undefined) return otherwise.pod(plan, run, node);
      return outcomeOf(found, phase);
    },
    resume(plan, run, node, ownMs) {
      const found = find(plan, node);
      if (found === undefined) return otherwise.resume(plan, run, node, ownMs);
      return { afterMs: durationOf(found), outputs: found.parameters };
    },
  };
}

function outcomeOf(node: RecordedNode, phase: VirtualOutcome["phase"]): VirtualOutcome {
  const exitCode = Number(node.exitCode ?? (phase === "Succeeded" ? 0 : 1));
  return {
    durationMs: durationOf(node),
    phase,
    exitCode: Number.isSafeInteger(exitCode) ? exitCode : 1,
    message: node.message ?? "",
    ...(node.result === undefined ? {} : { result: node.result }),
    parameters: node.parameters,
    artifacts: node.artifacts,
  };
}

function endPhase(phase: string): VirtualOutcome["phase"] | undefined {
  return phase === "Succeeded" || phase === "Failed" || phase === "Error" ? phase : undefined;
}

function durationOf({ startedAtMs, finishedAtMs }: RecordedNode): number {
  return Math.max(0, (finishedAtMs ?? 0) - (startedAtMs ?? finishedAtMs ?? 0));
}
