/** Lays out a run from the inside out: each open node around what it holds, level by level. */
import type { Open } from "./fold.ts";
import { grid } from "./grid.ts";
import type { Layered, Level } from "./layers.ts";
import type { Outline } from "./outline.ts";
import {
  type BoxKind,
  CARD,
  CHIP,
  type Direction,
  FOLDED,
  FRAME,
  MAX_CARDS_IN_GRID,
  type Point,
  type Size,
} from "./picture.ts";

/** Lays out one level that has edges; the kernel in its worker, or the plain layout. */
export type LayOut = (level: Level) => Promise<Layered>;

/** A box with its place inside its holder, and what it holds. */
export interface Placed extends Size {
  readonly node: number;
  readonly kind: BoxKind;
  readonly inside?: Inside;
}

export interface Inside extends Size {
  readonly held: readonly Placed[];
  readonly places: readonly Point[];
  readonly edges: Level["edges"];
  readonly bends: readonly (readonly Point[])[];
  readonly plain?: true;
}

/** Everything that is drawn, nested; pass it to `picture`. */
export async function arrange(
  drawn: Outline,
  open: Open,
  direction: Direction,
  layOut: LayOut,
): Promise<Inside> {
  const place = async (position: number, kind: BoxKind): Promise<Placed> => {
    if (kind !== "frame") return { node: position, kind, ...SIZES[kind] };
    const inside = await level(drawn.inner[position] ?? []);
    return { node: position, kind, inside, ...frameSize(inside) };
  };
  const level = async (held: readonly number[]): Promise<Inside> => {
    const edges = edgesAmong(held, drawn);
    const kinds = held.map((position) => kindOf(position, drawn, open));
    const chips = edges.length === 0 && kinds.filter(isCard).length > MAX_CARDS_IN_GRID;
    const placed = await Promise.all(
      held.map((position, at) => {
        const kind = kinds[at] ?? "card";
        return place(position, chips && isCard(kind) ? "chip" : kind);
      }),
    );
    if (edges.length === 0) return { ...grid(placed, direction), held: placed, edges, bends: [] };
    return { ...(await layOut({ sizes: placed, edges, direction })), held: placed, edges };
  };
  return level(drawn.top);
}

const SIZES: Readonly<Record<Exclude<BoxKind, "frame">, Size>> = {
  card: CARD,
  chip: CHIP,
  folded: FOLDED,
};

function isCard(kind: BoxKind): boolean {
  return kind === "card";
}

export function kindOf(position: number, drawn: Outline, open: Open): BoxKind {
  if ((drawn.inner[position]?.length ?? 0) === 0) return "card";
  return open.has(position) ? "frame" : "folded";
}

function edgesAmong(held: readonly number[], drawn: Outline): (readonly [number, number])[] {
  const place = new Map(held.map((position, at) => [position, at]));
  return held.flatMap((position, from) =>
    (drawn.next[position] ?? []).flatMap((next) => {
      const to = place.get(next);
      return to === undefined ? [] : [[from, to] as const];
    }),
  );
}

function frameSize({ width, height }: Size): Size {
  return {
    width: Math.max(FRAME.minWidth, width + 2 * FRAME.side),
    height: FRAME.header + height + FRAME.bottom,
  };
}
