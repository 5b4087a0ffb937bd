/** A sweep in words: its title, what varies, how it stands, and the values of its axes. */
import type {
  ParameterValue,
  ScenarioChange,
  SweepAxis,
  SweepStatus,
  SweepSummary,
} from "../../../engine/contract/sweep.ts";
import { duration, fixed } from "../../widgets/format.ts";

/** `Limit × Deadline`: what varies says more than the scenario's name. */
export function sweepTitle({ axes }: SweepSummary): string {
  const varying = axes.filter(({ values }) => values.length > 1);
  const named = varying.length === 0 ? axes : varying;
  return named.map((axis) => axisName(axes, axis)).join(" × ");
}

export function sweepLine(sweep: SweepSummary): string {
  return `${sweep.title} · ${fixed(sweep.total)} points · ${STATUS[sweep.status]}`;
}

export const STATUS: Readonly<Record<SweepStatus, string>> = {
  running: "running",
  finished: "finished",
  cancelled: "cancelled",
  interrupted: "interrupted",
};

/** Facts in reading order: the axes with their sizes, policies, workers and age. */
export function sweepFacts(sweep: SweepSummary): string[] {
  const { axes, policies, workers, createdAt } = sweep;
  return [
    ...axes.map(axisFact),
    policies.length === 1 ? "1 policy" : `${policies.length} policies`,
    workers === 1 ? "1 worker" : `${workers} workers`,
    dayOf(createdAt),
  ];
}

/** `Threshold: Limit, 6 values`, or what its one value is. */
function axisFact(axis: SweepAxis): string {
  const { values, unit } = axis;
  const [only] = values;
  if (values.length === 1 && only !== undefined)
    return `${shortTitle(axis)} = ${valueText(only, unit)}`;
  return `${shortTitle(axis)}, ${fixed(values.length)} values`;
}

/**
 * The sweep with policies that are not called by a value that varies: `Threshold < 240 g` is `Threshold` where
 * the limit is an axis, `Lowest window, 8 h` is `Lowest window` where the deadline is.
 */
export function withPlainTitles(sweep: SweepSummary): SweepSummary {
  const { axes, policies } = sweep;
  const varies = axes.some(({ parameter }) => parameter === "workload.deadline");
  const plain = ({ name, title }: SweepSummary["policies"][number]) => {
    const own = axes.some(({ policy }) => policy === name);
    const bare = own ? title.replace(/\s*[<≤>≥,]\s*[\d.]+\s?(?:g|%)$/, "") : title;
    return { name, title: (varies ? bare.replace(/,\s*[\d.]+\s?h$/, "") : bare) || title };
  };
  return { ...sweep, policies: policies.map(plain) };
}

/** `2026-11-21 10:20` of an instant as JSON has it, in the time zone of this machine. */
export function dayOf(createdAt: string): string {
  const at = new Date(createdAt);
  if (Number.isNaN(at.getTime())) return createdAt;
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The title without the unit at its end, which stands with the values. */
export function shortTitle({ title, parameter }: Pick<SweepAxis, "title" | "parameter">): string {
  return title === "" ? parameter : title.replace(/, [^,:]*$/, "");
}

/**
 * `Limit` of `Threshold < 240 g: Limit`, for places without room; the whole title where two axes would
 * have the same name.
 */
export function axisName(axes: readonly SweepAxis[], axis: SweepAxis): string {
  const last = lastPart(axis);
  const alike = axes.filter((each) => lastPart(each) === last).length > 1;
  return alike ? shortTitle(axis) : last;
}

function lastPart(axis: SweepAxis): string {
  const last = shortTitle(axis).split(": ").at(-1) ?? axis.parameter;
  return last.charAt(0).toUpperCase() + last.slice(1);
}

/** A value with its unit: `240 g/kWh`, `6h`. */
export function valueText(value: ParameterValue, unit?: string): string {
  const text = typeof value === "number" ? plain(value) : value;
  return unit === undefined || unit === "" ? text : `${text}\u00a0${unit}`;
}

/** A number without separators: a label on an axis is short. */
function plain(value: number): string {
  return String(Number(value.toPrecision(6))).replace("-", "\u2212");
}

export function changeText(axes: readonly SweepAxis[], { parameter, value }: ScenarioChange) {
  const axis = axes.find((each) => each.parameter === parameter);
  return {
    name: axis === undefined ? parameter : axisName(axes, axis),
    text: valueText(value, axis?.unit),
  };
}

/** `312 of 1,120 points · 208 replays/s · 4 s left`. */
export function progressText(sweep: SweepSummary): string {
  const { finished, failed, total, etaMs, replaysPerS } = sweep;
  const parts = [`${fixed(finished + failed)} of ${fixed(total)} points`];
  if (failed > 0) parts.push(`${fixed(failed)} failed`);
  if (replaysPerS !== null) parts.push(`${fixed(replaysPerS)} replays/s`);
  if (etaMs !== null) parts.push(`${duration(etaMs)} left`);
  return parts.join(" · ");
}
