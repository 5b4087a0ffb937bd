/** Fills short gaps by linear interpolation and refuses long ones. */
import { isoInstant } from "../../core/clock/civil.ts";
import { type Issue, problem } from "../../core/issue.ts";
import { type DurationMs, HOUR_MS, type InstantMs } from "../../core/units/units.ts";
import { counted, type Findings, repaired } from "./findings.ts";
import { isSpringHour } from "./local-time.ts";
import type { Sample } from "./table.ts";

/** Longer gaps hide whole solar or demand ramps. */
const MAX_FILLED_MS = 3 * HOUR_MS;
/** Beyond this share the file has another step than it seems, or is not a history. */
const MAX_FILLED_SHARE = 0.25;
/** A handful of filled steps is believed in any file. */
const ALWAYS_FILLED = 3;

interface Known extends Sample {
  readonly value: number;
}

/**
 * One value for each step from the first to the last sample.
 *
 * @param samples in order, aligned to the step, with a value at both ends
 */
export function fillGaps(
  samples: readonly Sample[],
  stepMs: DurationMs,
  offsetUnstated: boolean,
  findings: Findings,
): number[] {
  const values: number[] = [];
  let last: Known | undefined;
  let filled = 0;
  let firstFilledLine = 0;
  let emptyLine: number | undefined;
  for (const sample of samples) {
    if (!isKnown(sample)) {
      emptyLine ??= sample.line;
      continue;
    }
    const missing = last === undefined ? 0 : (sample.atMs - last.atMs) / stepMs - 1;
    if (last !== undefined && missing > 0) {
      const line = emptyLine ?? sample.line;
      const local = offsetUnstated && emptyLine === undefined;
      const fault = gapFault(last.atMs + stepMs, sample.atMs, missing, local);
      if (fault !== undefined) findings.add(fault, line);
      else interpolate(last.value, sample.value, missing, values);
      if (filled === 0) firstFilledLine = line;
      filled += missing;
    }
    values.push(sample.value);
    last = sample;
    emptyLine = undefined;
  }
  if (filled > 0 && !findings.failed) report(filled, values.length, firstFilledLine, findings);
  return values;
}

function isKnown(sample: Sample): sample is Known {
  return sample.value !== undefined;
}

function interpolate(before: number, after: number, missing: number, values: number[]): void {
  for (let i = 1; i <= missing; i++) {
    values.push(before + ((after - before) * i) / (missing + 1));
  }
}

/** Why the gap `[fromMs, toMs)` cannot be filled, if so. */
function gapFault(
  fromMs: InstantMs,
  toMs: InstantMs,
  missing: number,
  maybeLocal: boolean,
): Issue | undefined {
  const from = isoInstant(fromMs);
  if (maybeLocal && toMs - fromMs === HOUR_MS && isSpringHour(fromMs)) {
    const message = `the hour ${from.slice(0, -1)} is missing: this looks like local time`;
    const hint = "The clock was set forward here: export with UTC times, or with an offset.";
    return problem("grid/local-time", message, hint);
  }
  if (toMs - fromMs <= MAX_FILLED_MS) return undefined;
  const span = `${counted(missing, "step")}, ${(toMs - fromMs) / HOUR_MS} hours`;
  const message = `there are no values from ${from} until ${isoInstant(toMs)} (${span})`;
  const hint = "Complete the file, or cut it there: only gaps up to 3 hours are interpolated.";
  return problem("grid/gap", message, hint);
}

function report(filled: number, total: number, line: number, findings: Findings): void {
  const share = `${filled} of ${counted(total, "step")}`;
  if (filled > ALWAYS_FILLED && filled > total * MAX_FILLED_SHARE) {
    const message = `${share} have no value: too many to interpolate`;
    const hint = "Use one time step in the whole file, and complete it.";
    findings.add(problem("grid/gap", message, hint), line);
    return;
  }
  const message = `${share} had no value and were interpolated linearly`;
  findings.repair(repaired("grid/gap", message, "Complete the file to avoid this."), line);
}
