/** An instant that was waited for: a pause is over, a suspended node goes on, or time is up. */

import { RUN } from "../event.ts";
import { PAST_DEADLINE } from "../node/begin.ts";
import { settle } from "../node/settle.ts";
import { resumeNode } from "../node/suspend.ts";
import { isFulfilledPhase, type WorkflowNode } from "../state.ts";
import { lookAgain, type Work } from "../work.ts";

const POD_DEADLINE = "Pod was active on the node longer than the specified deadline";
/** What upstream says of a node whose template's `timeout` passes before its pod is there. */
const TIMEOUT = "timeout";

export function wake(work: Work, index: number): void {
  if (index === RUN) return deadlineOfRun(work);
  const node = work.run.nodes[index];
  if (node === undefined || isFulfilledPhase(node.phase)) return;
  if (node.frame?.kind === "retry" && node.frame.waiting) {
    node.frame.waiting = false;
    return lookAgain(work, node.index);
  }
  if (node.resumesAtMs !== undefined && node.resumesAtMs <= work.atMs) {
    return resumeNode(work, node);
  }
  if (node.deadlineMs !== undefined && node.deadlineMs <= work.atMs) timeIsUp(work, node);
}

function timeIsUp(work: Work, node: WorkflowNode): void {
  if (node.frame !== undefined) return;
  const started = node.running;
  if (started) work.effects.push({ type: "stopPod", node: node.index });
  settle(work, node, "Failed", started ? POD_DEADLINE : TIMEOUT);
}

/** Everything but exit handlers ends with the workflow's deadline. */
function deadlineOfRun(work: Work): void {
  const { run } = work;
  if (isFulfilledPhase(run.phase)) return;
  run.pastDeadline = true;
  failLeaves(work, false, () => PAST_DEADLINE);
}

/**
 * Ends what runs or waits at the ends of the tree; the nodes above follow by themselves. What waits
 * for room is opened next, and fails at once.
 */
export function failLeaves(
  work: Work,
  exitsToo: boolean,
  messageOf: (node: WorkflowNode) => string,
): void {
  for (const node of work.run.nodes) {
    if (isFulfilledPhase(node.phase) || (node.onExit && !exitsToo)) continue;
    if (node.frame?.kind === "retry" && node.frame.waiting) {
      node.frame.waiting = false;
      lookAgain(work, node.index);
    }
    if (node.frame !== undefined || isPart(node)) continue;
    const message = messageOf(node);
    if (node.running) work.effects.push({ type: "stopPod", node: node.index });
    settle(work, node, "Failed", message);
  }
}

/** Such nodes end with those inside or around them. */
function isPart({ type }: WorkflowNode): boolean {
  return type === "Container" || type === "StepGroup" || type === "TaskGroup";
}
