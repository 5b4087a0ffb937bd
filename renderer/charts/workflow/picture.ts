/** A run laid out: boxes and routes in pixels at 100 %, and the sizes of the things in it. */

export type Direction = "right" | "down";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point, Size {}

/** `frame`: an open node around what it holds. `folded`: one that only counts what it holds. */
export type BoxKind = "card" | "chip" | "folded" | "frame";

export interface Box extends Rectangle {
  readonly node: number;
  readonly kind: BoxKind;
  /** Frames around this box. */
  readonly depth: number;
}

export interface Route {
  readonly from: number;
  readonly to: number;
  /** From the edge of one box to that of the other, through the gaps between the boxes. */
  readonly points: readonly Point[];
  /** Around all of it, arrow head included. */
  readonly bounds: Rectangle;
}

export interface Picture extends Size {
  /** Some of it was too large, or was not waited for: crossings are not reduced there. */
  readonly plain: boolean;
  readonly direction: Direction;
  /** Frames come before what they hold. */
  readonly boxes: readonly Box[];
  readonly routes: readonly Route[];
  /** The box of a node that is drawn. */
  readonly boxOf: ReadonlyMap<number, Box>;
}

export const CARD: Size = { width: 196, height: 46 };
export const CHIP: Size = { width: 148, height: 26 };
export const FOLDED: Size = { width: 252, height: 62 };

/** Inside a frame; the header with its name is at the top. */
export const FRAME = { header: 34, side: 14, bottom: 14, minWidth: 252 } as const;

/** Between boxes without edges. */
export const GAP = 10;

/** Loops with more items than this show chips instead of cards. */
export const MAX_CARDS_IN_GRID = 24;
