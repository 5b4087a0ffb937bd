/** A weighted mean of two forecasts issued at the same time; `seasonal-naive` is one. */
import type { GramsPerKwh, InstantMs } from "../../units/units.ts";
import type { Forecast } from "./forecast.ts";

export class Blend implements Forecast {
  readonly issuedAtMs: InstantMs;
  readonly untilMs: InstantMs;
  private readonly first: Forecast;
  private readonly second: Forecast;
  private readonly firstWeight: number;

  /** @param firstWeight 0 to 1; the second forecast has the rest */
  constructor(first: Forecast, second: Forecast, firstWeight: number) {
    this.first = first;
    this.second = second;
    this.firstWeight = firstWeight;
    this.issuedAtMs = first.issuedAtMs;
    this.untilMs = Math.min(first.untilMs, second.untilMs);
  }

  at(instantMs: InstantMs): GramsPerKwh {
    return this.mean(this.first.at(instantMs), this.second.at(instantMs));
  }

  integral(fromMs: InstantMs, toMs: InstantMs): number {
    return this.mean(this.first.integral(fromMs, toMs), this.second.integral(fromMs, toMs));
  }

  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
    const edges = new Set(this.first.changes(fromMs, toMs));
    for (const at of this.second.changes(fromMs, toMs)) edges.add(at);
    return [...edges].sort((a, b) => a - b);
  }

  private mean(first: number, second: number): number {
    return this.firstWeight * first + (1 - this.firstWeight) * second;
  }
}
