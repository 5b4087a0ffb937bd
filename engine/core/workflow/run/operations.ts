/** What people do to a run: suspend, resume, stop, terminate, retry. */

import type { NodeSelector, WorkflowEvent } from "../event.ts";
import { settle } from "../node/settle.ts";
import { resumeNode } from "../node/suspend.ts";
import { isFulfilledPhase, type WorkflowNode } from "../state.ts";
import { lookAgain, RUN_ITSELF, type Work } from "../work.ts";
import { resetForRetry } from "./retry-run.ts";
import { complete, openRoot } from "./run-end.ts";
import { selects } from "./selector.ts";
import { failLeaves } from "./wake.ts";

type Operation = Extract<
  WorkflowEvent,
  { type: "suspend" | "resume" | "stop" | "terminate" | "retry" }
>;

export function operate(work: Work, event: Operation): void {
  const { run } = work;
  if (event.type === "retry") return resetForRetry(work, event);
  if (isFulfilledPhase(run.phase)) return;
  switch (event.type) {
    case "suspend":
      run.suspended = true;
      return;
    case "resume":
      return resume(work, event);
    case "stop":
      if (event.selector === undefined) return shutDown(work, "Stop");
      for (const node of suspended(work, event.selector)) {
        settle(work, node, "Failed", event.message ?? "");
      }
      return;
    case "terminate":
      return shutDown(work, "Terminate");
  }
}

function resume(work: Work, event: Extract<Operation, { type: "resume" }>): void {
  const { run } = work;
  if (event.selector === undefined && run.suspended) {
    run.suspended = false;
    if (run.nodes.length === 0) openRoot(work);
  }
  for (const node of suspended(work, event.selector ?? {})) resumeNode(work, node, event.outputs);
}

function suspended(work: Work, selector: NodeSelector): WorkflowNode[] {
  return work.run.nodes.filter(
    (node) => node.type === "Suspend" && node.phase === "Running" && selects(work, selector, node),
  );
}

function shutDown(work: Work, strategy: "Stop" | "Terminate"): void {
  const { run } = work;
  run.shutdown = strategy;
  if (run.waitingFor !== undefined) {
    // It has nothing to stop; one that is only stopped fails as soon as it has its locks.
    if (strategy === "Terminate") complete(work, "Succeeded", "");
    return;
  }
  run.suspended = false;
  if (run.nodes.length === 0) openRoot(work);
  failLeaves(work, strategy === "Terminate", (node) => shutDownMessage(node, strategy));
  lookAgain(work, RUN_ITSELF);
}

/** Upstream words it by what there is to stop, with two blanks where that is a pod. */
function shutDownMessage(node: WorkflowNode, strategy: string): string {
  if (node.type === "Suspend" || node.type === "HTTP" || node.type === "Plugin") {
    return `Stopped with strategy '${strategy}'`;
  }
  return `workflow shutdown with strategy: ${node.running ? " " : ""}${strategy}`;
}
