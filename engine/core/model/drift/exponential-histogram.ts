/** A window of a stream in few buckets: recent values apart, older ones ever more together. */

/** Values that followed each other, as their number, sum and sum of squared deviations from their mean. */
export interface Bucket {
  readonly count: number;
  readonly sum: number;
  readonly deviation: number;
}

export const EMPTY_BUCKET: Bucket = { count: 0, sum: 0, deviation: 0 };

/**
 * Both together (T. Chan, G. Golub and R. LeVeque, "Updating formulae and a pairwise algorithm for computing
 * sample variances", 1979): no difference of large squares, so nothing comes out negative.
 */
export function joined(a: Bucket, b: Bucket): Bucket {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const apart = a.sum / a.count - b.sum / b.count;
  const between = (apart * apart * a.count * b.count) / count;
  return { count, sum: a.sum + b.sum, deviation: a.deviation + b.deviation + between };
}

/**
 * Buckets of 1, 2, 4, ... values, at most `most` of each size (M. Datar, A. Gionis, P. Indyk and R. Motwani,
 * "Maintaining stream statistics over sliding windows", 2002): a window of n values needs most x log2(n).
 */
export class ExponentialHistogram {
  /** By size; the oldest bucket of a size comes first. */
  private readonly rows: Bucket[][] = [];
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  add(value: number): void {
    let carried: Bucket | undefined = { count: 1, sum: value, deviation: 0 };
    for (let size = 0; carried !== undefined; size++) {
      if (this.rows[size] === undefined) this.rows[size] = [];
      const row = this.rows[size] as Bucket[];
      row.push(carried);
      carried = undefined;
      if (row.length > this.most) {
        const [first, second] = row.splice(0, 2) as [Bucket, Bucket];
        carried = joined(first, second);
      }
    }
  }

  /** All buckets, the oldest first. */
  oldestFirst(): Bucket[] {
    return this.rows.toReversed().flat();
  }

  /** Forgets the oldest bucket. */
  dropOldest(): void {
    while (this.rows.at(-1)?.length === 0) this.rows.pop();
    this.rows.at(-1)?.shift();
  }
}
