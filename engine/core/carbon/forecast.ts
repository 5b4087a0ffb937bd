/** Forecasts of carbon intensity: what a policy may know of the hours ahead at the time it decides. */
import { DAY_MS, type InstantMs } from "../units/units.ts";
import { Blend } from "./forecast/blend.ts";
import type { Forecast } from "./forecast/forecast.ts";
import { leadTimeError } from "./forecast/lead-time-error.ts";
import { noise } from "./forecast/noise.ts";
import { Oracle } from "./forecast/oracle.ts";
import { Persistence } from "./forecast/persistence.ts";
import { Published, publicationOf } from "./forecast/published.ts";
import { SameHour } from "./forecast/same-hour.ts";
import {
  FORECAST_DEFAULTS,
  type ForecastSettings,
  type ForecastSpec,
  forecastSettings,
} from "./forecast/spec.ts";
import { WithinHorizon } from "./forecast/within-horizon.ts";
import type { CarbonTrace } from "./trace.ts";

export type { Forecast } from "./forecast/forecast.ts";
export type { ForecastModel, ForecastSpec } from "./forecast/spec.ts";

/**
 * The newest forecast that was available at `nowMs`, which lies inside the trace.
 *
 * @param seed of the models that draw an error; the same seed and issue give the same forecast
 */
export function issueForecast(
  spec: ForecastSpec,
  trace: CarbonTrace,
  nowMs: InstantMs,
  seed = 0,
): Forecast {
  const settings = forecastSettings(spec);
  const issuedAtMs = issueInstant(spec, trace, nowMs);
  const whole =
    settings.model === "published"
      ? new Published(settings, trace, nowMs)
      : issueWhole(settings, trace, issuedAtMs, seed);
  const { horizonMs } = settings;
  if (settings.model === "published") {
    const endMs = issuedAtMs + (horizonMs ?? Number.POSITIVE_INFINITY);
    return new WithinHorizon(whole, Math.max(nowMs, endMs));
  }
  return horizonMs === undefined ? whole : new WithinHorizon(whole, issuedAtMs + horizonMs);
}

/** When the newest forecast at `nowMs` was issued; not before the trace, as nothing was known then. */
export function issueInstant(spec: ForecastSpec, trace: CarbonTrace, nowMs: InstantMs): InstantMs {
  const settings = forecastSettings(spec);
  if (settings.model === "published") {
    return Math.max(trace.startMs, publicationOf(settings, nowMs).atMs);
  }
  const { reissueEveryMs } = settings;
  if (reissueEveryMs === undefined) return nowMs;
  return Math.max(trace.startMs, Math.floor(nowMs / reissueEveryMs) * reissueEveryMs);
}

function issueWhole(
  settings: Exclude<ForecastSettings, { readonly model: "published" }>,
  trace: CarbonTrace,
  issuedAtMs: InstantMs,
  seed: number,
): Forecast {
  switch (settings.model) {
    case "oracle":
      return new Oracle(trace, issuedAtMs);
    case "same-hour-yesterday":
      return new SameHour(trace, issuedAtMs, DAY_MS);
    case "same-hour-last-week":
      return new SameHour(trace, issuedAtMs, 7 * DAY_MS);
    case "persistence":
      return new Persistence(trace, issuedAtMs);
    case "seasonal-naive":
      return new Blend(
        new SameHour(trace, issuedAtMs, DAY_MS),
        new SameHour(trace, issuedAtMs, 7 * DAY_MS),
        settings.yesterdayWeight ?? FORECAST_DEFAULTS.yesterdayWeight,
      );
    case "noise":
      return noise(settings, trace, issuedAtMs, seed);
    case "lead-time-error":
      return leadTimeError(settings, trace, issuedAtMs, seed);
  }
}
