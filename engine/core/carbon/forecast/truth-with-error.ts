/** The future with an error on every step: what `noise` and `lead-time-error` have in common. */
import { CompensatedSum } from "../../math/sum.ts";
import type { GramsPerKwh, InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";
import type { Forecast } from "./forecast.ts";
import { stepStarts } from "./step-starts.ts";

/**
 * The error of a step.
 *
 * @param lead steps since the one that holds the issue, from 0
 * @param before error of the step before; 0 at lead 0
 */
export type ErrorOfStep = (lead: number, before: GramsPerKwh) => GramsPerKwh;

/** Errors are not cut at zero, as that would give the forecast a bias: it may be below 0. */
export class TruthWithError implements Forecast {
  readonly issuedAtMs: InstantMs;
  readonly untilMs: InstantMs;
  private readonly trace: CarbonTrace;
  private readonly errorOfStep: ErrorOfStep;
  /** Start of the step that holds the issue. */
  private readonly firstMs: InstantMs;
  /** By lead; filled from the start, so the order of questions does not matter. */
  private readonly errors: GramsPerKwh[] = [];

  constructor(trace: CarbonTrace, issuedAtMs: InstantMs, errorOfStep: ErrorOfStep) {
    this.trace = trace;
    this.issuedAtMs = issuedAtMs;
    this.errorOfStep = errorOfStep;
    this.untilMs = trace.endMs;
    this.firstMs = trace.nextStep(issuedAtMs) - trace.stepMs;
  }

  at(instantMs: InstantMs): GramsPerKwh {
    return this.trace.at(instantMs) + this.error(instantMs);
  }

  integral(fromMs: InstantMs, toMs: InstantMs): number {
    const total = new CompensatedSum();
    total.add(this.trace.integral(fromMs, toMs));
    for (let from = fromMs; from < toMs; ) {
      const to = Math.min(toMs, this.trace.nextStep(from));
      total.add(this.error(from) * (to - from));
      from = to;
    }
    return total.value;
  }

  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
    return stepStarts(this.trace, fromMs, toMs);
  }

  private error(instantMs: InstantMs): GramsPerKwh {
    const lead = Math.floor((instantMs - this.firstMs) / this.trace.stepMs);
    for (let next = this.errors.length; next <= lead; next++) {
      this.errors.push(this.errorOfStep(next, this.errors[next - 1] ?? 0));
    }
    return this.errors[lead] as GramsPerKwh;
  }
}
