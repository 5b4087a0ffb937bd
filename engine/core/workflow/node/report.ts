/** A node has ended, or is a daemon that runs: its hooks run, then those behind it go on. */
import { taskDone } from "../graph/dag-progress.ts";
import { isCompleted, isFulfilled, isFulfilledPhase, type WorkflowNode } from "../state.ts";
import { hooksOf, lookAgain, RUN_ITSELF, type Work } from "../work.ts";
import { fireHooks, openExitHook } from "./hooks.ts";

/** Called for a fulfilled node until it is `reported`: once, and again when a hook of it has ended. */
export function report(work: Work, node: WorkflowNode): void {
  const around = work.run.nodes[node.boundary];
  if (around !== undefined && isFulfilledPhase(around.phase)) {
    node.reported = true;
    return;
  }
  if (node.hook !== undefined) {
    node.reported = true;
    return hookEnded(work, node);
  }
  if (hooksOf(work, node).length > 0) {
    fireHooks(work, node);
    if (isCompleted(node)) openExitHook(work, node);
    if (node.openHooks > 0) return;
  }
  node.reported = true;
  const parent = work.run.nodes[node.parent];
  if (parent === undefined) return lookAgain(work, RUN_ITSELF);
  parent.open -= 1;
  if (parent.frame?.kind === "dag") taskDone(work, parent, node);
  if (parent.open === 0) lookAgain(work, parent.index);
}

function hookEnded(work: Work, node: WorkflowNode): void {
  const hooked = work.run.nodes[node.parent];
  if (hooked === undefined) return lookAgain(work, RUN_ITSELF);
  hooked.openHooks -= 1;
  if (isFulfilled(hooked)) lookAgain(work, hooked.index);
}
