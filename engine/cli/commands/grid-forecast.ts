/** `lowtide grid forecast FILE`: how far each forecast model is off on a grid history. */
import { Command, Option } from "commander";
import { type ForecastScore, scoreForecast } from "../../core/carbon/forecast/score.ts";
import {
  FORECAST_MODELS,
  type ForecastModel,
  HISTORY_MODELS,
  HONEST_MODELS,
  restsOnTruth,
} from "../../core/carbon/forecast/spec.ts";
import { CarbonTrace } from "../../core/carbon/trace.ts";
import { isoInstant } from "../../core/clock/civil.ts";
import { IssueError, problem, unwrap } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import { DAY_MS, HOUR_MS } from "../../core/units/units.ts";
import { readGrid } from "../../formats/grid/read.ts";
import { readText } from "../../io/files/read-text.ts";
import { printLine, printWarnings, progressOf } from "../output/streams.ts";
import { formatTable } from "../output/table.ts";

interface Options {
  readonly model: readonly ForecastModel[];
  readonly json?: boolean;
}

interface ModelScores {
  readonly model: ForecastModel;
  readonly scores: readonly ForecastScore[];
}

const LEADS_H = [1, 3, 6, 12, 24, 48, 96];
/** Every model has a week of history at its first issue, so none is judged by its stopgap. */
const RUN_UP_MS = 7 * DAY_MS;
const SHORTEST_MS = RUN_UP_MS + Math.max(...LEADS_H) * HOUR_MS + DAY_MS;

export function gridForecastCommand(): Command {
  const models = new Option("-m, --model <model...>", "only these models")
    .choices(FORECAST_MODELS)
    .default([], "all that anybody could have had");
  return new Command("forecast")
    .summary("how far forecasts are off, by lead time")
    .argument("<file>", "Electricity Maps CSV or timestamp,gco2_per_kwh")
    .addOption(models)
    .option("--json", "print one JSON object")
    .action((file: string, options: Options) => run(file, options));
}

function run(file: string, options: Options): void {
  const read = readGrid({ file, text: unwrap(readText(file, MAX_GRID_FILE_BYTES)) });
  const trace = new CarbonTrace(unwrap(read));
  if (read.ok) printWarnings(read.warnings);
  if (trace.endMs - trace.startMs < SHORTEST_MS) throw tooShort(file, trace);
  const range = {
    fromMs: trace.startMs + RUN_UP_MS,
    toMs: trace.endMs,
    leadsMs: LEADS_H.map((hours) => hours * HOUR_MS),
    everyMs: Math.max(HOUR_MS, trace.stepMs),
  };
  const asked = modelsFor(file, trace, options.model);
  const progress = progressOf("Scoring, models");
  const models = asked.map((model, index) => {
    const scores = scoreForecast(model, trace, range);
    progress(index + 1, asked.length);
    return { model, scores };
  });
  printLine(options.json ? jsonText(file, trace, models) : tableText(trace, models));
}

/** Those asked for; else all that need no look at the future, the publisher's where there is one. */
function modelsFor(
  file: string,
  { published }: CarbonTrace,
  asked: readonly ForecastModel[],
): readonly ForecastModel[] {
  if (asked.length === 0) return published === undefined ? HISTORY_MODELS : HONEST_MODELS;
  if (asked.includes("published") && published === undefined) {
    const hint = "Give a file with a column forecast_gco2_per_kwh, or ask for other models.";
    const message = "the grid history carries no published forecast";
    throw new IssueError([problem("grid/no-forecast", message, hint, { file })]);
  }
  return [...new Set(asked)];
}

function tooShort(file: string, trace: CarbonTrace): IssueError {
  const message = `the history covers only ${(trace.endMs - trace.startMs) / HOUR_MS} hours`;
  const hint = `Forecasts are scored on ${SHORTEST_MS / DAY_MS} days or more.`;
  return new IssueError([problem("grid/too-short", message, hint, { file })]);
}

function jsonText(file: string, trace: CarbonTrace, models: readonly ModelScores[]): string {
  const results = models.map(({ model, scores }) => ({
    model,
    restsOnTruth: restsOnTruth(model),
    byLead: scores.map(({ leadMs, count, maeGPerKwh, mapePct }) => ({
      leadH: leadMs / HOUR_MS,
      count,
      maeGPerKwh: maeGPerKwh ?? null,
      mapePct: mapePct ?? null,
    })),
  }));
  const span = { from: isoInstant(trace.startMs), to: isoInstant(trace.endMs) };
  return JSON.stringify({ file, ...span, about: trace.about, models: results }, null, 2);
}

function tableText(trace: CarbonTrace, models: readonly ModelScores[]): string {
  const { about } = trace;
  const header = ["Lead h", ...models.map(({ model }) => model)];
  const rows = LEADS_H.map((hours, index) => [
    String(hours),
    ...models.map(({ scores }) => cell(scores[index])),
  ]);
  const truth = models.filter(({ model }) => restsOnTruth(model)).map(({ model }) => model);
  return [
    `${about.zone}: ${about.source} (${about.edition}), ${about.signal}, ${about.basis}`,
    `${isoInstant(trace.startMs)} to ${isoInstant(trace.endMs)}, ` +
      `${models[0]?.scores[0]?.count ?? 0} issues of each model`,
    "Mean absolute error, g/kWh, and mean absolute percentage error",
    "",
    formatTable(header, rows),
    ...(truth.length === 0 ? [] : ["", `Rests on the truth, seed 0: ${truth.join(", ")}`]),
  ].join("\n");
}

function cell(score: ForecastScore | undefined): string {
  if (score?.maeGPerKwh === undefined) return "-";
  return `${score.maeGPerKwh.toFixed(1)} (${score.mapePct?.toFixed(1) ?? "-"} %)`;
}
