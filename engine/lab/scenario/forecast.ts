/** The forecast of a scenario with its durations read. */
import type { ForecastSpec } from "../../core/carbon/forecast.ts";
import type { ForecastDocument } from "../../core/scenario/forecast-schema.ts";
import { parseDuration } from "../../core/units/duration.ts";

export function resolveForecast(document: ForecastDocument): ForecastSpec {
  if (typeof document === "string") return document;
  const { reissueEvery, horizon, ...model } = document;
  const issuing = { reissueEveryMs: durationMs(reissueEvery), horizonMs: durationMs(horizon) };
  if (model.model !== "lead-time-error") return { ...model, ...issuing };
  const { correlation, fitHistory, ...rest } = model;
  const correlationMs = durationMs(correlation);
  return { ...rest, correlationMs, fitHistoryMs: durationMs(fitHistory), ...issuing };
}

function durationMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text);
}
