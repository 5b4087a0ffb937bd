/** The run as an indented list, and which rows of a long list are on the screen. */
import type { RunTree } from "./tree.ts";

export interface TreeRow {
  readonly node: number;
  /** 1 at the top. */
  readonly level: number;
  /** Undefined: holds nothing. */
  readonly open: boolean | undefined;
}

/** Rows from the top down, without what lies in folded nodes. */
export function treeRows(tree: RunTree, folded: ReadonlySet<number>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const waiting = tree.top.map((node) => ({ node, level: 1 })).reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, level } = next;
    const held = tree.inner[node] ?? [];
    const open = held.length === 0 ? undefined : !folded.has(node);
    rows.push({ node, level, open });
    if (open !== true) continue;
    for (const inside of held.toReversed()) waiting.push({ node: inside, level: level + 1 });
  }
  return rows;
}

/** Rows beside those on the screen that are drawn too. */
const OVERSCAN = 8;

export interface RowWindow {
  readonly first: number;
  /** One after the last. */
  readonly end: number;
}

export function rowWindow(
  count: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - OVERSCAN);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN);
  return { first: Math.min(first, Math.max(0, count - 1)), end };
}
