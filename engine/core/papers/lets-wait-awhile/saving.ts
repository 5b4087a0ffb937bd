/** What shifting saves, as the paper counts it. */
import { sumOf } from "../../math/sum.ts";

/** Percent less than the baseline. */
export function savingPct(value: number, baseline: number): number {
  return 100 * (1 - value / baseline);
}

/** Standard deviation of a sample (n - 1); 0 of fewer than two values. */
export function sampleDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = sumOf(values) / values.length;
  return Math.sqrt(
    sumOf(values.map((value) => (value - mean) * (value - mean))) / (values.length - 1),
  );
}
