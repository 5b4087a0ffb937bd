/** Lifecycle hooks: `exit` when a node is completed, others when their expression comes true. */

import { positionOf } from "../graph/calls.ts";
import { lastAttempt } from "../graph/siblings.ts";
import { mapStage } from "../plan/globals.ts";
import type { PlannedHook } from "../plan/plan.ts";
import { isFulfilled, type WorkflowNode } from "../state.ts";
import type { Stage } from "../templating/render.ts";
import { resolveArguments } from "../values/arguments.ts";
import { evaluateCondition } from "../values/expressions.ts";
import { stagesIn } from "../values/scope.ts";
import { callOf, hooksOf, type Work } from "../work.ts";
import { addNode, EXIT } from "./node.ts";
import { open } from "./open.ts";

/** Opens the exit handler of a step or task that is completed; once. */
export function openExitHook(work: Work, node: WorkflowNode): void {
  const hook = hooksOf(work, node).find(({ name }) => name === EXIT);
  if (hook === undefined || node.fired?.includes(EXIT) === true) return;
  if (work.run.shutdown === "Terminate") return;
  const stages = hookStages(work, node);
  if (hook.expression !== undefined && hook.expression !== "") {
    const wanted = evaluateCondition(work, hook.expression, stages);
    if (wanted.ok && !wanted.value) return;
    if (!wanted.ok) return failHook(work, node, hook, wanted.problem);
  }
  openHook(work, node, hook, stages);
}

/** Opens the hooks of a node whose expressions are true now. */
export function fireHooks(work: Work, node: WorkflowNode): void {
  for (const hook of hooksOf(work, node)) {
    if (hook.name === EXIT || node.fired?.includes(hook.name) === true) continue;
    // The items of a loop have exit handlers only; the loop's own node has the rest.
    if (node.item !== undefined && callOf(work, node)?.kind === "task") continue;
    const stages = hookStages(work, node);
    if (hook.expression === undefined || hook.expression === "") {
      failHook(work, node, hook, `Expression required for hook ${hookName(node, hook)}`);
      continue;
    }
    const wanted = evaluateCondition(work, hook.expression, stages);
    if (!wanted.ok) failHook(work, node, hook, wanted.problem);
    else if (wanted.value) openHook(work, node, hook, stages);
  }
}

/** Looks at the hooks of all nodes that still have some to fire. */
export function fireWatched(work: Work): void {
  const { run } = work;
  if (run.watched.length === 0) return;
  run.watched = run.watched.filter((index) => {
    const node = run.nodes[index] as WorkflowNode;
    if (isFulfilled(node)) return false;
    fireHooks(work, node);
    return true;
  });
}

function openHook(
  work: Work,
  node: WorkflowNode,
  hook: PlannedHook,
  stages: readonly Stage[],
): void {
  node.fired = [...(node.fired ?? []), hook.name];
  const boundary = work.run.nodes[node.boundary];
  open(work, {
    name: hookName(node, hook),
    call: node.call,
    template: positionOf(work, hook.holder, stages),
    boundary: node.boundary,
    parent: node.index,
    after: [node.index],
    arguments: resolveArguments(work, hook.arguments, stages, boundary, false),
    hook: hook.name,
    onExit: hook.name === EXIT || node.onExit,
  });
}

/** A hook that cannot be read gets its node, in Error; the node it belongs to goes on. */
function failHook(work: Work, node: WorkflowNode, hook: PlannedHook, problem: string): void {
  node.fired = [...(node.fired ?? []), hook.name];
  const failed = addNode(
    work,
    {
      name: hookName(node, hook),
      template: hook.holder.position,
      call: node.call,
      boundary: node.boundary,
      parent: node.index,
      onExit: true,
      hook: hook.name,
    },
    { type: "Skipped", phase: "Error", message: problem },
  );
  node.children.push(failed.index);
}

function hookName(node: WorkflowNode, hook: PlannedHook): string {
  return hook.name === EXIT ? `${node.name}.onExit` : `${node.name}.hooks.${hook.name}`;
}

/** What is around the node, and what the node itself gave. */
function hookStages(work: Work, node: WorkflowNode): Stage[] {
  const boundary = work.run.nodes[node.boundary];
  const call = callOf(work, node);
  const stages = stagesIn(work, boundary, { call, item: node.item });
  if (call === undefined) return stages;
  const prefix = `${call.kind}s.${call.name}`;
  const own = new Map<string, string>([[`${prefix}.status`, node.phase]]);
  const { outputs } = lastAttempt(work, node);
  for (const [name, value] of Object.entries(outputs?.parameters ?? {})) {
    own.set(`${prefix}.outputs.parameters.${name}`, value);
  }
  if (outputs?.result !== undefined) own.set(`${prefix}.outputs.result`, outputs.result);
  return [mapStage(own), ...stages];
}
