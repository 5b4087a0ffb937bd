/** Which rows belong to which batch, which of them train a model, and which judge it. */

/** Rows from `from` up to, and without, `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export interface BatchSizes {
  /** Of the first batch. */
  readonly firstRows: number;
  /** Of each later one. */
  readonly rows: number;
}

export const PUBLISHED_SIZES: BatchSizes = { firstRows: 100_000, rows: 20_000 };

/** The newest rows of the newest batch judge the model and do not train it; at most half of the batch. */
const HELD_OUT_ROWS = 8_000;
const HELD_OUT_SHARE = 0.5;

export function batchRange(batch: number, { firstRows, rows }: BatchSizes): RowRange {
  if (batch === 0) return { from: 0, to: firstRows };
  const from = firstRows + (batch - 1) * rows;
  return { from, to: from + rows };
}

/** The batch that a row belongs to. */
export function batchOf(row: number, { firstRows, rows }: BatchSizes): number {
  return row < firstRows ? 0 : 1 + Math.floor((row - firstRows) / rows);
}

export function heldOutRange(batch: number, sizes: BatchSizes): RowRange {
  const { from, to } = batchRange(batch, sizes);
  return { from: to - Math.min(HELD_OUT_ROWS, Math.ceil((to - from) * HELD_OUT_SHARE)), to };
}

/** What a model of a batch is trained on: the newest `window` rows before those held out. */
export function trainingRange(batch: number, sizes: BatchSizes, window: number): RowRange {
  const to = heldOutRange(batch, sizes).from;
  return { from: Math.max(0, to - window), to };
}

export function rowsIn({ from, to }: RowRange): number {
  return Math.max(0, to - from);
}

/** Forward-chaining: a model may only be judged by rows that are newer than all it was trained on. */
export function isUnseen(scored: RowRange, trained: RowRange): boolean {
  return scored.from >= trained.to;
}

export function describeRange({ from, to }: RowRange): string {
  return `rows ${from} to ${to - 1}`;
}
