/** The path of a policy over the heat map: along a model's batches, and up where the next one serves. */
import { type CellGrid, cellBox } from "../sweep/grid.ts";

export interface PathModel {
  readonly trainedOn: number;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Cells of this height have their number in the middle: the line keeps below it. */
const NUMBER_HEIGHT = 20;
const BELOW_NUMBER = 5;

/** Through the rows of the cells; one line for each stretch of batches without a gap. */
export function staircasePath(models: readonly PathModel[], grid: CellGrid): string {
  let path = "";
  let end: number | null = null;
  for (const { trainedOn, from, to } of models) {
    const first = cellBox(grid, { column: from, row: trainedOn });
    const last = cellBox(grid, { column: to - 1, row: trainedOn });
    const hasNumber = first.height >= NUMBER_HEIGHT;
    const y = round(first.top + (hasNumber ? first.height - BELOW_NUMBER : first.height / 2));
    path += end === from ? `V${y}` : `M${first.left},${y}`;
    path += `H${last.left + last.width}`;
    end = to;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
