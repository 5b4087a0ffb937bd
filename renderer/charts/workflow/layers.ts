/** A plain layered layout in linear time, for graphs too large to wait for the careful one. */
import type { Arranged } from "./grid.ts";
import type { Direction, Point, Size } from "./picture.ts";

/** One level of the picture: boxes and the edges between them, as positions in the list of boxes. */
export interface Level {
  readonly sizes: readonly Size[];
  readonly edges: readonly (readonly [number, number])[];
  readonly direction: Direction;
}

export interface Layered extends Arranged {
  /** Bends of each edge, in the order given; its ends are not among them. */
  readonly bends: readonly (readonly Point[])[];
  /** By the plain layout, which leaves crossings as they are. */
  readonly plain?: true;
}

/** Sizes along the flow and across it. */
interface Extent {
  readonly along: number;
  readonly across: number;
}

export const LAYER_GAP = 56;
export const NODE_GAP = 16;

/** Layers by the longest way from a start; inside a layer by the mean place of what comes before. */
export function layers({ sizes, edges, direction }: Level): Layered {
  const extents = sizes.map((size) => extentOf(size, direction));
  const before = sizes.map((): number[] => []);
  for (const [from, to] of edges) before[to]?.push(from);
  const columns = inLayers(layerNumbers(sizes.length, edges));
  const across: number[] = sizes.map(() => 0);
  const along: number[] = sizes.map(() => 0);
  let start = 0;
  for (const column of columns) {
    const middle = (each: number) => mean(before[each] ?? [], across, extents);
    const ordered = column.toSorted((a, b) => middle(a) - middle(b) || a - b);
    spread(ordered, middle, across, extents);
    for (const each of column) along[each] = start;
    start += Math.max(...column.map((each) => extents[each]?.along ?? 0)) + LAYER_GAP;
  }
  return normalised(along, across, sizes, direction, edges.length);
}

/** A node's layer is one more than the highest of those before it. Circles end at the first visit. */
function layerNumbers(count: number, edges: Level["edges"]): number[] {
  const next = Array.from({ length: count }, (): number[] => []);
  const waiting = new Array<number>(count).fill(0);
  for (const [from, to] of edges) {
    next[from]?.push(to);
    waiting[to] = (waiting[to] ?? 0) + 1;
  }
  const layer = new Array<number>(count).fill(0);
  const ready = [...layer.keys()].filter((each) => waiting[each] === 0);
  for (let at = ready.shift(); at !== undefined; at = ready.shift()) {
    for (const to of next[at] ?? []) {
      layer[to] = Math.max(layer[to] ?? 0, (layer[at] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) ready.push(to);
    }
  }
  return layer;
}

function inLayers(numbers: readonly number[]): number[][] {
  const columns: number[][] = [];
  for (const [each, layer] of numbers.entries()) {
    columns[layer] ??= [];
    columns[layer]?.push(each);
  }
  return columns.filter((column) => column !== undefined);
}

function mean(list: readonly number[], across: readonly number[], extents: readonly Extent[]) {
  const middles = list.map((each) => (across[each] ?? 0) + (extents[each]?.across ?? 0) / 2);
  return middles.length === 0 ? 0 : middles.reduce((sum, at) => sum + at, 0) / middles.length;
}

/** Each as near to where it wants to be as those before it in the layer allow; then all are centred. */
function spread(
  ordered: readonly number[],
  middle: (each: number) => number,
  across: number[],
  extents: readonly Extent[],
): void {
  let end = Number.NEGATIVE_INFINITY;
  let drift = 0;
  for (const each of ordered) {
    const size = extents[each]?.across ?? 0;
    const wanted = middle(each) - size / 2;
    const place = Math.max(wanted, end);
    across[each] = place;
    drift += place - wanted;
    end = place + size + NODE_GAP;
  }
  const shift = drift / ordered.length;
  for (const each of ordered) across[each] = (across[each] ?? 0) - shift;
}

function extentOf({ width, height }: Size, direction: Direction): Extent {
  return direction === "right"
    ? { along: width, across: height }
    : { along: height, across: width };
}

function normalised(
  along: readonly number[],
  across: readonly number[],
  sizes: readonly Size[],
  direction: Direction,
  edgeCount: number,
): Layered {
  const first = across.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const places = sizes.map((_, each): Point => {
    const [a, b] = [along[each] ?? 0, Math.round((across[each] ?? 0) - first)];
    return direction === "right" ? { x: a, y: b } : { x: b, y: a };
  });
  let [width, height] = [0, 0];
  for (const [each, size] of sizes.entries()) {
    width = Math.max(width, (places[each]?.x ?? 0) + size.width);
    height = Math.max(height, (places[each]?.y ?? 0) + size.height);
  }
  return {
    places,
    width,
    height,
    bends: new Array<readonly Point[]>(edgeCount).fill([]),
    plain: true,
  };
}
