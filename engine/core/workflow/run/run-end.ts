/** The beginning and the end of a run: deadline, locks, hooks, exit handler and final phase. */

import { toGoJson } from "../../expression/go/json.ts";
import { goQuote } from "../../expression/go/quote.ts";
import type { Value } from "../../expression/value.ts";
import { MAX_PARAMETER_LENGTH } from "../../limits.ts";
import { SECOND_MS } from "../../units/units.ts";
import { RUN } from "../event.ts";
import { positionOf } from "../graph/calls.ts";
import { jsonList } from "../graph/json-list.ts";
import { podName } from "../node/node-id.ts";
import { open } from "../node/open.ts";
import { settle, stopDaemons } from "../node/settle.ts";
import type { PlannedHook, WorkflowPlan } from "../plan/plan.ts";
import { lockRequests } from "../shared/lock-request.ts";
import {
  isBad,
  isFulfilled,
  isFulfilledPhase,
  NO_ARGUMENTS,
  type NodePhase,
  type Opening,
  type WorkflowNode,
} from "../state.ts";
import { rfc3339 } from "../status/timestamp.ts";
import { resolveArguments } from "../values/arguments.ts";
import { evaluateCondition } from "../values/expressions.ts";
import { stagesIn } from "../values/scope.ts";
import type { Work } from "../work.ts";

/** Starts a run: with locks of its own, as soon as those are granted. */
export function beginRun(work: Work): void {
  const { run, plan } = work;
  if (plan.workflow.locks.length === 0) return enterRun(work);
  const requests = lockRequests(work, plan.workflow.locks);
  if (!requests.ok) return complete(work, "Failed", requests.problem);
  run.waitingFor = "";
  const priority = plan.workflow.priority ?? 0;
  work.effects.push({ type: "acquireLocks", node: RUN, locks: requests.locks, priority });
}

/** Opens the entrypoint. */
export function enterRun(work: Work): void {
  const { run, plan } = work;
  delete run.waitingFor;
  run.message = "";
  run.phase = "Running";
  run.startedAtMs = work.atMs;
  run.suspended ||= plan.workflow.suspend && run.shutdown === "";
  const { activeDeadlineSeconds } = plan.workflow;
  if (activeDeadlineSeconds !== undefined) {
    const atMs = work.atMs + activeDeadlineSeconds * SECOND_MS;
    work.effects.push({ type: "wake", node: RUN, atMs });
  }
  if (!run.suspended) openRoot(work);
}

/** Opens the entrypoint of a run that was suspended before anything ran. */
export function openRoot(work: Work): void {
  const { plan } = work;
  const opening = topLevel(plan.name, plan.entrypoint, false);
  const { parameters, artifacts } = plan.arguments;
  if (parameters.length === 0 && artifacts.length === 0) return open(work, opening);
  const stages = stagesIn(work, undefined);
  const given = resolveArguments(work, plan.arguments, stages, undefined, false);
  open(work, { ...opening, arguments: given });
}

/** The root, the exit handler or a hook has ended: what comes next, or the end. */
export function advanceRun(work: Work): void {
  const { run, plan } = work;
  const root = run.nodes[0];
  if (root === undefined || isFulfilledPhase(run.phase)) return;
  setStatus(work, root);
  if (!fireRunHooks(work)) return;
  if (!isFulfilled(root)) return;
  if (root.daemoned === true) stopDaemons(work, -1);
  if (neverOpened(root)) {
    return complete(work, "Error", `error in entry template execution: ${root.message}`);
  }
  const exit = run.nodes[run.exitNode];
  if (exit === undefined && plan.exit !== undefined && run.shutdown !== "Terminate") {
    return openExit(work, plan.exit);
  }
  if (exit !== undefined && !isFulfilled(exit)) return;
  finish(work, root, exit);
}

/** Hooks of the workflow whose expressions are true now; false while one of them runs. */
export function fireRunHooks(work: Work): boolean {
  const { run, plan } = work;
  let allEnded = true;
  for (const hook of plan.hooks) {
    const name = `${plan.name}.hooks.${hook.name}`;
    const known = run.hooks.find((index) => run.nodes[index]?.name === name);
    if (known !== undefined) {
      allEnded &&= isFulfilled(run.nodes[known] as WorkflowNode);
      continue;
    }
    const stages = stagesIn(work, undefined);
    const wanted = evaluateCondition(work, hook.expression ?? "", stages);
    if (!wanted.ok) failRoot(work, wanted.problem);
    if (!wanted.ok || !wanted.value) continue;
    run.hooks.push(run.nodes.length);
    openTop(work, hook, name, hook.name, false);
    allEnded = false;
  }
  return allEnded;
}

/** A hook of the workflow that cannot be read is an error of the entrypoint. */
function failRoot(work: Work, problem: string): void {
  const root = work.run.nodes[0] as WorkflowNode;
  if (isBad(root.phase)) return;
  settle(work, root, "Error", problem);
  Object.assign(root, { phase: "Error", message: problem });
  setStatus(work, root);
}

/** Upstream ends the workflow, without its exit handler, when the entrypoint cannot even be opened. */
function neverOpened({ type, phase }: WorkflowNode): boolean {
  return type === "Skipped" && phase === "Error";
}

function openExit(work: Work, hook: PlannedHook): void {
  work.run.exitNode = work.run.nodes.length;
  openTop(work, hook, `${work.plan.name}.onExit`, "exit", true);
}

function openTop(work: Work, hook: PlannedHook, name: string, kind: string, onExit: boolean): void {
  const stages = stagesIn(work, undefined);
  const after = onExit ? [] : [0];
  open(work, {
    ...topLevel(name, positionOf(work, hook.holder, stages), onExit),
    after,
    arguments: resolveArguments(work, hook.arguments, stages, undefined, false),
    hook: kind,
  });
}

function topLevel(name: string, template: number, onExit: boolean): Opening {
  return {
    name,
    template,
    call: -1,
    boundary: -1,
    parent: -1,
    after: [],
    arguments: NO_ARGUMENTS,
    onExit,
  };
}

function setStatus(work: Work, root: WorkflowNode): void {
  const { plan } = work;
  // Only exit handlers and hooks come late enough to read it.
  if (plan.exit === undefined && plan.hooks.length === 0) return;
  const { globals } = work.run;
  globals["workflow.status"] = workflowPhase(root.phase);
  if (!isFulfilled(root)) return;
  globals["workflow.failures"] = goQuote(failuresJson(work));
}

/**
 * `workflow.failures`: upstream lists them in no order; here they stand as they were created, as many
 * as a parameter can hold.
 */
function failuresJson(work: Work): string {
  const { plan, run } = work;
  const failed = run.nodes.filter(({ phase }) => isBad(phase));
  return failed.length === 0 ? "null" : jsonList(failureTexts(plan, failed)).text;
}

/** One by one, so that no more are written than are wanted. */
function* failureTexts(plan: WorkflowPlan, failed: readonly WorkflowNode[]): Iterable<string> {
  for (const node of failed) {
    const template = plan.templates[node.template]?.name ?? "";
    const failure = new Map<string, Value>([
      ["displayName", node.displayName],
      ["message", node.message.slice(0, MAX_PARAMETER_LENGTH)],
      ["templateName", template],
      ["phase", node.phase],
      ["podName", podName(plan.name, template, node.name)],
      ["finishedAt", node.finishedAtMs === null ? null : rfc3339(node.finishedAtMs)],
    ]);
    yield toGoJson(failure);
  }
}

function finish(work: Work, root: WorkflowNode, exit: WorkflowNode | undefined): void {
  const phase = workflowPhase(root.phase);
  const { shutdown } = work.run;
  if (exit !== undefined && neverOpened(exit)) {
    return complete(work, "Error", `error in exit template execution : ${exit.message}`);
  }
  if (phase === "Succeeded" && exit !== undefined && isBad(exit.phase)) {
    return complete(work, exit.phase, exit.message);
  }
  if (phase === "Succeeded") return complete(work, "Succeeded", "");
  complete(work, phase, shutdown === "" ? root.message : `Stopped with strategy '${shutdown}'`);
}

/** Ends the run; whatever still runs is stopped. */
export function complete(work: Work, phase: NodePhase, message: string): void {
  const { run } = work;
  stopDaemons(work, -1);
  run.phase = phase;
  run.message = message;
  run.finishedAtMs = work.atMs;
  run.agenda = [];
  run.throttled = [];
  run.watched = [];
  run.held = [];
  for (const node of run.nodes) {
    if (node.waiting !== undefined) delete node.waiting;
    if (isFulfilledPhase(node.phase) || node.type === "Container") continue;
    if (node.running) work.effects.push({ type: "stopPod", node: node.index });
    settle(work, node, "Failed", "stopped: the workflow has ended");
  }
  run.agenda = [];
  if (run.holdsLocks || run.waitingFor !== undefined) {
    run.holdsLocks = false;
    delete run.waitingFor;
    work.effects.push({ type: "releaseLocks", node: RUN });
  }
  work.effects.push({ type: "completed", phase, message });
}

/** Upstream would wait for ever; here the run ends and says for what it waits. */
export function stalled(work: Work): void {
  const { run } = work;
  if (isFulfilledPhase(run.phase)) return;
  const locks = [run, ...run.nodes].flatMap(({ waitingFor }) => waitingFor || []);
  const waits = run.nodes.reduce((sum, node) => sum + (node.waiting?.length ?? 0), run.held.length);
  const why = [
    ...(run.suspended ? ["it is suspended"] : []),
    ...(locks.length === 0 ? [] : [`the lock ${locks[0]} is never free`]),
    ...(waits === 0 ? [] : [`${waits} calls never have room under parallelism`]),
  ];
  const reason = why.length === 0 ? "nothing that runs is left" : why.join(", ");
  complete(work, "Error", `the workflow cannot go on: ${reason}`);
}

function workflowPhase(phase: NodePhase): NodePhase {
  return phase === "Skipped" || phase === "Omitted" ? "Succeeded" : phase;
}
