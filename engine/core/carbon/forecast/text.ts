/** A forecast in words: for reports and terminals. */
import { formatDuration } from "../../units/duration.ts";
import { HOUR_MS, MINUTE_MS } from "../../units/units.ts";
import { FORECAST_DEFAULTS, type ForecastSpec, forecastSettings } from "./spec.ts";

/** `noise, sigma 5 % of the mean, issued every 6 h, known for 2 d`; a bare name for a bare model. */
export function forecastText(spec: ForecastSpec): string {
  const settings = forecastSettings(spec);
  const parts: string[] = [settings.model];
  if (settings.model === "seasonal-naive" && settings.yesterdayWeight !== undefined) {
    parts.push(`yesterday's hour with weight ${settings.yesterdayWeight}`);
  }
  if (settings.model === "published") {
    const { publishedAfterMs, coversDays, zone } = settings;
    const after = publishedAfterMs ?? FORECAST_DEFAULTS.publishedAfterMs;
    const days = coversDays ?? FORECAST_DEFAULTS.coversDays;
    const covers = days === 1 ? "the next day" : `the next ${days} days`;
    parts.push(`out at ${clockText(after)} ${zone?.timeZone ?? "UTC"} for ${covers}`);
  }
  if (settings.model === "noise") {
    parts.push(`sigma ${settings.sigmaPct ?? FORECAST_DEFAULTS.noiseSigmaPct} % of the mean`);
  }
  if (settings.model === "lead-time-error") {
    const sigmaPct = settings.sigmaPct ?? FORECAST_DEFAULTS.leadTimeSigmaPct;
    const correlation = formatDuration(settings.correlationMs ?? FORECAST_DEFAULTS.correlationMs);
    parts.push(`sigma ${sigmaPct} % of the mean, correlated over ${correlation}`);
    if (settings.fitHistoryMs !== undefined) {
      parts.push(
        `fitted to the last ${formatDuration(settings.fitHistoryMs)} where there are such`,
      );
    }
  }
  const { reissueEveryMs, horizonMs } = settings;
  if (reissueEveryMs !== undefined) parts.push(`issued every ${formatDuration(reissueEveryMs)}`);
  if (horizonMs !== undefined) parts.push(`known for ${formatDuration(horizonMs)}`);
  return parts.join(", ");
}

/** `18:00` for the time since midnight. */
function clockText(ofDayMs: number): string {
  const parts = [Math.floor(ofDayMs / HOUR_MS), Math.floor((ofDayMs % HOUR_MS) / MINUTE_MS)];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
