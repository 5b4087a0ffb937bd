/** `lead-time-error`: an oracle with an error that grows with the lead, and lasts. */
import { exp } from "../../math/exp.ts";
import { randomStream } from "../../random/stream.ts";
import type { InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";
import { type ErrorGrowth, fitErrorGrowth } from "./error-growth.ts";
import { FORECAST_DEFAULTS, type LeadTimeErrorSettings } from "./spec.ts";
import { TruthWithError } from "./truth-with-error.ts";

/**
 * Truth plus a first-order autoregression that starts from 0 in the step of the issue, whose reading
 * is known:
 *
 *     e(0) = 0,  e(k) = rho e(k-1) + sigma sqrt(1 - rho^2) n(k),  n(k) standard normal
 *     std of e(k) = sigma sqrt(1 - rho^(2k))
 *
 * That is the error of the best forecast of an AR(1) process k steps ahead (Box and Jenkins, Time
 * Series Analysis, chapter 5): none at once, sigma in the end, and neighbours err alike.
 *
 * @param seed with the issue and the step, what the draws depend on
 */
export function leadTimeError(
  settings: LeadTimeErrorSettings,
  trace: CarbonTrace,
  issuedAtMs: InstantMs,
  seed: number,
): TruthWithError {
  const { sigmaGPerKwh, rho } = growthOf(settings, trace, issuedAtMs);
  const fresh = sigmaGPerKwh * Math.sqrt(1 - rho * rho);
  const stream = `forecast/lead-time-error/${issuedAtMs}`;
  return new TruthWithError(trace, issuedAtMs, (lead, before) =>
    lead === 0 ? 0 : rho * before + fresh * randomStream(seed, stream, lead).normal(),
  );
}

function growthOf(
  settings: LeadTimeErrorSettings,
  trace: CarbonTrace,
  issuedAtMs: InstantMs,
): ErrorGrowth {
  const { fitHistoryMs } = settings;
  if (fitHistoryMs !== undefined) {
    const fitted = fitErrorGrowth(trace, issuedAtMs, fitHistoryMs);
    if (fitted !== undefined) return fitted;
  }
  const sigmaPct = settings.sigmaPct ?? FORECAST_DEFAULTS.leadTimeSigmaPct;
  const correlationMs = settings.correlationMs ?? FORECAST_DEFAULTS.correlationMs;
  return {
    sigmaGPerKwh: (sigmaPct / 100) * trace.mean(trace.startMs, trace.endMs),
    rho: exp(-trace.stepMs / correlationMs),
  };
}
