/** Forecasts of carbon intensity: what a policy may know of the hours ahead at the time it decides. */
import { DAY_MS, type GramsPerKwh, type InstantMs } from "../units/units.ts";
import type { CarbonTrace } from "./trace.ts";

/**
 * - `oracle`: the future itself; an upper bound, never available in production.
 * - `same-hour-yesterday`: the reading 24 h earlier (48 h and so on beyond a day's lead).
 * - `same-hour-last-week`: the reading 168 h earlier.
 *
 * The last two are the persistence forecasts that every forecasting study uses as its reference.
 */
export type ForecastModel = "oracle" | "same-hour-yesterday" | "same-hour-last-week";

export interface Forecast {
  readonly issuedAtMs: InstantMs;
  /** Expected intensity at an instant at or after the issue time. */
  at(instantMs: InstantMs): GramsPerKwh;
  /** Integral of expected intensity over [fromMs, toMs), g/kWh x ms; `issuedAtMs <= fromMs <= toMs`. */
  integral(fromMs: InstantMs, toMs: InstantMs): number;
  /** Instants in (fromMs, toMs) where the expected intensity may change, ascending. */
  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[];
}

/** The forecast that was available at `issuedAtMs`. */
export function issueForecast(
  model: ForecastModel,
  trace: CarbonTrace,
  issuedAtMs: InstantMs,
): Forecast {
  switch (model) {
    case "oracle":
      return new Oracle(trace, issuedAtMs);
    case "same-hour-yesterday":
      return new Persistence(trace, issuedAtMs, DAY_MS);
    case "same-hour-last-week":
      return new Persistence(trace, issuedAtMs, 7 * DAY_MS);
  }
}

class Oracle implements Forecast {
  readonly issuedAtMs: InstantMs;
  private readonly trace: CarbonTrace;

  constructor(trace: CarbonTrace, issuedAtMs: InstantMs) {
    this.trace = trace;
    this.issuedAtMs = issuedAtMs;
  }

  at(instantMs: InstantMs): GramsPerKwh {
    return this.trace.at(instantMs);
  }

  integral(fromMs: InstantMs, toMs: InstantMs): number {
    return this.trace.integral(fromMs, toMs);
  }

  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
    return stepStarts(this.trace, fromMs, toMs);
  }
}

/** Repeats the last whole season that was known at the issue time; before the trace begins, the reading at issue. */
class Persistence implements Forecast {
  readonly issuedAtMs: InstantMs;
  private readonly trace: CarbonTrace;
  private readonly seasonMs: number;

  constructor(trace: CarbonTrace, issuedAtMs: InstantMs, seasonMs: number) {
    this.trace = trace;
    this.issuedAtMs = issuedAtMs;
    this.seasonMs = seasonMs;
  }

  at(instantMs: InstantMs): GramsPerKwh {
    const knownMs = instantMs - this.lagMs(instantMs);
    return this.trace.at(knownMs < this.trace.startMs ? this.issuedAtMs : knownMs);
  }

  integral(fromMs: InstantMs, toMs: InstantMs): number {
    let total = 0;
    for (let from = fromMs; from < toMs; ) {
      const lagMs = this.lagMs(from);
      const to = Math.min(toMs, this.pieceEnd(from, lagMs));
      const known = from - lagMs >= this.trace.startMs;
      total += known
        ? this.trace.integral(from - lagMs, to - lagMs)
        : this.trace.at(this.issuedAtMs) * (to - from);
      from = to;
    }
    return total;
  }

  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
    const edges: InstantMs[] = [];
    for (let from = fromMs; from < toMs; ) {
      if (from > fromMs) edges.push(from);
      const lagMs = this.lagMs(from);
      const to = Math.min(toMs, this.pieceEnd(from, lagMs));
      if (from - lagMs >= this.trace.startMs) {
        for (const at of stepStarts(this.trace, from - lagMs, to - lagMs)) edges.push(at + lagMs);
      }
      from = to;
    }
    return edges;
  }

  /** The smallest whole number of seasons, at least one, that reaches back before the issue time. */
  private lagMs(instantMs: InstantMs): number {
    return (Math.floor((instantMs - this.issuedAtMs) / this.seasonMs) + 1) * this.seasonMs;
  }

  /** End of the stretch with one lag, on one side of the beginning of the trace. */
  private pieceEnd(fromMs: InstantMs, lagMs: number): InstantMs {
    const sameLagUntil = this.issuedAtMs + lagMs;
    const seam = this.trace.startMs + lagMs;
    return seam > fromMs && seam < sameLagUntil ? seam : sameLagUntil;
  }
}

function stepStarts(trace: CarbonTrace, fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
  const starts: InstantMs[] = [];
  for (let at = trace.nextStep(fromMs); at < toMs; at = trace.nextStep(at)) starts.push(at);
  return starts;
}
