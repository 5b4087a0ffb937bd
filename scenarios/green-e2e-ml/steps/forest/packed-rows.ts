/** Rows of a tree as two words each, moved as a whole: a node's rows lie side by side in memory. */
import type { RandomStream } from "../../../../engine/core/random/stream.ts";
import type { Binned } from "./bins.ts";

/** A word holds four bins; the second holds two, the class (4 bits) and how often the row was drawn. */
export const MAX_FEATURES = 6;
export const MAX_CLASSES = 16;
const BINS_PER_WORD = 4;
const CLASS_SHIFT = 16;
const CLASS_MASK = 0xf;
const DRAWS_SHIFT = 20;
const MAX_DRAWS = 0xfff;

export class PackedRows {
  /** All rows, as they were given. */
  private readonly allLow: Uint32Array;
  private readonly allHigh: Uint32Array;
  /** Those of the tree that grows, ordered by its nodes. */
  private readonly low: Uint32Array;
  private readonly high: Uint32Array;
  private readonly spareLow: Uint32Array;
  private readonly spareHigh: Uint32Array;
  private readonly draws: Uint16Array;

  constructor({ rows, bins }: Binned, labels: Uint8Array) {
    this.allLow = new Uint32Array(rows);
    this.allHigh = labels.reduce((words, label, row) => {
      words[row] = label << CLASS_SHIFT;
      return words;
    }, new Uint32Array(rows));
    for (const [feature, column] of bins.entries()) {
      const words = feature < BINS_PER_WORD ? this.allLow : this.allHigh;
      const shift = (feature % BINS_PER_WORD) * 8;
      for (let row = 0; row < rows; row++) words[row]! |= (column[row] as number) << shift;
    }
    this.low = new Uint32Array(rows);
    this.high = new Uint32Array(rows);
    this.spareLow = new Uint32Array(rows);
    this.spareHigh = new Uint32Array(rows);
    this.draws = new Uint16Array(rows);
  }

  /** Takes the rows of a new tree; the number of different ones. */
  begin(random: RandomStream, bootstrap: boolean): number {
    const { draws, allLow, allHigh, low, high } = this;
    draws.fill(bootstrap ? 0 : 1);
    if (bootstrap) {
      for (let i = 0; i < draws.length; i++) {
        draws[Math.floor(random.uniform() * draws.length)]! += 1;
      }
    }
    let taken = 0;
    for (let row = 0; row < draws.length; row++) {
      const drawn = Math.min(draws[row] as number, MAX_DRAWS);
      if (drawn === 0) continue;
      low[taken] = allLow[row] as number;
      high[taken] = (allHigh[row] as number) | (drawn << DRAWS_SHIFT);
      taken += 1;
    }
    return taken;
  }

  /** Draws by class of the rows in [from, to). */
  countClasses(from: number, to: number, into: Int32Array): void {
    const { high } = this;
    into.fill(0);
    for (let row = from; row < to; row++) {
      const word = high[row] as number;
      into[(word >>> CLASS_SHIFT) & CLASS_MASK]! += word >>> DRAWS_SHIFT;
    }
  }

  /** Draws by bin and class of the rows in [from, to); `size` entries are written. */
  countBins(from: number, to: number, feature: number, into: Int32Array, size: number): void {
    const { high } = this;
    const words = feature < BINS_PER_WORD ? this.low : high;
    const shift = (feature % BINS_PER_WORD) * 8;
    const classes = into.length / 256;
    into.fill(0, 0, size);
    for (let row = from; row < to; row++) {
      const word = high[row] as number;
      const bin = ((words[row] as number) >>> shift) & 0xff;
      into[bin * classes + ((word >>> CLASS_SHIFT) & CLASS_MASK)]! += word >>> DRAWS_SHIFT;
    }
  }

  /** Puts the rows of [from, to) whose bin is at most `bin` first, both parts in their order; where the second begins. */
  partition(from: number, to: number, feature: number, bin: number): number {
    const { low, high, spareLow, spareHigh } = this;
    const words = feature < BINS_PER_WORD ? low : high;
    const shift = (feature % BINS_PER_WORD) * 8;
    let left = from;
    let right = 0;
    for (let row = from; row < to; row++) {
      const lowWord = low[row] as number;
      const highWord = high[row] as number;
      if ((((words[row] as number) >>> shift) & 0xff) <= bin) {
        low[left] = lowWord;
        high[left] = highWord;
        left += 1;
      } else {
        spareLow[right] = lowWord;
        spareHigh[right] = highWord;
        right += 1;
      }
    }
    low.set(spareLow.subarray(0, right), left);
    high.set(spareHigh.subarray(0, right), left);
    return left;
  }
}
