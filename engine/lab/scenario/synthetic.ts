/** A generated grid history for a scenario: over its own period, or over another when it is moved. */
import { type SyntheticParameters, syntheticTrace } from "../../core/carbon/synthetic.ts";
import type { TraceData } from "../../core/carbon/trace.ts";
import { civilTime, instantOfUtc, offsetAt, type ZoneOffsets } from "../../core/clock/civil.ts";
import { type Result, success } from "../../core/issue.ts";
import { DAY_MS, HOUR_MS, type InstantMs } from "../../core/units/units.ts";
import type { Memo } from "./memo.ts";
import { localInstant, type Period, zoneOver } from "./period.ts";

/** Longest year, and the change of an offset. */
const YEAR_MS = 367 * DAY_MS;

export function overPeriod(
  parameters: SyntheticParameters,
  period: Period,
  seed: number,
): Result<TraceData> {
  const zone = zoneOver(parameters.timeZone, period.fromMs, period.toMs, {});
  if (!zone.ok) return zone;
  const hours = Math.ceil((period.toMs - period.fromMs) / HOUR_MS);
  return success(syntheticTrace(parameters, zone.value, period.fromMs, hours, seed));
}

/**
 * The history in which a moved period lies. Years are counted from the day on which the document's own
 * period begins; year 0 has the seed of the document, so a period moved inside it sees the weather
 * that the unmoved one sees on those days. Year k, before or after, has the seed plus k: another weather.
 * The history begins with a year, so what lies before the period is known, as in a measured one.
 *
 * @param anchorUtcMs midnight UTC of the date on which the document's own period begins
 */
export function aroundMovedPeriod(
  parameters: SyntheticParameters,
  period: Period,
  seed: number,
  anchorUtcMs: InstantMs,
  memo: Memo,
): Result<TraceData> {
  const firstYear = yearOf(period.fromMs, period.zone, anchorUtcMs);
  const lastYear = yearOf(period.toMs - 1, period.zone, anchorUtcMs);
  const { timeZone } = period.zone;
  const key = JSON.stringify(["moved", parameters, timeZone, seed, anchorUtcMs]);
  return memo.once(`${key} ${firstYear} ${lastYear}`, () => {
    const gPerKwh: number[] = [];
    let first: TraceData | undefined;
    for (let year = firstYear; year <= lastYear; year++) {
      const one = memo.once(`${key} ${year}`, () =>
        oneYear(parameters, timeZone, seed, anchorUtcMs, year),
      );
      if (!one.ok) return one;
      first ??= one.value;
      for (const value of one.value.gPerKwh) gPerKwh.push(value);
    }
    const { startMs, stepMs, about } = first as TraceData;
    const edition = `seed ${seed}, plus 1 for each year later`;
    return success({ startMs, stepMs, gPerKwh, about: { ...about, edition } });
  });
}

function oneYear(
  parameters: SyntheticParameters,
  timeZone: string,
  seed: number,
  anchorUtcMs: InstantMs,
  year: number,
): Result<TraceData> {
  const utcMs = yearsLater(anchorUtcMs, year);
  const near = zoneOver(timeZone, utcMs - DAY_MS, utcMs + YEAR_MS, {});
  if (!near.ok) return near;
  const fromMs = localInstant(utcMs, near.value);
  const toMs = localInstant(yearsLater(anchorUtcMs, year + 1), near.value);
  const zone = zoneOver(parameters.timeZone, fromMs, toMs, {});
  if (!zone.ok) return zone;
  const hours = Math.round((toMs - fromMs) / HOUR_MS);
  return success(syntheticTrace(parameters, zone.value, fromMs, hours, (seed + year) >>> 0));
}

/** The year, counted from the anchor, in which an instant lies on the wall clock. */
function yearOf(instantMs: InstantMs, zone: ZoneOffsets, anchorUtcMs: InstantMs): number {
  const wallMs = instantMs + offsetAt(zone, instantMs);
  const year = civilTime(wallMs).year - civilTime(anchorUtcMs).year;
  return yearsLater(anchorUtcMs, year) <= wallMs ? year : year - 1;
}

function yearsLater(utcMs: InstantMs, years: number): InstantMs {
  const { year, month, day } = civilTime(utcMs);
  return instantOfUtc(year + years, month, day);
}
