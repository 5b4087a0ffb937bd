/** `noise`: an oracle with white noise, as strong an hour ahead as a week ahead. */
import { randomStream } from "../../random/stream.ts";
import type { InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";
import { FORECAST_DEFAULTS, type NoiseSettings } from "./spec.ts";
import { TruthWithError } from "./truth-with-error.ts";

/**
 * Truth plus N(0, sigmaPct x mean of the whole trace), independent in every step and of every issue:
 * the error of Let's Wait Awhile (Wiesner et al., Middleware 2021). Kinder than the errors
 * of real forecasts, which grow with the lead and last.
 *
 * @param seed with the issue and the step, what the draws depend on
 */
export function noise(
  settings: NoiseSettings,
  trace: CarbonTrace,
  issuedAtMs: InstantMs,
  seed: number,
): TruthWithError {
  const sigmaPct = settings.sigmaPct ?? FORECAST_DEFAULTS.noiseSigmaPct;
  const sigmaGPerKwh = (sigmaPct / 100) * trace.mean(trace.startMs, trace.endMs);
  const stream = `forecast/noise/${issuedAtMs}`;
  return new TruthWithError(
    trace,
    issuedAtMs,
    (lead) => sigmaGPerKwh * randomStream(seed, stream, lead).normal(),
  );
}
