/** Puts samples on a fixed step: sorts, merges duplicates, finds the step, fills short gaps. */
import { isoInstant } from "../../core/clock/civil.ts";
import { type Issue, problem } from "../../core/issue.ts";
import { MAX_TRACE_STEPS } from "../../core/limits.ts";
import {
  DAY_MS,
  type DurationMs,
  HOUR_MS,
  type InstantMs,
  MINUTE_MS,
} from "../../core/units/units.ts";
import { counted, type Findings, repaired } from "./findings.ts";
import { fillGaps } from "./gaps.ts";
import { isAutumnHour } from "./local-time.ts";
import type { Sample, Table } from "./table.ts";

export interface Lattice {
  readonly startMs: InstantMs;
  readonly stepMs: DurationMs;
  readonly gPerKwh: readonly number[];
  /** Absent where the file has no forecast at all. */
  readonly forecastGPerKwh?: readonly (number | null)[];
}

/** The values on their grid, or undefined when `findings` says why there are none. */
export function toLattice(table: Table, findings: Findings): Lattice | undefined {
  const ordered = inOrder(table.samples, findings);
  const single = withoutDuplicates(ordered, table.offsetUnstated, findings);
  const samples = withoutEmptyEnds(single, findings);
  if (findings.failed) return undefined;
  const stepMs = commonStep(samples);
  if (typeof stepMs !== "number") {
    findings.add(stepMs, samples[0]?.line);
    return undefined;
  }
  const startMs = (samples[0] as Sample).atMs;
  checkAlignment(samples, stepMs, findings);
  const steps = ((samples.at(-1) as Sample).atMs - startMs) / stepMs + 1;
  if (steps > MAX_TRACE_STEPS) {
    const message = `the rows span ${steps} steps, more than ${MAX_TRACE_STEPS}`;
    findings.add(problem("grid/too-long", message, "Check the first and the last time."));
  }
  if (findings.failed) return undefined;
  const gPerKwh = fillGaps(samples, stepMs, table.offsetUnstated, findings);
  if (findings.failed) return undefined;
  const forecasts = forecastsOf(samples, startMs, stepMs, gPerKwh.length);
  return { startMs, stepMs, gPerKwh, ...(forecasts && { forecastGPerKwh: forecasts }) };
}

/** One for each step, never interpolated: what was not forecast was not known. */
function forecastsOf(
  samples: readonly Sample[],
  startMs: InstantMs,
  stepMs: DurationMs,
  steps: number,
): (number | null)[] | undefined {
  if (samples.every(({ forecast }) => forecast === undefined)) return undefined;
  const forecasts = new Array<number | null>(steps).fill(null);
  for (const { atMs, forecast } of samples) {
    if (forecast !== undefined) forecasts[(atMs - startMs) / stepMs] = forecast;
  }
  return forecasts;
}

function inOrder(samples: readonly Sample[], findings: Findings): readonly Sample[] {
  let latest = Number.NEGATIVE_INFINITY;
  let misplaced = 0;
  let line = 0;
  for (const sample of samples) {
    if (sample.atMs < latest && misplaced++ === 0) line = sample.line;
    latest = Math.max(latest, sample.atMs);
  }
  if (misplaced === 0) return samples;
  const message = `rows were not in time order and were sorted (${misplaced} came too late)`;
  findings.repair(repaired("grid/order", message, "Sort the file by time."), line);
  return samples.toSorted((a, b) => a.atMs - b.atMs || a.line - b.line);
}

function withoutDuplicates(
  samples: readonly Sample[],
  offsetUnstated: boolean,
  findings: Findings,
): Sample[] {
  const kept: Sample[] = [];
  let merged = 0;
  let firstLine = 0;
  for (const sample of samples) {
    const last = kept.at(-1);
    if (last === undefined || last.atMs !== sample.atMs) {
      kept.push(sample);
    } else if (
      last.value === undefined ||
      sample.value === undefined ||
      last.value === sample.value
    ) {
      if (merged++ === 0) firstLine = sample.line;
      const forecast = last.forecast ?? sample.forecast;
      kept[kept.length - 1] = { ...last, value: last.value ?? sample.value, forecast };
    } else findings.add(contradiction(last, sample, offsetUnstated), sample.line);
  }
  if (merged > 0) {
    const message = `${counted(merged, "duplicate row")} with the same value merged`;
    findings.repair(repaired("grid/duplicate", message, "Remove the duplicates."), firstLine);
  }
  return kept;
}

function contradiction(first: Sample, second: Sample, offsetUnstated: boolean): Issue {
  const when = isoInstant(second.atMs);
  const values = `${first.value} on line ${first.line} and ${second.value} here`;
  if (offsetUnstated && isAutumnHour(second.atMs)) {
    const message = `${when.slice(0, -1)} occurs twice (${values}): this looks like local time`;
    const hint = "The clock was set back here: export with UTC times, or with an offset.";
    return problem("grid/local-time", message, hint);
  }
  const hint = "Keep the right one; to use several sources, give them as separate files.";
  return problem("grid/duplicate", `${when} has two values: ${values}`, hint);
}

/** Missing values at the ends have nothing to be interpolated from; the trace is shorter then. */
function withoutEmptyEnds(samples: readonly Sample[], findings: Findings): readonly Sample[] {
  const first = samples.findIndex((sample) => sample.value !== undefined);
  const last = samples.findLastIndex((sample) => sample.value !== undefined);
  const dropped = samples.length - (last - first + 1);
  if (dropped === 0) return samples;
  const line = (first > 0 ? samples[0] : samples[last + 1])?.line;
  const message = `${counted(dropped, "row")} without a value at the ends of the file left out`;
  findings.repair(repaired("grid/empty-ends", message, "Export it again if they matter."), line);
  return samples.slice(first, last + 1);
}

/** The most common distance between rows, when it is a usable one. */
function commonStep(samples: readonly Sample[]): DurationMs | Issue {
  if (samples.length < 2) {
    const hint = "Give at least two rows: the time step is the distance between them.";
    return problem("grid/too-short", "the file has a value for one time only", hint);
  }
  const counts = new Map<number, number>();
  for (let i = 1; i < samples.length; i++) {
    const distance = (samples[i] as Sample).atMs - (samples[i - 1] as Sample).atMs;
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  const [stepMs] = [...counts].reduce((best, next) =>
    next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best,
  );
  if (stepMs >= MINUTE_MS && stepMs <= DAY_MS && DAY_MS % stepMs === 0) return stepMs;
  const message = `the rows are ${stepMs / MINUTE_MS} minutes apart`;
  const hint = "Use a step that divides a day evenly: 5, 15, 30 or 60 minutes, or a day.";
  return problem("grid/step", message, hint);
}

/** Every row must lie on the grid that most rows lie on. */
function checkAlignment(samples: readonly Sample[], stepMs: DurationMs, findings: Findings): void {
  const phases = new Map<number, number>();
  for (const { atMs } of samples) {
    phases.set(atMs % stepMs, (phases.get(atMs % stepMs) ?? 0) + 1);
  }
  if (phases.size === 1) return;
  const [phase] = [...phases].reduce((best, next) => (next[1] > best[1] ? next : best));
  const step = stepMs === HOUR_MS ? "hourly" : `${stepMs / MINUTE_MS}-minute`;
  for (const { atMs, line } of samples) {
    if (atMs % stepMs === phase) continue;
    const message = `${isoInstant(atMs)} lies between the ${step} steps of the other rows`;
    findings.add(problem("grid/step", message, "Use one time step in the whole file."), line);
  }
}
