/** What every forecast answers: a function of time, constant between its changes, fixed at its issue. */
import type { GramsPerKwh, InstantMs } from "../../units/units.ts";

export interface Forecast {
  readonly issuedAtMs: InstantMs;
  /** End of the horizon: nothing is known of this instant and what follows it. May be infinite. */
  readonly untilMs: InstantMs;
  /** Expected intensity at an instant in [issuedAtMs, untilMs). */
  at(instantMs: InstantMs): GramsPerKwh;
  /**
   * Integral of expected intensity over [fromMs, toMs), g/kWh x ms;
   * `issuedAtMs <= fromMs <= toMs <= untilMs`.
   */
  integral(fromMs: InstantMs, toMs: InstantMs): number;
  /** Instants in (fromMs, toMs) where the expected intensity may change, ascending; `toMs <= untilMs`. */
  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[];
}
