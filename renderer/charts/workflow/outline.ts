/** The run as it is drawn: single-step groups left out, and every edge between two nodes of one holder. */
import { innerOf, type RunTree } from "./tree.ts";

export interface Outline {
  readonly tree: RunTree;
  /** As in the tree, without the groups that are left out. */
  readonly parent: readonly number[];
  readonly inner: readonly (readonly number[])[];
  readonly top: readonly number[];
  /** Nodes that follow, by node; only nodes with the same holder. */
  readonly next: readonly (readonly number[])[];
  readonly previous: readonly (readonly number[])[];
  /** The node that stands for each node: itself, or the only step of a group that is left out. */
  readonly stands: readonly number[];
}

export function outline(tree: RunTree): Outline {
  const stands = tree.nodes.map((node, position) => {
    const only = tree.inner[position];
    return node.type === "StepGroup" && only?.length === 1 ? (only[0] as number) : position;
  });
  const isLeftOut = (position: number) => position >= 0 && stands[position] !== position;
  const parent = tree.parent.map((holder) => {
    const above = isLeftOut(holder) ? (tree.parent[holder] ?? -1) : holder;
    return above;
  });
  const { inner, top } = innerOf(parent);
  const stays = (position: number) => !isLeftOut(position);
  return {
    tree,
    parent,
    inner: inner.map((held) => held.filter(stays)),
    top: top.filter(stays),
    stands,
    ...edges(tree, parent, stands),
  };
}

/** Argo's edges end at leaves; a dependency is always between two calls of one template. */
function edges(tree: RunTree, parent: readonly number[], stands: readonly number[]) {
  const next: number[][] = tree.nodes.map(() => []);
  const previous: number[][] = tree.nodes.map(() => []);
  const depth = depths(parent);
  const known = new Set<number>();
  for (const [position, node] of tree.nodes.entries()) {
    for (const id of node.children ?? []) {
      const child = tree.index.get(id);
      if (child === undefined) continue;
      const pair = siblings(stands[position] ?? -1, stands[child] ?? -1, parent, depth);
      if (pair === undefined) continue;
      const [from, to] = pair;
      const key = from * tree.nodes.length + to;
      if (known.has(key)) continue;
      known.add(key);
      next[from]?.push(to);
      previous[to]?.push(from);
    }
  }
  return { next, previous };
}

function depths(parent: readonly number[]): number[] {
  const depth: number[] = [];
  // A holder comes before what it holds.
  for (const holder of parent) depth.push(holder < 0 ? 0 : (depth[holder] ?? 0) + 1);
  return depth;
}

/** The two holders (or the nodes themselves) with a holder in common; none when one holds the other. */
function siblings(
  from: number,
  to: number,
  parent: readonly number[],
  depth: readonly number[],
): readonly [number, number] | undefined {
  let [a, b] = [from, to];
  const up = (position: number) => parent[position] ?? -1;
  while ((depth[a] ?? 0) > (depth[b] ?? 0)) a = up(a);
  while ((depth[b] ?? 0) > (depth[a] ?? 0)) b = up(b);
  while (a !== b && up(a) !== up(b)) [a, b] = [up(a), up(b)];
  return a === b ? undefined : [a, b];
}

/** The same for two trees that are drawn alike: only phases, times and messages may differ. */
export function shapeOf({ nodes }: RunTree): string {
  const parts = nodes.map(({ id, type, boundaryID = "", children = [] }) => [
    ...[id, type, boundaryID],
    ...children,
  ]);
  return JSON.stringify(parts);
}
