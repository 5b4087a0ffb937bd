/** How a node ends: its boundary, locks, cache and the outputs of the run hear of it at once. */

import {
  isBad,
  isFulfilled,
  isFulfilledPhase,
  type NodePhase,
  type WorkflowNode,
} from "../state.ts";
import { addGlobalOutputs } from "../values/global-outputs.ts";
import { lookAgain, type Work } from "../work.ts";
import { endContainers } from "./containers.ts";
import { isCounted } from "./node.ts";

/** Ends a node. A node ends once: what comes later is ignored. */
export function settle(work: Work, node: WorkflowNode, phase: NodePhase, message?: string): void {
  if (isFulfilledPhase(node.phase)) return;
  const wasFulfilled = isFulfilled(node);
  node.phase = phase;
  if (message !== undefined) node.message = message;
  node.finishedAtMs = work.atMs;
  if (node.daemoned) {
    delete node.daemoned;
    work.run.daemons -= 1;
  }
  if (node.type === "Pod" && node.children.length > 0) {
    endContainers(work, node, phase, () => node.message);
  }
  leaveBoundary(work, node);
  releaseLocks(work, node);
  writeCache(work, node);
  addGlobalOutputs(work, node);
  if (!wasFulfilled) lookAgain(work, node.index);
}

/** A node was added that has already ended: Skipped, Omitted, Error, or found in the cache. */
export function settledAtOnce(work: Work, node: WorkflowNode): void {
  if (isBad(node.phase)) countBad(work, node);
  addGlobalOutputs(work, node);
  lookAgain(work, node.index);
}

function leaveBoundary(work: Work, node: WorkflowNode): void {
  const boundary = work.run.nodes[node.boundary];
  if (boundary !== undefined && isCounted(node.type)) {
    boundary.active -= 1;
    if (isBad(node.phase)) boundary.bad += 1;
    // Argo fails such a template as soon as nothing of it runs.
    if (boundary.bad > 0 && boundary.active === 0) lookAgain(work, boundary.index);
  }
  if (node.running) {
    node.running = false;
    if (node.type === "Pod") work.run.activePods -= 1;
  }
}

function countBad(work: Work, node: WorkflowNode): void {
  const boundary = work.run.nodes[node.boundary];
  if (boundary !== undefined && isCounted(node.type)) boundary.bad += 1;
}

function releaseLocks(work: Work, node: WorkflowNode): void {
  if (node.holdsLocks !== true && node.waitingFor === undefined) return;
  delete node.holdsLocks;
  delete node.waitingFor;
  work.effects.push({ type: "releaseLocks", node: node.index });
}

function writeCache(work: Work, node: WorkflowNode): void {
  const { memoization, outputs } = node;
  if (memoization === undefined || memoization.hit || node.phase !== "Succeeded") return;
  // A retried node is kept by its attempt.
  if (node.type === "Retry") return;
  const { cacheName: cache, key } = memoization;
  const written = outputs ?? { parameters: {} };
  work.effects.push({ type: "writeCache", node: node.index, cache, key, outputs: written });
}

/** Daemons end with the template around them. */
export function stopDaemons(work: Work, boundary: number): void {
  if (work.run.daemons === 0) return;
  for (const node of work.run.nodes) {
    if (node.daemoned !== true || (boundary >= 0 && node.boundary !== boundary)) continue;
    if (node.running) work.effects.push({ type: "stopPod", node: node.index });
    settle(work, node, "Succeeded");
  }
}

/** Ends what is still open inside a template that has ended: nobody waits for it any more. */
export function stopInside(work: Work, ended: WorkflowNode): void {
  const inside = new Set([ended.index]);
  for (const node of work.run.nodes.slice(ended.index + 1)) {
    if (!inside.has(node.boundary)) continue;
    inside.add(node.index);
    delete node.waiting;
    if (isFulfilledPhase(node.phase)) continue;
    if (node.running) work.effects.push({ type: "stopPod", node: node.index });
    if (node.daemoned) settle(work, node, "Succeeded");
    else settle(work, node, "Failed", `stopped: ${ended.name} has ended`);
  }
}
