/** A few jobs on five days of intensity, in GAIA's steps of 5 s. */
import { unwrap } from "../../../../engine/core/issue.ts";
import type { JobRecords } from "../../../../engine/core/jobs/account.ts";
import { parseConfiguration } from "../../../../engine/core/papers/gaia/configuration.ts";
import { STEP_MS } from "../../../../engine/core/papers/gaia/constants.ts";
import {
  type GaiaExperiment,
  prepareGaia,
  runGaia,
} from "../../../../engine/core/papers/gaia/experiment.ts";
import { type GaiaJobs, gaiaJobs } from "../../../../engine/core/papers/gaia/jobs.ts";
import type { Quirks } from "../../../../engine/core/papers/gaia/quirks.ts";
import { HOUR_MS } from "../../../../engine/core/units/units.ts";
import { traceOf } from "../../carbon/traces.ts";

export const HOURS = 120;
/** One hour in steps. */
export const HOUR = 720;

/** Arrival, length (steps) and CPUs; short up to two hours. */
export function gaiaJobsOf(rows: readonly (readonly [number, number, number])[]): GaiaJobs {
  return unwrap(
    gaiaJobs({
      arrivalStep: Int32Array.from(rows, ([arrival]) => arrival),
      lengthStep: Int32Array.from(rows, ([, length]) => length),
      cpus: Int32Array.from(rows, ([, , cpus]) => cpus),
      upToTwoHours: Int32Array.from(rows, ([, length]) => (length <= 2 * HOUR ? 1 : 0)),
    }),
  );
}

/** @param gPerKwh the first hours; the others have 100 g/kWh */
export function experimentOf(
  rows: readonly (readonly [number, number, number])[],
  gPerKwh: readonly number[],
  quirks: Quirks,
): GaiaExperiment {
  const rest = new Array<number>(HOURS - gPerKwh.length).fill(100);
  const trace = traceOf([...gPerKwh, ...rest], HOUR_MS);
  return unwrap(prepareGaia({ jobs: gaiaJobsOf(rows), trace, firstHour: 0, hours: HOURS, quirks }));
}

export function recordsOf(experiment: GaiaExperiment, name: string): JobRecords {
  return unwrap(runGaia(experiment, unwrap(parseConfiguration(name))));
}

/** First starts, in steps. */
export function startsOf(experiment: GaiaExperiment, name: string): number[] {
  return Array.from(recordsOf(experiment, name).startMs, (ms) => ms / STEP_MS);
}
