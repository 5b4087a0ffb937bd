/** Where the least value of a range lies, in constant time: a sparse table of positions. */

/**
 * The table of M. Bender and M. Farach-Colton ("The LCA problem revisited", LATIN 2000): level k holds
 * for each position the first least value of the 2^k that begin there; n log n entries.
 */
export class RangeMinimum {
  private readonly values: Float64Array;
  private readonly levels: Int32Array[];

  constructor(values: Float64Array) {
    this.values = values;
    const count = values.length;
    const ground = new Int32Array(count);
    for (let i = 0; i < count; i++) ground[i] = i;
    this.levels = [ground];
    for (let width = 2, below = ground; width <= count; width *= 2) {
      const level = new Int32Array(count - width + 1);
      const half = width / 2;
      for (let i = 0; i < level.length; i++) {
        level[i] = this.lesser(below[i] as number, below[i + half] as number);
      }
      this.levels.push(level);
      below = level;
    }
  }

  /** Position of the first least value in [from, to], both included; `from <= to`. */
  first(from: number, to: number): number {
    const exponent = 31 - Math.clz32(to - from + 1);
    const level = this.levels[exponent] as Int32Array;
    return this.lesser(level[from] as number, level[to - (1 << exponent) + 1] as number);
  }

  private lesser(left: number, right: number): number {
    return (this.values[right] as number) < (this.values[left] as number) ? right : left;
  }
}
