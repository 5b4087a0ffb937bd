/** `argo retry` and `argo resubmit`: a run once more, where what went well is kept. */
import type { WorkflowEvent } from "../event.ts";
import { nodeId } from "../node/node-id.ts";
import type { WorkflowPlan } from "../plan/plan.ts";
import { isBad, type KeptNode, newRun, type WorkflowNode, type WorkflowRun } from "../state.ts";
import type { Work } from "../work.ts";
import { keyOf } from "./kept.ts";
import { beginRun } from "./run-end.ts";
import { selects } from "./selector.ts";

/**
 * Puts a run back to its beginning; kept nodes end at once with what they gave. A run that succeeded
 * is retried only from nodes that are selected.
 */
export function resetForRetry(work: Work, event: Extract<WorkflowEvent, { type: "retry" }>): void {
  const { run } = work;
  const { selector, restartSuccessful } = event;
  const restarts = restartSuccessful === true && selector !== undefined;
  if (!isBad(run.phase) && !(restarts && run.phase === "Succeeded")) return;
  const chosen = restarts ? run.nodes.filter((node) => selects(work, selector, node)) : [];
  const kept = keptForRetry(work.plan.name, run, withFollowers(run, chosen));
  Object.assign(run, newRun(run.uid), { kept });
  delete run.pastDeadline;
  beginRun(work);
}

/**
 * A new run of the same workflow under another name. Memoized, which is for runs that failed: pods
 * that succeeded are Skipped, and their outputs are there.
 *
 * @param plan that of the run before
 */
export function resubmit(
  plan: WorkflowPlan,
  before: WorkflowRun,
  uid: string,
  memoized: boolean,
): WorkflowRun {
  const run = newRun(uid);
  if (!memoized || !isBad(before.phase)) return run;
  const kept: Record<string, KeptNode> = {};
  for (const node of before.nodes) {
    if (node.type !== "Pod" || node.onExit || verdictOf(before, node) !== "Succeeded") continue;
    kept[keyOf(plan.name, node.name)] = isBad(node.phase)
      ? keep(node)
      : {
          ...keep(node),
          phase: "Skipped",
          message: `original pod: ${nodeId(plan.name, node.name)}`,
        };
  }
  run.kept = kept;
  return run;
}

/** Leaves that went well, and those whose failure was got over: something behind them went well. */
function keptForRetry(
  workflow: string,
  run: WorkflowRun,
  restarted: ReadonlySet<number>,
): Record<string, KeptNode> {
  const kept: Record<string, KeptNode> = {};
  const followed = followedWell(run, restarted);
  for (const node of run.nodes) {
    if (!isLeaf(node) || node.onExit || restarted.has(node.index)) continue;
    const whole = attemptOf(run, node) ?? node;
    if (restarted.has(whole.index)) continue;
    const gotOver = isBad(whole.phase) && followed.has(whole.index) && node.type !== "Suspend";
    if (whole.phase === "Succeeded" || gotOver) kept[keyOf(workflow, node.name)] = keep(node);
  }
  return kept;
}

/** The nodes, and all that follow them. */
function withFollowers(run: WorkflowRun, nodes: readonly WorkflowNode[]): Set<number> {
  const found = new Set(nodes.map(({ index }) => index));
  for (const index of found) {
    for (const child of run.nodes[index]?.children ?? []) found.add(child);
  }
  return found;
}

/** Nodes behind which something went well; children always stand behind their parents. */
function followedWell(run: WorkflowRun, restarted: ReadonlySet<number>): Set<number> {
  const followed = new Set<number>();
  const well = ({ index, phase }: WorkflowNode) =>
    followed.has(index) || (phase === "Succeeded" && !restarted.has(index));
  for (const node of run.nodes.toReversed()) {
    const children = node.children.map((index) => run.nodes[index] as WorkflowNode);
    const next = children.filter(({ type, hook }) => hook === undefined && type !== "Container");
    if (next.some(well)) followed.add(node.index);
  }
  return followed;
}

function verdictOf(run: WorkflowRun, node: WorkflowNode) {
  return (attemptOf(run, node) ?? node).phase;
}

/** The retried node that a node is an attempt of. */
function attemptOf(run: WorkflowRun, { flag, parent }: WorkflowNode): WorkflowNode | undefined {
  return flag?.retried === true ? run.nodes[parent] : undefined;
}

function keep({ phase, outputs, message, startedAtMs, finishedAtMs }: WorkflowNode): KeptNode {
  return { phase, outputs, message, startedAtMs, finishedAtMs };
}

function isLeaf(node: WorkflowNode): boolean {
  return ["Pod", "HTTP", "Plugin", "Suspend"].includes(node.type);
}
