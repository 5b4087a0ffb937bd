/** Which forecast policies are given, as plain data: a model, its parameters, how often and how far. */
import type { ZoneOffsets } from "../../clock/civil.ts";
import { type DurationMs, HOUR_MS } from "../../units/units.ts";

/** Without a look at the future. */
export const HISTORY_MODELS = [
  "same-hour-yesterday",
  "same-hour-last-week",
  "persistence",
  "seasonal-naive",
] as const;

/** Issued by a publisher before the time that it is about, and kept with the history. */
export const PUBLISHED_MODELS = ["published"] as const;

/** What anybody could have had at the time. */
export const HONEST_MODELS = [...HISTORY_MODELS, ...PUBLISHED_MODELS] as const;

/** Made from the future itself, with or without an error; nobody has them in production. */
export const TRUTH_MODELS = ["oracle", "noise", "lead-time-error"] as const;

export const FORECAST_MODELS = [...HONEST_MODELS, ...TRUTH_MODELS] as const;

/**
 * - `oracle`: the future itself; an upper bound, never available in production.
 * - `same-hour-yesterday`: the reading 24 h earlier (48 h and so on beyond a day's lead).
 * - `same-hour-last-week`: the reading 168 h earlier.
 * - `persistence`: the reading at the issue, for ever.
 * - `seasonal-naive`: a weighted mean of the same hour yesterday and last week.
 * - `published`: what a publisher forecast, day by day, where the history carries it.
 * - `noise`: an oracle with white noise, equally strong at every lead.
 * - `lead-time-error`: an oracle with an error that grows with the lead, and lasts.
 */
export type ForecastModel = (typeof FORECAST_MODELS)[number];

interface Issuing {
  /**
   * A new forecast is issued at every multiple of this since the epoch (a day: midnight UTC), and
   * seen until the next. Left out: one is issued for each decision.
   */
  readonly reissueEveryMs?: DurationMs | undefined;
  /** What lies this long after the issue, or later, is not known. Left out: as far as the model goes. */
  readonly horizonMs?: DurationMs | undefined;
}

export interface SeasonalNaiveSettings {
  readonly model: "seasonal-naive";
  /** Weight of yesterday's hour, 0 to 1; last week's has the rest. */
  readonly yesterdayWeight?: number | undefined;
}

export interface NoiseSettings {
  readonly model: "noise";
  /** Standard deviation of the error, % of the mean of the whole trace. */
  readonly sigmaPct?: number | undefined;
}

export interface LeadTimeErrorSettings {
  readonly model: "lead-time-error";
  /** Standard deviation of the error that long leads come near, % of the mean of the whole trace. */
  readonly sigmaPct?: number | undefined;
  /** Lead after which the error has lost all but 1/e of its correlation with what it was. */
  readonly correlationMs?: DurationMs | undefined;
  /**
   * Fit both to what `seasonal-naive` missed during this time before the issue; the stated ones hold
   * while there is too little history.
   */
  readonly fitHistoryMs?: DurationMs | undefined;
}

export interface PublishedSettings {
  readonly model: "published";
  /** When a day's forecast comes out on the day before, after local midnight; 18 h when left out. */
  readonly publishedAfterMs?: DurationMs | undefined;
  /** How many days after the one of the publication it covers; 1 when left out. */
  readonly coversDays?: number | undefined;
  /** Of the publisher's days; UTC when left out. */
  readonly zone?: ZoneOffsets | undefined;
}

export interface PlainSettings {
  readonly model: Exclude<
    ForecastModel,
    "seasonal-naive" | "published" | "noise" | "lead-time-error"
  >;
}

export type ForecastSettings = Issuing &
  (
    | PlainSettings
    | SeasonalNaiveSettings
    | PublishedSettings
    | NoiseSettings
    | LeadTimeErrorSettings
  );

/** A model by its name, with the parameters below, or with settings. */
export type ForecastSpec = ForecastModel | ForecastSettings;

/** Used where settings leave a parameter out. */
export const FORECAST_DEFAULTS = {
  yesterdayWeight: 0.5,
  publishedAfterMs: 18 * HOUR_MS,
  coversDays: 1,
  /** The error of Let's Wait Awhile (Wiesner et al., Middleware 2021). */
  noiseSigmaPct: 5,
  /** About what a fit finds on measured grids; docs/guide/grid-data.md has the figures. */
  leadTimeSigmaPct: 25,
  correlationMs: 24 * HOUR_MS,
} as const;

export function forecastSettings(spec: ForecastSpec): ForecastSettings {
  return typeof spec === "string" ? { model: spec } : spec;
}

/** Whether a model reads the future that it forecasts. */
export function restsOnTruth(model: ForecastModel): boolean {
  return TRUTH_MODELS.some((each) => each === model);
}
