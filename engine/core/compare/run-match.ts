/** Which pods of a timeline are which nodes of a run that is repeated. */
import type { PodRecord } from "../timeline/timeline.ts";
import type { WorkflowNode } from "../workflow/state.ts";

/** Pods by node, by name and, where several share one, by length; undefined where they do not fit. */
export function matchPods(
  leaves: readonly WorkflowNode[],
  records: readonly PodRecord[],
): ReadonlyMap<number, readonly PodRecord[]> | undefined {
  const byName = grouped(records);
  const matched = new Map<number, PodRecord[]>();
  for (const [name, nodes] of grouped(leaves)) {
    const own = byName.get(name) ?? [];
    byName.delete(name);
    if (nodes.length === 1) matched.set((nodes[0] as WorkflowNode).index, own);
    else if (!pair(nodes, own, matched)) return undefined;
  }
  return byName.size === 0 && leaves.every((node) => agrees(node, matched)) ? matched : undefined;
}

function grouped<T extends { readonly displayName: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(each.displayName);
    if (group === undefined) groups.set(each.displayName, [each]);
    else group.push(each);
  }
  return groups;
}

function pair(
  nodes: readonly WorkflowNode[],
  records: readonly PodRecord[],
  matched: Map<number, PodRecord[]>,
): boolean {
  if (nodes.length !== records.length) return false;
  const byLength = nodes.toSorted((a, b) => lengthOf(a) - lengthOf(b));
  const recordsByLength = records.toSorted((a, b) => recordMs(a) - recordMs(b));
  byLength.forEach((node, index) => {
    matched.set(node.index, [recordsByLength[index] as PodRecord]);
  });
  return true;
}

/** One record is as long as the node; several are parts of it, with checkpoints between them. */
function agrees(node: WorkflowNode, matched: ReadonlyMap<number, readonly PodRecord[]>): boolean {
  const records = matched.get(node.index) ?? [];
  const [first] = records;
  if (first === undefined) return node.type !== "Pod" || lengthOf(node) === 0;
  return records.length > 1 || recordMs(first) === lengthOf(node);
}

export function lengthOf({ startedAtMs, finishedAtMs }: WorkflowNode): number {
  return (finishedAtMs ?? 0) - (startedAtMs ?? 0);
}

function recordMs({ startedAtMs, finishedAtMs }: PodRecord): number {
  return finishedAtMs - startedAtMs;
}
