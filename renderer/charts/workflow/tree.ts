/** The nodes of a run as they lie in each other: loops hold items, retries attempts, templates calls. */
import type { NodeStatus } from "../../../engine/contract/workflow.ts";

/** Nodes are known by their position in the status. */
export interface RunTree {
  readonly nodes: readonly NodeStatus[];
  /** Position by id. */
  readonly index: ReadonlyMap<string, number>;
  /** The holder of each node; -1 at the top. */
  readonly parent: readonly number[];
  /** What each node holds, in order of creation. */
  readonly inner: readonly (readonly number[])[];
  readonly top: readonly number[];
}

/** What follows the name of a group in the names of its members: `loop(0:a)`, `retry(1)`, `[0].step`. */
const MEMBER_MARK: Readonly<Record<string, string>> = {
  TaskGroup: "(",
  Retry: "(",
  StepGroup: ".",
};

/** A holder always comes before what it holds, so no status can make a circle. */
export function runTree(nodes: readonly NodeStatus[]): RunTree {
  const index = new Map(nodes.map((node, position) => [node.id, position]));
  const parent = nodes.map((node, position) => {
    const boundary = node.boundaryID === undefined ? -1 : (index.get(node.boundaryID) ?? -1);
    return boundary < position ? boundary : -1;
  });
  for (const [position, node] of nodes.entries()) {
    for (const member of membersOf(node, nodes, index)) {
      if (member > position) parent[member] = position;
    }
  }
  return { nodes, index, parent, ...innerOf(parent) };
}

function membersOf(
  group: NodeStatus,
  nodes: readonly NodeStatus[],
  index: ReadonlyMap<string, number>,
): number[] {
  const mark = MEMBER_MARK[group.type];
  if (mark === undefined) return [];
  const start = group.name + mark;
  const children = (group.children ?? []).map((id) => index.get(id) ?? -1);
  return children.filter((child) => nodes[child]?.name.startsWith(start));
}

export function innerOf(parent: readonly number[]): Pick<RunTree, "inner" | "top"> {
  const inner: number[][] = parent.map(() => []);
  const top: number[] = [];
  for (const [position, holder] of parent.entries()) (inner[holder] ?? top).push(position);
  return { inner, top };
}

/** The holders of a node, nearest first. */
export function holders(tree: Pick<RunTree, "parent">, position: number): number[] {
  const found: number[] = [];
  for (let at = tree.parent[position] ?? -1; at >= 0; at = tree.parent[at] ?? -1) found.push(at);
  return found;
}
