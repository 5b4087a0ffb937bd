/** The figures of one metric of a sweep as they come in: by policy and point, NaN where there is none yet. */
import type { SweepRow } from "../../../engine/contract/sweep.ts";

export interface SweepFigures {
  /** `[policy][point]`. */
  readonly byPolicy: readonly Float64Array[];
  /** Whether a point has come in; one without a figure has a value of NaN all the same. */
  readonly seen: Uint8Array;
  /** How many points have come in. */
  readonly count: number;
}

export function noFigures(policies: number, points: number): SweepFigures {
  return {
    byPolicy: Array.from({ length: policies }, () => new Float64Array(points).fill(Number.NaN)),
    seen: new Uint8Array(points),
    count: 0,
  };
}

/**
 * Writes rows into the figures and returns a new handle on them: the arrays are filled in place, since
 * a copy of a large sweep for every answer would take longer than the answer.
 *
 * @param rows each with one metric
 */
export function withRows(figures: SweepFigures, rows: readonly SweepRow[]): SweepFigures {
  const { byPolicy, seen } = figures;
  let { count } = figures;
  for (const row of rows) {
    if (row.point >= seen.length) continue;
    if (seen[row.point] === 0) count += 1;
    seen[row.point] = 1;
    for (const [policy, values] of byPolicy.entries())
      values[row.point] = row.figures[policy]?.[0] ?? Number.NaN;
  }
  return { byPolicy, seen, count };
}
