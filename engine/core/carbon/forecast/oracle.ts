/** `oracle`: the future itself, to the end of the trace. */
import type { GramsPerKwh, InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";
import type { Forecast } from "./forecast.ts";
import { stepStarts } from "./step-starts.ts";

export class Oracle implements Forecast {
  readonly issuedAtMs: InstantMs;
  readonly untilMs: InstantMs;
  private readonly trace: CarbonTrace;

  constructor(trace: CarbonTrace, issuedAtMs: InstantMs) {
    this.trace = trace;
    this.issuedAtMs = issuedAtMs;
    this.untilMs = trace.endMs;
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
