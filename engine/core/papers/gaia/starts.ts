/** GAIA over many start hours: the published figures are one month of one year. */
import { type Result, success } from "../../issue.ts";
import type { GaiaConfiguration } from "./configuration.ts";
import { PUBLISHED_HOURS, START_HOURS } from "./constants.ts";
import { BASELINE, type GaiaSetup, prepareGaia, runGaia } from "./experiment.ts";

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
