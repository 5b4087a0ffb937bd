/** The forecast of a scenario with its durations read and its days placed in the scenario's zone. */
import type { ForecastSpec } from "../../core/carbon/forecast.ts";
import type { TraceData } from "../../core/carbon/trace.ts";
import type { ZoneOffsets } from "../../core/clock/civil.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import type { ForecastDocument } from "../../core/scenario/forecast-schema.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/units/units.ts";

/** @param zone whose days a published forecast comes out by */
export function resolveForecast(
  document: ForecastDocument,
  trace: TraceData,
  zone: ZoneOffsets,
): Result<ForecastSpec> {
  const spec = specOf(document, zone);
  const model = typeof spec === "string" ? spec : spec.model;
  if (model !== "published" || trace.forecastGPerKwh !== undefined) return success(spec);
  const hint =
    "Give a history with a column forecast_gco2_per_kwh beside the actual values, or choose another model.";
  const message = "the grid history carries no published forecast";
  return failure([problem("grid/no-forecast", message, hint, { path: "spec.grid.forecast" })]);
}

function specOf(document: ForecastDocument, zone: ZoneOffsets): ForecastSpec {
  if (document === "published") return { model: "published", zone };
  if (typeof document === "string") return document;
  if (document.model === "published") {
    const { publishedAt, coversDays } = document;
    const publishedAfterMs = publishedAt === undefined ? undefined : timeOfDayMs(publishedAt);
    return { model: "published", publishedAfterMs, coversDays, zone };
  }
  const { reissueEvery, horizon, ...model } = document;
  const issuing = { reissueEveryMs: durationMs(reissueEvery), horizonMs: durationMs(horizon) };
  if (model.model !== "lead-time-error") return { ...model, ...issuing };
  const { correlation, fitHistory, ...rest } = model;
  const correlationMs = durationMs(correlation);
  return { ...rest, correlationMs, fitHistoryMs: durationMs(fitHistory), ...issuing };
}

function timeOfDayMs(text: string): number {
  const [hour, minute] = text.split(":").map(Number) as [number, number];
  return hour * HOUR_MS + minute * MINUTE_MS;
}

function durationMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text);
}
