/** The grid history of a scenario: from its document, a generator, or a file of the user's own. */
import { syntheticTrace } from "../../core/carbon/synthetic.ts";
import type { TraceData } from "../../core/carbon/trace.ts";
import { isoInstant } from "../../core/clock/civil.ts";
import { caution, failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES, MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS, HOUR_MS } from "../../core/units/units.ts";
import { readGrid } from "../../formats/grid/read.ts";
import { readSyntheticParameters } from "../../formats/scenario/synthetic.ts";
import { type Period, zoneOver } from "./period.ts";
import type { ReadBeside } from "./sources.ts";

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

export function resolveGrid(
  document: ScenarioDocument,
  period: Period,
  read: ReadBeside,
  override: GridOverride | undefined,
): Result<ResolvedGrid> {
  const { grid } = document.spec;
  if (override !== undefined) return fromFile(override, period, grid.zone);
  if ("file" in grid.trace) {
    const text = read(grid.trace.file, MAX_GRID_FILE_BYTES, "spec.grid.trace.file");
    return text.ok
      ? fromFile({ file: grid.trace.file, text: text.value }, period, grid.zone)
      : text;
  }
  if ("values" in grid.trace) return fromValues(document, grid.trace.values, period);
  return generated(grid.trace.synthetic, period, read);
}

function fromFile(grid: GridOverride, period: Period, zone: string): Result<ResolvedGrid> {
  const trace = readGrid({ ...grid, zone });
  return trace.ok ? withCoverage(trace.value, period, trace.warnings) : trace;
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
  const endMs = trace.startMs + trace.stepMs * trace.gPerKwh.length;
  if (trace.startMs <= period.fromMs && endMs >= period.toMs) {
    return success({ trace, period }, warnings);
  }
  const fromMs = trace.startMs;
  const toMs = Math.min(endMs, fromMs + (period.toMs - period.fromMs));
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
): Result<ResolvedGrid> {
  const stepMs = parseDuration(values.step) as number;
  if (period.fromMs + stepMs * values.gPerKwh.length < period.toMs) {
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
  const trace = { startMs: period.fromMs, stepMs, gPerKwh, ...forecast, about };
  return success({ trace, period });
}

function generated(
  synthetic: { parameters: string; seed: number },
  period: Period,
  read: ReadBeside,
): Result<ResolvedGrid> {
  const text = read(synthetic.parameters, MAX_DOCUMENT_BYTES, PARAMETERS_PATH);
  if (!text.ok) return text;
  const parameters = readSyntheticParameters(text.value, synthetic.parameters);
  if (!parameters.ok) return parameters;
  const zone = zoneOver(parameters.value.timeZone, period.fromMs, period.toMs, {});
  if (!zone.ok) return zone;
  const hours = Math.ceil((period.toMs - period.fromMs) / HOUR_MS);
  const trace = syntheticTrace(parameters.value, zone.value, period.fromMs, hours, synthetic.seed);
  return success({ trace, period });
}
