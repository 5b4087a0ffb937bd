/** `persistence`: the reading at the issue, for ever. */
import type { GramsPerKwh, InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";
import type { Forecast } from "./forecast.ts";

export class Persistence implements Forecast {
  readonly issuedAtMs: InstantMs;
  readonly untilMs = Number.POSITIVE_INFINITY;
  private readonly reading: GramsPerKwh;

  constructor(trace: CarbonTrace, issuedAtMs: InstantMs) {
    this.issuedAtMs = issuedAtMs;
    this.reading = trace.at(issuedAtMs);
  }

  at(): GramsPerKwh {
    return this.reading;
  }

  integral(fromMs: InstantMs, toMs: InstantMs): number {
    return this.reading * (toMs - fromMs);
  }

  changes(): InstantMs[] {
    return [];
  }
}
