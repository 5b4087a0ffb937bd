/** Containers of a container set: nodes of their own, in one pod. */

import type { LeafPlan } from "../plan/plan.ts";
import { isFulfilledPhase, type NodePhase, type WorkflowNode } from "../state.ts";
import { nodeAt, templateOf, type Work } from "../work.ts";
import { addNode } from "./node.ts";

/** Adds a node for each container, behind those that it waits for. */
export function addContainers(work: Work, node: WorkflowNode, template: LeafPlan): void {
  if (template.containers.length === 0) return;
  const byName = new Map<string, number>();
  for (const { name } of template.containers) {
    const container = addNode(
      work,
      {
        name: `${node.name}.${name}`,
        template: node.template,
        call: node.call,
        boundary: node.index,
        parent: -1,
        onExit: node.onExit,
      },
      {
        type: "Container",
        phase: "Pending",
        ...(node.flag === undefined ? {} : { flag: node.flag }),
      },
    );
    byName.set(name, container.index);
  }
  for (const { name, dependencies } of template.containers) {
    const index = byName.get(name) as number;
    if (dependencies.length === 0) node.children.push(index);
    for (const other of dependencies) {
      const before = byName.get(other);
      if (before !== undefined) nodeAt(work, before).children.push(index);
    }
  }
}

/** The nodes of a pod's containers, in the order they are written. */
export function containersOf(work: Work, node: WorkflowNode): WorkflowNode[] {
  const template = templateOf(work, node);
  if (template?.kind !== "leaf" || template.containers.length === 0) return [];
  // They were added together, so one of them says where all are.
  const known = node.children
    .map((index) => nodeAt(work, index))
    .find(({ type, boundary }) => type === "Container" && boundary === node.index);
  if (known === undefined) return [];
  const place = template.containers.findIndex(({ name }) => known.name === `${node.name}.${name}`);
  const first = known.index - place;
  return work.run.nodes.slice(first, first + template.containers.length);
}

/** Ends those containers of a pod that have not ended by themselves. */
export function endContainers(
  work: Work,
  node: WorkflowNode,
  phase: NodePhase,
  messageOf: (container: WorkflowNode) => string,
): void {
  for (const container of containersOf(work, node)) {
    if (isFulfilledPhase(container.phase)) continue;
    container.phase = phase;
    container.finishedAtMs = work.atMs;
    if (phase !== "Succeeded") container.message = messageOf(container);
  }
}
