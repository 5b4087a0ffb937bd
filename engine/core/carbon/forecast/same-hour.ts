/** `same-hour-yesterday`, `same-hour-last-week`: repeats the last season known at the issue. */
import type { DurationMs, GramsPerKwh, InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";
import type { Forecast } from "./forecast.ts";
import { stepStarts } from "./step-starts.ts";

/** The seasonal naive forecast of Hyndman and Athanasopoulos; before the trace begins, the reading at issue. */
export class SameHour implements Forecast {
  readonly issuedAtMs: InstantMs;
  readonly untilMs = Number.POSITIVE_INFINITY;
  private readonly trace: CarbonTrace;
  private readonly seasonMs: DurationMs;

  constructor(trace: CarbonTrace, issuedAtMs: InstantMs, seasonMs: DurationMs) {
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
