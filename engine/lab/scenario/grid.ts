/** The grid history of a scenario: from its document, a generator, or a file of the user's own. */
import type { TraceData } from "../../core/carbon/trace.ts";
import { isoInstant } from "../../core/clock/civil.ts";
import { caution, failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES, MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS, HOUR_MS, type InstantMs } from "../../core/units/units.ts";
import { readGrid } from "../../formats/grid/read.ts";
import { readSyntheticParameters } from "../../formats/scenario/synthetic.ts";
import type { Memo } from "./memo.ts";
import { localInstant, type Period, utcMidnight, zoneOver } from "./period.ts";
import type { ReadBeside } from "./sources.ts";
import { aroundMovedPeriod, overPeriod } from "./synthetic.ts";

type PeriodDocument = ScenarioDocument["spec"]["period"];

const PARAMETERS_PATH = "spec.grid.trace.synthetic.parameters";

/** A grid file that replaces the scenario's own. */
export interface GridOverride {
  readonly file: string;
  readonly text: string;
}

/** A trace, and the period in which it is replayed. */
export interface ResolvedGrid {
  readonly trace: TraceData;
  readonly period: Period;
}

export interface GridOptions {
  /** Instead of the scenario's own. */
  readonly grid?: GridOverride;
  /** The period was moved by hand: a history that does not cover it is an error, no reason to move it. */
  readonly movedFrom?: PeriodDocument;
  readonly memo: Memo;
}

export function resolveGrid(
  document: ScenarioDocument,
  period: Period,
  read: ReadBeside,
  options: GridOptions,
): Result<ResolvedGrid> {
  const { grid } = document.spec;
  if (options.grid !== undefined) return fromFile(options.grid, period, grid.zone, options);
  if ("file" in grid.trace) {
    const { file } = grid.trace;
    const text = read(file, MAX_GRID_FILE_BYTES, "spec.grid.trace.file");
    return text.ok ? fromFile({ file, text: text.value }, period, grid.zone, options) : text;
  }
  if ("values" in grid.trace) return fromValues(document, grid.trace.values, period, options);
  return generated(grid.trace.synthetic, period, read, options);
}

function fromFile(
  grid: GridOverride,
  period: Period,
  zone: string,
  { memo, movedFrom }: GridOptions,
): Result<ResolvedGrid> {
  // The text of a file does not change while an answer is made, so its name stands for it.
  const trace = memo.once(`grid ${zone} ${grid.file}`, () => readGrid({ ...grid, zone }));
  if (!trace.ok) return trace;
  if (movedFrom !== undefined && !covers(trace.value, period)) {
    return failure([notCovered(trace.value, period, grid.file)]);
  }
  return withCoverage(trace.value, period, trace.warnings);
}

function endOf({ startMs, stepMs, gPerKwh }: TraceData): InstantMs {
  return startMs + stepMs * gPerKwh.length;
}

function covers(trace: TraceData, { fromMs, toMs }: Period): boolean {
  return trace.startMs <= fromMs && endOf(trace) >= toMs;
}

function notCovered(trace: TraceData, period: Period, file: string): Issue {
  const span = (fromMs: InstantMs, toMs: InstantMs) =>
    `${isoInstant(fromMs)} to ${isoInstant(toMs)}`;
  const has = span(trace.startMs, endOf(trace));
  const message = `the history has ${has}, not the period ${span(period.fromMs, period.toMs)}`;
  const hint = "Choose a start, year and length inside the history, or give a longer history.";
  return problem("grid/too-short", message, hint, { file, path: "spec.period" });
}

/**
 * The scenario's period where the trace covers it; otherwise as much of the trace as the period is
 * long, from its beginning, which is said in a warning.
 */
function withCoverage(
  trace: TraceData,
  period: Period,
  warnings: readonly Issue[],
): Result<ResolvedGrid> {
  if (covers(trace, period)) return success({ trace, period }, warnings);
  const fromMs = trace.startMs;
  const toMs = Math.min(endOf(trace), fromMs + (period.toMs - period.fromMs));
  if (toMs - fromMs < DAY_MS) {
    const message = `the history covers only ${(toMs - fromMs) / HOUR_MS} hours`;
    return failure([problem("grid/too-short", message, "Give a history of at least one day.")]);
  }
  const zone = zoneOver(period.zone.timeZone, fromMs, toMs, {});
  if (!zone.ok) return zone;
  const span = `${isoInstant(fromMs)} to ${isoInstant(toMs)}`;
  const moved = caution(
    "grid/period-moved",
    `the history does not cover the scenario's period; replayed ${span} instead`,
    "Give a history that covers the period to keep it.",
  );
  return success({ trace, period: { fromMs, toMs, zone: zone.value } }, [...warnings, moved]);
}

interface TraceValues {
  readonly step: string;
  readonly gPerKwh: readonly number[];
  readonly forecastGPerKwh?: readonly (number | null)[] | undefined;
  readonly source: string;
  readonly edition: string;
  readonly licence: string;
}

function fromValues(
  { spec }: ScenarioDocument,
  values: TraceValues,
  period: Period,
  { movedFrom }: GridOptions,
): Result<ResolvedGrid> {
  const stepMs = parseDuration(values.step) as number;
  // Values begin with the document's own period, wherever it is moved to.
  const startMs = movedFrom === undefined ? period.fromMs : originOf(movedFrom, period);
  if (startMs > period.fromMs || startMs + stepMs * values.gPerKwh.length < period.toMs) {
    const message = `${values.gPerKwh.length} values of ${values.step} do not cover the period`;
    const hint = "Add values, or shorten the period.";
    const path = "spec.grid.trace.values.gPerKwh";
    return failure([problem("grid/too-short", message, hint, { path })]);
  }
  const { source, edition, licence, gPerKwh, forecastGPerKwh } = values;
  if (forecastGPerKwh !== undefined && forecastGPerKwh.length !== gPerKwh.length) {
    const message = `there are ${forecastGPerKwh.length} forecast values for ${gPerKwh.length} values`;
    const hint = "Give one for each value; null where nothing was forecast.";
    const path = "spec.grid.trace.values.forecastGPerKwh";
    return failure([problem("grid/no-forecast", message, hint, { path })]);
  }
  const { zone, signal, basis } = spec.grid;
  const about = { zone, source, edition, licence, signal, basis, synthetic: false, repairs: [] };
  const forecast = forecastGPerKwh === undefined ? {} : { forecastGPerKwh };
  return success({ trace: { startMs, stepMs, gPerKwh, ...forecast, about }, period });
}

function originOf(movedFrom: PeriodDocument, period: Period): InstantMs {
  const utcMs = utcMidnight(movedFrom.from) ?? period.fromMs;
  const zone = zoneOver(movedFrom.timeZone, utcMs, utcMs + DAY_MS, {});
  return zone.ok ? localInstant(utcMs, zone.value) : period.fromMs;
}

function generated(
  synthetic: { parameters: string; seed: number },
  period: Period,
  read: ReadBeside,
  { memo, movedFrom }: GridOptions,
): Result<ResolvedGrid> {
  const { parameters: file, seed } = synthetic;
  const parameters = memo.once(`synthetic ${file}`, () => {
    const text = read(file, MAX_DOCUMENT_BYTES, PARAMETERS_PATH);
    return text.ok ? readSyntheticParameters(text.value, file) : text;
  });
  if (!parameters.ok) return parameters;
  const anchorUtcMs = movedFrom && utcMidnight(movedFrom.from);
  const trace =
    anchorUtcMs === undefined
      ? memo.once(`generated ${file} ${seed} ${period.fromMs} ${period.toMs}`, () =>
          overPeriod(parameters.value, period, seed),
        )
      : aroundMovedPeriod(parameters.value, period, seed, anchorUtcMs, memo);
  return trace.ok ? success({ trace: trace.value, period }) : trace;
}
