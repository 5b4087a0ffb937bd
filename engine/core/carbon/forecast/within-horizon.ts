/** A forecast that reaches no further than its horizon; asking beyond it is a mistake of the program. */
import { assert } from "../../assert.ts";
import type { GramsPerKwh, InstantMs } from "../../units/units.ts";
import type { Forecast } from "./forecast.ts";

export class WithinHorizon implements Forecast {
  readonly issuedAtMs: InstantMs;
  readonly untilMs: InstantMs;
  private readonly whole: Forecast;

  constructor(whole: Forecast, horizonEndMs: InstantMs) {
    this.whole = whole;
    this.issuedAtMs = whole.issuedAtMs;
    this.untilMs = Math.min(whole.untilMs, horizonEndMs);
  }

  at(instantMs: InstantMs): GramsPerKwh {
    assert(instantMs < this.untilMs, "nothing is known beyond the horizon");
    return this.whole.at(instantMs);
  }

  integral(fromMs: InstantMs, toMs: InstantMs): number {
    assert(toMs <= this.untilMs, "nothing is known beyond the horizon");
    return this.whole.integral(fromMs, toMs);
  }

  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
    assert(toMs <= this.untilMs, "nothing is known beyond the horizon");
    return this.whole.changes(fromMs, toMs);
  }
}
