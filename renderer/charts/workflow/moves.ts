/** Where the arrow keys lead: along the edges, beside in the same level, into frames and out of them. */
import type { Outline } from "./outline.ts";
import type { Box, Picture } from "./picture.ts";
import { holders } from "./tree.ts";

export type ArrowKey = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

type Way = "next" | "previous" | "less" | "more";

const WAYS: Readonly<Record<Picture["direction"], Readonly<Record<ArrowKey, Way>>>> = {
  right: { ArrowRight: "next", ArrowLeft: "previous", ArrowUp: "less", ArrowDown: "more" },
  down: { ArrowDown: "next", ArrowUp: "previous", ArrowLeft: "less", ArrowRight: "more" },
};

export function isArrow(key: string): key is ArrowKey {
  return Object.hasOwn(WAYS.right, key);
}

/** The node to go to; undefined at a border. */
export function moveFrom(
  node: number,
  key: ArrowKey,
  picture: Picture,
  drawn: Outline,
): number | undefined {
  const box = picture.boxOf.get(node);
  if (box === undefined) return undefined;
  const way = WAYS[picture.direction][key];
  if (way === "next" || way === "previous") return alongEdges(box, way, picture, drawn);
  const first =
    box.kind === "frame" && way === "more" ? firstInside(box, picture, drawn) : undefined;
  return first ?? beside(box, key, picture, drawn);
}

/** The nearest node over an edge; at the end of a level that of its holder; without edges, beside. */
function alongEdges(
  box: Box,
  way: "next" | "previous",
  picture: Picture,
  drawn: Outline,
): number | undefined {
  const linked = drawn[way][box.node] ?? [];
  const found = nearest(box, linked, picture);
  if (found !== undefined) return found;
  const key = way === "next" ? FORWARD[picture.direction] : BACKWARD[picture.direction];
  const inGrid = hasEdges(siblingsOf(box, drawn), drawn)
    ? undefined
    : beside(box, key, picture, drawn);
  if (inGrid !== undefined) return inGrid;
  if (way === "next") return afterHolders(box, picture, drawn) ?? rootInside(box, picture, drawn);
  const holder = drawn.parent[box.node] ?? -1;
  return holder < 0 ? undefined : holder;
}

/** What follows the nearest holder that something follows. */
function afterHolders(box: Box, picture: Picture, drawn: Outline): number | undefined {
  for (const holder of holders(drawn, box.node)) {
    const above = picture.boxOf.get(holder);
    const next = above && nearest(above, drawn.next[holder] ?? [], picture);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** Nothing follows the outermost frame: the way forward leads into it. */
function rootInside(box: Box, picture: Picture, drawn: Outline): number | undefined {
  const isRoot = (drawn.parent[box.node] ?? -1) < 0;
  return isRoot && box.kind === "frame" ? firstInside(box, picture, drawn) : undefined;
}

const FORWARD = { right: "ArrowRight", down: "ArrowDown" } as const;
const BACKWARD = { right: "ArrowLeft", down: "ArrowUp" } as const;

/** The nearest sibling in the direction of an arrow; above the first one stands the frame itself. */
function beside(box: Box, key: ArrowKey, picture: Picture, drawn: Outline): number | undefined {
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const boxes = siblingsOf(box, drawn).flatMap((node) => picture.boxOf.get(node) ?? []);
  let [best, least] = [undefined as number | undefined, Number.POSITIVE_INFINITY];
  for (const other of boxes) {
    const [dx, dy] = [middle(other).x - middle(box).x, middle(other).y - middle(box).y];
    const [ahead, aside] = sideways ? [dx * sign, Math.abs(dy)] : [dy * sign, Math.abs(dx)];
    // What lies in the line of the arrow comes before what lies aside.
    const distance = ahead + 3 * aside;
    if (other === box || ahead <= 1 || aside > ahead * 2 || distance >= least) continue;
    [best, least] = [other.node, distance];
  }
  const holder = drawn.parent[box.node] ?? -1;
  return best ?? (sign < 0 && holder >= 0 ? holder : undefined);
}

function siblingsOf(box: Box, drawn: Outline): readonly number[] {
  return drawn.inner[drawn.parent[box.node] ?? -1] ?? drawn.top;
}

function hasEdges(nodes: readonly number[], drawn: Outline): boolean {
  return nodes.some((node) => (drawn.next[node]?.length ?? 0) > 0);
}

function firstInside(box: Box, picture: Picture, drawn: Outline): number | undefined {
  return (drawn.inner[box.node] ?? []).find((node) => picture.boxOf.has(node));
}

function nearest(box: Box, nodes: readonly number[], picture: Picture): number | undefined {
  const at = middle(box);
  const distance = (node: number) => {
    const other = picture.boxOf.get(node);
    if (other === undefined) return Number.POSITIVE_INFINITY;
    const to = middle(other);
    return picture.direction === "right" ? Math.abs(to.y - at.y) : Math.abs(to.x - at.x);
  };
  const [best] = nodes.toSorted((a, b) => distance(a) - distance(b));
  return best !== undefined && picture.boxOf.has(best) ? best : undefined;
}

function middle({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height / 2 };
}
