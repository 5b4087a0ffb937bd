/** Sums of the first terms of a list, kept to twice the precision: a small difference of large sums stays exact. */

/**
 * Each prefix is a pair of numbers whose sum it is (the error of an addition is itself a number: D. Knuth,
 * The Art of Computer Programming 2, 4.2.2, theorem B). With plain numbers the difference of two prefixes of
 * a year would be off by the rounding of the year.
 */
export class PrefixSums {
  private readonly high: number[] = [0];
  private readonly low: number[] = [0];

  push(term: number): void {
    const last = this.high.length - 1;
    const before = this.high[last] as number;
    const sum = before + term;
    const added = sum - before;
    const error = before - (sum - added) + (term - added);
    this.high.push(sum);
    this.low.push((this.low[last] as number) + error);
  }

  /** Sum of the terms with positions in [from, to); `from` after `to` gives its negative. */
  between(from: number, to: number): number {
    const high = (this.high[to] as number) - (this.high[from] as number);
    return high + ((this.low[to] as number) - (this.low[from] as number));
  }
}
