/** Which nodes are open: what is small shows what it holds, what is large shows counts. */
import type { Outline } from "./outline.ts";
import { holders } from "./tree.ts";

/** Positions of the nodes that show what they hold. */
export type Open = ReadonlySet<number>;

/** Loops with more items begin folded. */
const MAX_OPEN_ITEMS = 16;
/** Frames in frames at the beginning; a recursion may go on for hundreds. */
const MAX_OPEN_DEPTH = 4;
/** Nodes that are drawn at the beginning, the first level apart. */
const MAX_DRAWN = 160;

const LOOPS: ReadonlySet<string> = new Set(["TaskGroup", "StepGroup"]);

/** What is open at the beginning: level by level, until enough is on the screen. */
export function openAtFirst(drawn: Outline): Open {
  const open = new Set<number>();
  let level = drawn.top.filter((position) => holdsNodes(drawn, position));
  for (const position of level) open.add(position);
  let count = drawn.top.length + sum(drawn, level);
  for (let depth = 1; depth < MAX_OPEN_DEPTH && level.length > 0; depth += 1) {
    level = insides(drawn, level);
    const opened: number[] = [];
    for (const position of level) {
      const size = drawn.inner[position]?.length ?? 0;
      if (!beginsOpen(drawn, position, size) || count + size > MAX_DRAWN) continue;
      count += size;
      open.add(position);
      opened.push(position);
    }
    level = opened;
  }
  return open;
}

function beginsOpen(drawn: Outline, position: number, size: number): boolean {
  const type: string = drawn.tree.nodes[position]?.type ?? "";
  if (size === 0 || type === "Retry") return false;
  return !LOOPS.has(type) || size <= MAX_OPEN_ITEMS;
}

function insides(drawn: Outline, level: readonly number[]): number[] {
  return level.flatMap((position) => drawn.inner[position] ?? []);
}

function sum(drawn: Outline, level: readonly number[]): number {
  return level.reduce((total, position) => total + (drawn.inner[position]?.length ?? 0), 0);
}

export function holdsNodes(drawn: Outline, position: number): boolean {
  return (drawn.inner[position]?.length ?? 0) > 0;
}

/** Everything that holds nodes. */
export function openAll(drawn: Outline): Open {
  return new Set(drawn.inner.flatMap((held, position) => (held.length > 0 ? [position] : [])));
}

/** Only the first level. */
export function foldAll(drawn: Outline): Open {
  return new Set(drawn.top.filter((position) => holdsNodes(drawn, position)));
}

export function toggled(open: Open, position: number): Open {
  const next = new Set(open);
  if (!next.delete(position)) next.add(position);
  return next;
}

/** With every holder of a node open, so that it is drawn; the same set when it already is. */
export function revealing(open: Open, drawn: Outline, position: number): Open {
  const closed = holders(drawn, position).filter((holder) => !open.has(holder));
  return closed.length === 0 ? open : new Set([...open, ...closed]);
}

/** The node that is drawn for a node: itself, or the outermost folded holder. */
export function drawnFor(open: Open, drawn: Outline, position: number): number {
  const self = drawn.stands[position] ?? position;
  const folded = holders(drawn, self).filter((holder) => !open.has(holder));
  return folded.at(-1) ?? self;
}

/** What is open after a run has grown: as before, and nodes that hold others now as they would begin. */
export function openGrown(open: Open, before: Outline, after: Outline): Open {
  const first = openAtFirst(after);
  const added = [...first].filter((position) => !holdsNodes(before, position));
  return added.length === 0 ? open : new Set([...open, ...added]);
}
