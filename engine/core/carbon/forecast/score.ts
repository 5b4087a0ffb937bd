/** How far a forecast is off, by lead time, measured by issuing it again and again over a history. */
import { assert } from "../../assert.ts";
import { CompensatedSum } from "../../math/sum.ts";
import type { DurationMs, GramsPerKwh, InstantMs } from "../../units/units.ts";
import { issueForecast } from "../forecast.ts";
import type { CarbonTrace } from "../trace.ts";
import type { ForecastSpec } from "./spec.ts";

export interface ScoreRange {
  /** Of the first instant at which the forecast is looked at; inside the trace. */
  readonly fromMs: InstantMs;
  /** What is forecast lies before this; inside the trace or at its end. */
  readonly toMs: InstantMs;
  /** How far ahead is scored, not empty. */
  readonly leadsMs: readonly DurationMs[];
  /** Distance of the instants at which the forecast is looked at. */
  readonly everyMs: DurationMs;
  /** For the models that draw an error; 0 when left out. */
  readonly seed?: number;
}

/** The error of a forecast one lead time ahead; undefined where nothing could be compared. */
export interface ForecastScore {
  readonly leadMs: DurationMs;
  /** Comparisons made; none beyond the horizon. */
  readonly count: number;
  /** Mean absolute error. */
  readonly maeGPerKwh: GramsPerKwh | undefined;
  /** Mean of the absolute error over the true value, %; true values of 0 are left out. */
  readonly mapePct: number | undefined;
}

/**
 * MAE and MAPE of a forecast for each lead, in the order of the leads. Every lead is scored from the
 * same instants, so that leads can be compared with each other, and models too.
 */
export function scoreForecast(
  spec: ForecastSpec,
  trace: CarbonTrace,
  range: ScoreRange,
): ForecastScore[] {
  const { fromMs, toMs, leadsMs, everyMs, seed = 0 } = range;
  assert(everyMs > 0 && leadsMs.length > 0, "a score has leads and a distance");
  const lastMs = toMs - Math.max(...leadsMs);
  const tallies = leadsMs.map((leadMs) => new Tally(leadMs));
  for (let nowMs = fromMs; nowMs < lastMs; nowMs += everyMs) {
    const forecast = issueForecast(spec, trace, nowMs, seed);
    for (const tally of tallies) {
      const at = nowMs + tally.leadMs;
      if (at < forecast.untilMs) tally.add(forecast.at(at), trace.at(at));
    }
  }
  return tallies.map((tally) => tally.score);
}

class Tally {
  readonly leadMs: DurationMs;
  private count = 0;
  private readonly absolute = new CompensatedSum();
  private nonZero = 0;
  private readonly relative = new CompensatedSum();

  constructor(leadMs: DurationMs) {
    this.leadMs = leadMs;
  }

  add(expected: GramsPerKwh, cameTrue: GramsPerKwh): void {
    const error = Math.abs(expected - cameTrue);
    this.count += 1;
    this.absolute.add(error);
    if (cameTrue === 0) return;
    this.nonZero += 1;
    this.relative.add(error / cameTrue);
  }

  get score(): ForecastScore {
    const { leadMs, count, nonZero } = this;
    return {
      leadMs,
      count,
      maeGPerKwh: count === 0 ? undefined : this.absolute.value / count,
      mapePct: nonZero === 0 ? undefined : (100 * this.relative.value) / nonZero,
    };
  }
}
