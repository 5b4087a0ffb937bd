/** GAIA over many start hours: the published figures are one month of one year. */
import { type Result, success } from "../../issue.ts";
import { sumOf } from "../../math/sum.ts";
import type { GaiaConfiguration } from "./configuration.ts";
import { PUBLISHED_HOURS, START_HOURS } from "./constants.ts";
import { BASELINE, type GaiaSetup, prepareGaia, runGaia } from "./experiment.ts";

export interface StartSpread {
  readonly mean: number;
  /** Of the starts as a sample (n - 1). */
  readonly standardDeviation: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Carbon relative to NJW at each start hour, by configuration: `[configuration][start]`. Only hours
 * from which the trace holds the whole experiment count.
 */
export function carbonByStart(
  setup: Omit<GaiaSetup, "firstHour" | "hours">,
  configurations: readonly GaiaConfiguration[],
): Result<readonly (readonly number[])[]> {
  const rows: number[][] = configurations.map(() => []);
  for (const firstHour of START_HOURS) {
    if (firstHour + PUBLISHED_HOURS > setup.trace.gPerKwh.length) continue;
    const prepared = prepareGaia({ ...setup, firstHour, hours: PUBLISHED_HOURS });
    if (!prepared.ok) return prepared;
    const baseline = runGaia(prepared.value, BASELINE);
    if (!baseline.ok) return baseline;
    for (const [index, configuration] of configurations.entries()) {
      const records = runGaia(prepared.value, configuration);
      if (!records.ok) return records;
      rows[index]?.push(records.value.totals.carbonG / baseline.value.totals.carbonG);
    }
  }
  return success(rows);
}

export function spreadOf(values: readonly number[]): StartSpread {
  const mean = sumOf(values) / values.length;
  const squares = sumOf(values.map((value) => (value - mean) * (value - mean)));
  return {
    mean,
    standardDeviation: Math.sqrt(squares / Math.max(1, values.length - 1)),
    min: values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    max: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  };
}

/** At how many starts each row is the least of all; equals all win. */
export function wins(rows: readonly (readonly number[])[]): number[] {
  const isLeast = (value: number, start: number) =>
    rows.every((other) => value <= (other[start] as number));
  return rows.map((row) => row.filter(isLeast).length);
}
