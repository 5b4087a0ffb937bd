/** Opens nodes: a call becomes a node as soon as its template has room, locks and inputs. */

import type { PlannedTemplate } from "../plan/plan.ts";
import { requestLocks } from "../shared/lock-request.ts";
import { requestCache } from "../shared/memoize.ts";
import { hasRoom } from "../shared/throttle.ts";
import type { NodeInputs, NodeType, Opening, WorkflowNode } from "../state.ts";
import { bindInputs, brokenText, renderFor } from "../values/inputs.ts";
import { localsFor } from "../values/locals.ts";
import { nodeAt, type Work } from "../work.ts";
import { addNode, connect } from "./node.ts";
import { nodeType } from "./node-type.ts";
import { refusal, tellGroup } from "./refuse.ts";
import { settledAtOnce } from "./settle.ts";
import { start } from "./start.ts";

const TOO_DEEP =
  "Maximum recursion depth exceeded. See https://argo-workflows.readthedocs.io/en/latest/scaling/";

/** Opens a call, or puts it behind others that wait for room. Whoever waits for it counts it. */
export function open(work: Work, opening: Opening): void {
  const waiter = work.run.nodes[opening.parent];
  if (waiter !== undefined) {
    if (opening.hook === undefined) waiter.open += 1;
    else waiter.openHooks += 1;
  }
  openOrWait(work, opening);
}

/** Tries again those that wait for room, first come first served. */
export function openWaiting(work: Work): void {
  const { run } = work;
  for (const index of [...run.throttled]) {
    const node = nodeAt(work, index);
    const queue = node.waiting ?? [];
    let taken = 0;
    for (; taken < queue.length; taken++) {
      const opening = queue[taken] as Opening;
      if (!hasRoom(work, work.run.nodes[opening.boundary])) break;
      openNow(work, opening);
    }
    if (taken === 0) continue;
    if (taken < queue.length) node.waiting = queue.slice(taken);
    else {
      delete node.waiting;
      run.throttled = run.throttled.filter((each) => each !== index);
    }
  }
}

function openOrWait(work: Work, opening: Opening): void {
  const boundary = work.run.nodes[opening.boundary];
  const holder = boundary ?? work.run.nodes[opening.parent];
  if (holder !== undefined) {
    if (holder.waiting !== undefined) {
      holder.waiting.push(opening);
      return;
    }
    if (!hasRoom(work, boundary)) {
      holder.waiting = [opening];
      work.run.throttled.push(holder.index);
      return;
    }
  }
  openNow(work, opening);
}

function openNow(work: Work, opening: Opening): void {
  const template = work.plan.templates[opening.template];
  if (template === undefined) return refuse(work, opening, missingTemplate(work, opening));
  const depth = (work.run.nodes[opening.boundary]?.depth ?? -1) + 1;
  if (depth + 1 >= work.plan.maxDepth) return refuse(work, opening, TOO_DEEP, true);
  const locals = localsFor(work, opening, template);
  const bound = bindInputs(work, template, opening.arguments, locals);
  if (!bound.ok) return refuse(work, opening, bound.problem);
  const broken = brokenText(work, template, bound.inputs, locals);
  if (broken !== undefined) return refuse(work, opening, broken);
  const node = addOpened(work, opening, nodeType(template), bound.inputs);
  if (template.displayName !== undefined) {
    const name = renderFor(work, template.displayName, bound.inputs, locals);
    if (name.ok) node.displayName = name.text;
  }
  if (template.locks.length > 0) return requestLocks(work, node, template, locals);
  proceed(work, node, template);
}

/** The node has its locks: the cache is asked, or it begins. */
export function proceed(work: Work, node: WorkflowNode, template: PlannedTemplate): void {
  if (template.memoize !== undefined) requestCache(work, node, template.memoize);
  else start(work, node, template);
}

function addOpened(work: Work, opening: Opening, type: NodeType, inputs: NodeInputs): WorkflowNode {
  const node = addNode(work, opening, { type, phase: "Pending", inputs });
  connect(work, opening.after, node);
  return node;
}

/** A node that cannot run: Argo makes it a Skipped one in Error, and tells the parent why. */
function refuse(work: Work, opening: Opening, problem: string, ownFault = false): void {
  const message = ownFault ? problem : refusal(work, opening, problem);
  const node = addNode(work, opening, { type: "Skipped", phase: "Error", message });
  connect(work, opening.after, node);
  if (!ownFault) tellGroup(work, opening, problem);
  settledAtOnce(work, node);
}

/** Adds a node that has nothing to run. */
export function passOver(
  work: Work,
  opening: Opening,
  phase: "Skipped" | "Omitted" | "Error",
  message: string,
): WorkflowNode {
  const waiter = work.run.nodes[opening.parent];
  if (waiter !== undefined) waiter.open += 1;
  const node = addNode(work, opening, { type: "Skipped", phase, message });
  connect(work, opening.after, node);
  settledAtOnce(work, node);
  return node;
}

function missingTemplate(work: Work, opening: Opening): string {
  const scope = work.run.nodes[opening.boundary];
  const where = scope === undefined ? work.plan.name : scope.name;
  return `template of '${opening.name}' was not found in the scope of ${where}`;
}
