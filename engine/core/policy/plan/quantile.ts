/** A quantile of the forecast of the day ahead, as GAIA's Ecovisor takes it. */
import type { Forecast } from "../../carbon/forecast.ts";
import { DAY_MS, type GramsPerKwh, type InstantMs, SECOND_MS } from "../../units/units.ts";
import { slotsOf } from "./slots.ts";

/** GAIA's step. */
const SAMPLE_MS = 5 * SECOND_MS;

/**
 * Quantile of samples every 5 s over the next 24 h, or as much of them as is known, with linear
 * interpolation between order statistics (R. Hyndman and Y. Fan, 1996, type 7; numpy's default).
 *
 * @param quantile 0 to 1
 * @returns undefined when nothing is known
 */
export function dayQuantile(
  forecast: Forecast,
  fromMs: InstantMs,
  quantile: number,
): GramsPerKwh | undefined {
  const slots = slotsOf(forecast, fromMs, fromMs + DAY_MS, undefined);
  const knownMs = (slots.at(-1)?.toMs ?? fromMs) - fromMs;
  const count = Math.max(1, Math.ceil(knownMs / SAMPLE_MS));
  const position = (count - 1) * quantile;
  const below = Math.floor(position);
  const rest = position - below;
  const before = (atMs: InstantMs) => Math.ceil((atMs - fromMs) / SAMPLE_MS);
  let counted = 0;
  let lower: GramsPerKwh | undefined;
  for (const slot of slots.toSorted((a, b) => a.gPerKwh - b.gPerKwh)) {
    counted += before(slot.toMs) - before(slot.fromMs);
    if (counted <= below) continue;
    lower ??= slot.gPerKwh;
    if (counted > below + 1 || rest === 0) return between(lower, slot.gPerKwh, rest);
  }
  return lower;
}

/** Exact at both ends: it goes from the nearer one. */
function between(lower: number, upper: number, share: number): number {
  const span = upper - lower;
  return share < 0.5 ? lower + span * share : upper - span * (1 - share);
}
