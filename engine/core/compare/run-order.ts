/** Which steps of a run wait for which, read off Argo's node graph. */
import type { WorkflowNode, WorkflowRun } from "../workflow/state.ts";

export interface Order {
  /** Indices of the leaves, those waited for first. */
  readonly indices: readonly number[];
  /** By index: the leaves right before it. */
  readonly after: ReadonlyMap<number, readonly number[]>;
}

/** Leaf by leaf along Argo's edges; what lies between two leaves takes no time of its own. */
export function orderOf({ nodes }: WorkflowRun, leaves: readonly WorkflowNode[]): Order {
  const isTask = new Set(leaves.map(({ index }) => index));
  const after = new Map<number, number[]>();
  for (const leaf of leaves) {
    const seen = new Set<number>([leaf.index]);
    const stack = [...leaf.children];
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      if (!isTask.has(index)) stack.push(...(nodes[index]?.children ?? []));
      else after.set(index, [...(after.get(index) ?? []), leaf.index]);
    }
  }
  const indices: number[] = [];
  const placed = new Set<number>();
  const place = (index: number): void => {
    if (placed.has(index)) return;
    placed.add(index);
    for (const before of after.get(index) ?? []) place(before);
    indices.push(index);
  };
  for (const { index } of leaves) place(index);
  return { indices, after: withoutShortcuts(indices, after) };
}

/** Only direct predecessors: one that is also waited for through another adds nothing. */
function withoutShortcuts(
  indices: readonly number[],
  after: ReadonlyMap<number, readonly number[]>,
): Map<number, number[]> {
  const ancestors = new Map<number, Set<number>>();
  const direct = new Map<number, number[]>();
  for (const index of indices) {
    const before = after.get(index) ?? [];
    const behind = new Set(before.flatMap((each) => [...(ancestors.get(each) ?? [])]));
    direct.set(
      index,
      before.filter((each) => !behind.has(each)),
    );
    ancestors.set(index, new Set([...behind, ...before]));
  }
  return direct;
}
