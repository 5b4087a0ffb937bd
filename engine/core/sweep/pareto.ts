/** The Pareto frontier of candidates with several objectives, and its knee. */

export type Direction = "less" | "more";

/**
 * Which candidates are on the frontier: none other is better in one objective and at least as good in
 * all. Equal candidates are on it together. Candidates without a finite value in each objective are not.
 *
 * @param values `[candidate][objective]`
 */
export function paretoFrontier(
  values: readonly (readonly number[])[],
  directions: readonly Direction[],
): boolean[] {
  const costs = values.map((each) => toCosts(each, directions));
  const order = costs
    .map((_, candidate) => candidate)
    .filter((candidate) => (costs[candidate] as number[]).every(Number.isFinite))
    .sort((a, b) => lexicographic(costs[a] as number[], costs[b] as number[]));
  const frontier: number[][] = [];
  const on = values.map(() => false);
  // Whatever dominates a candidate comes before it in this order, so each is held against those kept.
  for (const candidate of order) {
    const cost = costs[candidate] as number[];
    if (frontier.some((other) => dominates(other, cost))) continue;
    frontier.push(cost);
    on[candidate] = true;
  }
  return on;
}

/**
 * The knee among the candidates of a frontier; undefined with fewer than three different ones, and
 * where the frontier nowhere bulges towards the ideal point.
 *
 * Each objective is scaled to 0 at its best and 1 at its worst value on the frontier. The knee is the
 * candidate farthest below the plane through the points that are worst in one objective and best in all
 * others; with two objectives this is the chord between the ends of the frontier. The definition is that
 * of I. Das, "On characterizing the 'knee' of the Pareto curve based on normal-boundary
 * intersection", Structural Optimization 18 (1999); on curves it marks the point of V. Satopää et al.,
 * "Finding a 'kneedle' in a haystack" (2011). The first of equals is taken.
 *
 * @param values `[candidate][objective]`, of the candidates on the frontier only
 */
export function kneeOf(
  values: readonly (readonly number[])[],
  directions: readonly Direction[],
): number | undefined {
  const costs = values.map((each) => toCosts(each, directions));
  if (new Set(costs.map((cost) => cost.join(" "))).size < 3) return undefined;
  const best = directions.map((_, axis) => extreme(costs, axis, Math.min));
  const worst = directions.map((_, axis) => extreme(costs, axis, Math.max));
  let knee: number | undefined;
  let least = 1 - KNEE_DEPTH;
  for (const [candidate, cost] of costs.entries()) {
    // The distance to the plane is (1 - sum) / sqrt(objectives): the least sum is the farthest below.
    let sum = 0;
    for (const [axis, value] of cost.entries()) {
      const [low, high] = [best[axis] as number, worst[axis] as number];
      if (high > low) sum += (value - low) / (high - low);
    }
    if (sum >= least) continue;
    least = sum;
    knee = candidate;
  }
  return knee;
}

/** Bulges that are smaller than this share of the frontier's size are rounding. */
const KNEE_DEPTH = 1e-9;

function extreme(
  costs: readonly (readonly number[])[],
  axis: number,
  choose: (a: number, b: number) => number,
): number {
  return costs.map((cost) => cost[axis] as number).reduce((a, b) => choose(a, b));
}

/** All objectives as something to minimise. */
function toCosts(values: readonly number[], directions: readonly Direction[]): number[] {
  return values.map((value, axis) => (directions[axis] === "more" ? -value : value));
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  let better = false;
  for (const [axis, value] of a.entries()) {
    const other = b[axis] as number;
    if (value > other) return false;
    if (value < other) better = true;
  }
  return better;
}

function lexicographic(a: readonly number[], b: readonly number[]): number {
  for (const [axis, value] of a.entries()) {
    const difference = value - (b[axis] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
