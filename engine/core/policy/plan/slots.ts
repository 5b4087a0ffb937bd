/** A forecast cut into slots, and when its next step begins. */

import type { Forecast } from "../../carbon/forecast.ts";
import { MAX_PLAN_SLOTS } from "../../limits.ts";
import { type DurationMs, type GramsPerKwh, HOUR_MS, type InstantMs } from "../../units/units.ts";

export interface Slot {
  readonly fromMs: InstantMs;
  readonly toMs: InstantMs;
  /** Mean of the forecast. */
  readonly gPerKwh: GramsPerKwh;
}

/**
 * The forecast from `fromMs` to `toMs`, or to its horizon where that is earlier, or to the last slot that
 * is planned with.
 *
 * @param slotMs their length by the clock (UTC), the first and the last cut; undefined: the forecast's own
 *   steps
 */
export function slotsOf(
  forecast: Forecast,
  fromMs: InstantMs,
  toMs: InstantMs,
  slotMs: DurationMs | undefined,
  maxSlots = MAX_PLAN_SLOTS,
): Slot[] {
  const endMs = Math.min(toMs, forecast.untilMs);
  if (endMs <= fromMs) return [];
  const starts = [fromMs];
  if (slotMs === undefined) starts.push(...forecast.changes(fromMs, endMs).slice(0, maxSlots));
  else {
    const firstMs = (Math.floor(fromMs / slotMs) + 1) * slotMs;
    for (let at = firstMs; at < endMs && starts.length <= maxSlots; at += slotMs) starts.push(at);
  }
  const cut = starts.length > maxSlots;
  const ends = [...starts.slice(1), ...(cut ? [] : [endMs])];
  return ends.map((untilMs, i) => {
    const start = starts[i] as InstantMs;
    const mean = () => forecast.integral(start, untilMs) / (untilMs - start);
    const gPerKwh = slotMs === undefined ? forecast.at(start) : mean();
    return { fromMs: start, toMs: untilMs, gPerKwh };
  });
}

/** When the forecast's next step begins; at the latest with the next hour by the clock (UTC). */
export function nextStepMs(forecast: Forecast, nowMs: InstantMs): InstantMs {
  const hourMs = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
  const knownMs = Math.min(hourMs, forecast.untilMs);
  return (knownMs > nowMs ? forecast.changes(nowMs, knownMs)[0] : undefined) ?? hourMs;
}

export interface Bounds {
  readonly lowest: GramsPerKwh;
  readonly highest: GramsPerKwh;
}

/** Least and greatest forecast value of a stretch, as far as it is known; undefined: nothing is. */
export function boundsOver(
  forecast: Forecast,
  fromMs: InstantMs,
  spanMs: DurationMs,
): Bounds | undefined {
  const slots = slotsOf(forecast, fromMs, fromMs + spanMs, undefined);
  if (slots.length === 0) return undefined;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const { gPerKwh } of slots) {
    lowest = Math.min(lowest, gPerKwh);
    highest = Math.max(highest, gPerKwh);
  }
  return { lowest, highest };
}
