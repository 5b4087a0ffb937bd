/** The forecast of a scenario as fields: a model, and the settings that this model has. */
import {
  FORECAST_DEFAULTS,
  forecastSettings,
  HISTORY_MODELS,
  PUBLISHED_MODELS,
  restsOnTruth,
  TRUTH_MODELS,
} from "../../engine/core/carbon/forecast/spec.ts";
import { DAY_MS, HOUR_MS } from "../../engine/core/units/units.ts";
import { type ChoiceSetting, type NumberSetting, type Setting, toShown } from "./fields.ts";
import type { ForecastModel, ForecastSettings, World } from "./types.ts";

export { forecastSettings, restsOnTruth, TRUTH_MODELS };

/** What this history can be forecast with, without a look at the future. */
export function honestModels({ grid, regions = [] }: World): readonly ForecastModel[] {
  const grids = [grid, ...regions.map((region) => region.grid)];
  const carries = grids.every(({ trace }) => trace.forecastGPerKwh !== undefined);
  return carries ? [...HISTORY_MODELS, ...PUBLISHED_MODELS] : HISTORY_MODELS;
}

const NAMES: Readonly<Record<ForecastModel, string>> = {
  "same-hour-yesterday": "Same hour yesterday",
  "same-hour-last-week": "Same hour last week",
  persistence: "Persistence",
  "seasonal-naive": "Yesterday and last week",
  published: "As published",
  oracle: "Oracle",
  noise: "White noise on the truth",
  "lead-time-error": "Error that grows with the lead",
};

const ABOUT: Readonly<Record<ForecastModel, string>> = {
  "same-hour-yesterday": "The reading 24 h earlier.",
  "same-hour-last-week": "The reading 168 h earlier.",
  persistence: "The reading of now, for ever.",
  "seasonal-naive": "A weighted mean of the same hour yesterday and last week.",
  published: "What a publisher said the day before, where the history carries it.",
  oracle: "The future itself.",
  noise: "The future with an error that is equally strong at every lead.",
  "lead-time-error": "The future with an error that grows with the lead, and lasts.",
};

export function modelName(model: ForecastModel): string {
  return NAMES[model];
}

export function modelAbout(model: ForecastModel): string {
  return ABOUT[model];
}

/** In the header: the model, and that it reads the future where it does. */
export function forecastFact({ grid }: World): string {
  const { model } = forecastSettings(grid.forecast);
  const truth = restsOnTruth(model) ? " (rests on the truth)" : "";
  return `forecast: ${NAMES[model].toLowerCase()}${truth}`;
}

/** Another model with how it is issued kept, and its own settings at their defaults. */
export function withModel(
  settings: ForecastSettings,
  model: ForecastModel,
  { period }: Pick<World, "period">,
): ForecastSettings {
  // A publisher's days are those of the period's zone, and it publishes when it does.
  if (model === "published") return { model, zone: period.zone };
  const { reissueEveryMs, horizonMs } = settings;
  return {
    model,
    ...(reissueEveryMs !== undefined && { reissueEveryMs }),
    ...(horizonMs !== undefined && { horizonMs }),
  } as ForecastSettings;
}

/** The settings with one field set; a duration of 0 stands for one that is left out. */
export function withSetting(
  settings: ForecastSettings,
  key: string,
  value: number,
): ForecastSettings {
  const { [key as "model"]: _, ...rest } = settings;
  const kept = rest as ForecastSettings;
  if (value === 0 && DURATIONS.has(key)) return kept;
  const next = { ...kept, [key]: value } as ForecastSettings;
  const { reissueEveryMs = 0, horizonMs } = next;
  // A forecast that ends before the next one comes is refused by the engine.
  if (horizonMs === undefined || horizonMs >= reissueEveryMs) return next;
  return key === "reissueEveryMs"
    ? { ...next, horizonMs: reissueEveryMs }
    : { ...next, reissueEveryMs: horizonMs };
}

const DURATIONS = new Set(["reissueEveryMs", "horizonMs", "fitHistoryMs"]);
const REISSUES_MS = [1, 3, 6, 12, 24].map((hours) => hours * HOUR_MS);
const HORIZONS_MS = [6, 12, 24, 48, 72, 168].map((hours) => hours * HOUR_MS);
const FITS_MS = [28, 56, 182, 366].map((days) => days * DAY_MS);

/** The fields below the model; those that it does not have are absent. */
export function forecastFields(settings: ForecastSettings): Setting[] {
  if (settings.model === "published") return modelFields(settings);
  return [...modelFields(settings), ...issuingFields(settings)];
}

function modelFields(settings: ForecastSettings): Setting[] {
  switch (settings.model) {
    case "seasonal-naive": {
      const weight = settings.yesterdayWeight ?? FORECAST_DEFAULTS.yesterdayWeight;
      const about = "Last week's has the rest.";
      const range = { min: 0, max: 1, step: 0.05 };
      return [number("yesterdayWeight", "Weight of yesterday", about, "", weight, range)];
    }
    case "published": {
      const { publishedAfterMs = FORECAST_DEFAULTS.publishedAfterMs } = settings;
      const { coversDays = FORECAST_DEFAULTS.coversDays } = settings;
      const atDay = { min: 0, max: 23.75, step: 0.25 };
      const days = { min: 1, max: 14, step: 1 };
      const about = "Local time at which the forecast of the days after comes out.";
      return [
        number("publishedAfterMs", "Comes out after", about, "h", publishedAfterMs, atDay, HOUR_MS),
        number(
          "coversDays",
          "Covers",
          "Days after the one it comes out on.",
          "d",
          coversDays,
          days,
        ),
      ];
    }
    case "noise":
      return [sigma(settings.sigmaPct ?? FORECAST_DEFAULTS.noiseSigmaPct)];
    case "lead-time-error":
      return [
        sigma(settings.sigmaPct ?? FORECAST_DEFAULTS.leadTimeSigmaPct),
        correlation(settings.correlationMs ?? FORECAST_DEFAULTS.correlationMs),
        durations(
          "fitHistoryMs",
          "Fit error to",
          settings.fitHistoryMs,
          FITS_MS,
          "nothing",
          "last ",
        ),
      ];
    default:
      return [];
  }
}

function sigma(valuePct: number): NumberSetting {
  const about = "Standard deviation of the error, % of the trace's mean.";
  return number("sigmaPct", "Error, sigma", about, "%", valuePct, { min: 0, max: 200, step: 1 });
}

function correlation(valueMs: number): NumberSetting {
  const about = "Lead after which the error keeps 1/e of its correlation.";
  const range = { min: 1, max: 720, step: 1 };
  return number("correlationMs", "Error lasts", about, "h", valueMs, range, HOUR_MS);
}

function issuingFields({ reissueEveryMs, horizonMs }: ForecastSettings): Setting[] {
  return [
    durations(
      "reissueEveryMs",
      "Issued",
      reissueEveryMs,
      REISSUES_MS,
      "for each decision",
      "every ",
    ),
    durations("horizonMs", "Known for", horizonMs, HORIZONS_MS, "as far as it goes"),
  ];
}

function number(
  key: string,
  label: string,
  about: string,
  unit: string,
  value: number,
  range: { readonly min: number; readonly max: number; readonly step: number },
  scale = 1,
): NumberSetting {
  const shown = toShown(value, scale);
  const bigStep = range.step * 10;
  return { kind: "number", key, label, about, unit, shown, scale, ...range, bigStep };
}

/** A duration out of a few; the value of a scenario is among them whatever it is. */
function durations(
  key: string,
  label: string,
  valueMs: number | undefined,
  offeredMs: readonly number[],
  none: string,
  before = "",
): ChoiceSetting {
  const all = new Set([...offeredMs, ...(valueMs === undefined ? [] : [valueMs])]);
  const options = [...all].toSorted((a, b) => a - b);
  return {
    kind: "choice",
    key,
    label,
    about: "",
    value: String(valueMs ?? 0),
    options: [
      { value: "0", label: none },
      ...options.map((each) => ({ value: String(each), label: `${before}${durationText(each)}` })),
    ],
  };
}

function durationText(durationMs: number): string {
  const [unitMs, unit] = durationMs % DAY_MS === 0 ? [DAY_MS, "d"] : [HOUR_MS, "h"];
  return `${Number((durationMs / unitMs).toFixed(2))} ${unit}`;
}
