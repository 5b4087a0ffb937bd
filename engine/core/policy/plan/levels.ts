/** Which numbers of replicas are worth having: the corners of the concave hull of a throughput curve. */

export interface Level {
  readonly replicas: number;
  /** Work done in a unit of time, over that of one replica. */
  readonly rate: number;
  /** Replicas above the level below over the rate above it: what a unit of work more costs, in replica time. */
  readonly price: number;
}

/**
 * Levels of ascending replicas, rate and price. A number of replicas under the hull is never the best: a
 * mix of the corners beside it does the same work with less; and so is one that adds no work.
 *
 * @param throughput of 1, 2, ... replicas, the first is 1
 */
export function levelsOf(throughput: readonly number[]): Level[] {
  const corners: { replicas: number; rate: number }[] = [{ replicas: 0, rate: 0 }];
  const corner = (fromEnd: number) => corners[corners.length - fromEnd] as (typeof corners)[number];
  for (const [index, rate] of throughput.entries()) {
    const replicas = index + 1;
    if (rate <= corner(1).rate) continue;
    while (corners.length > 1) {
      const [last, before] = [corner(1), corner(2)];
      const gained = (last.rate - before.rate) * (replicas - last.replicas);
      if (gained >= (rate - last.rate) * (last.replicas - before.replicas)) break;
      corners.pop();
    }
    corners.push({ replicas, rate });
  }
  return corners.slice(1).map(({ replicas, rate }, index) => {
    const below = corners[index] as (typeof corners)[number];
    return { replicas, rate, price: (replicas - below.replicas) / (rate - below.rate) };
  });
}
