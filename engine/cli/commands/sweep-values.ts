/** Values, limits and weights as they are written on the command line of `sweep` and `tune`. */
import { InvalidArgumentError } from "commander";
import type { MetricLimit, SweepAxisInput } from "../../contract/sweep.ts";
import { METRIC_NAMES, type MetricName } from "../../core/sweep/metrics.ts";
import { didYouMean } from "../../core/text/nearest.ts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * `PARAM=VALUES`, where values are `a,b,c` (with `;` where values have commas), `from:to:step`, `1..20`
 * or `from..to/step`.
 */
export function parseVary(text: string, before: readonly SweepAxisInput[] = []): SweepAxisInput[] {
  const [parameter, values] = halves(text, "Write PARAM=VALUES, such as seed=1..20.");
  return [...before, { parameter, ...rangeOf(values) }];
}

/** `PARAM=VALUE`: one value, whatever is in it. */
export function parseSet(text: string, before: readonly SweepAxisInput[] = []): SweepAxisInput[] {
  const [parameter, value] = halves(text, "Write PARAM=VALUE, such as length=28d.");
  return [...before, { parameter, values: [value] }];
}

function rangeOf(
  text: string,
): { values: string[] } | { from: string; to: string; step: string | number } {
  const [, from, to, step] = /^([^,;]+?)\.\.([^,;/]+)(?:\/(.+))?$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined && (step !== undefined || !isSpan(from, to))) {
    return { from, to, step: step ?? 1 };
  }
  // Without a step, two dates are one value: a period.
  if (from !== undefined) return { values: [text] };
  const parts = text.split(":");
  if (parts.length === 3 && !/[\s,;]/.test(text)) {
    const [first, last, by] = parts as [string, string, string];
    return { from: first, to: last, step: by };
  }
  const values = text.split(text.includes(";") ? ";" : ",").map((value) => value.trim());
  if (values.some((value) => value === "")) {
    throw new InvalidArgumentError("A value is empty.");
  }
  return { values };
}

function isSpan(from: string, to: string): boolean {
  return DATE.test(from) && DATE.test(to);
}

function halves(text: string, hint: string): [string, string] {
  const at = text.indexOf("=");
  if (at <= 0 || at === text.length - 1) throw new InvalidArgumentError(hint);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** `deadlineMisses<=0`, `qualityMean>=0.9` */
export function parseLimit(text: string, before: readonly MetricLimit[] = []): MetricLimit[] {
  const [, name = "", sign, bound] = /^(\w+)\s*(<=|>=)\s*(\S+)$/.exec(text) ?? [];
  const value = Number(bound);
  if (sign === undefined || !Number.isFinite(value)) {
    throw new InvalidArgumentError("Write METRIC<=NUMBER or METRIC>=NUMBER.");
  }
  const metric = parseMetric(name);
  return [...before, sign === "<=" ? { metric, maximum: value } : { metric, minimum: value }];
}

export function parseMetric(text: string): MetricName {
  const name = METRIC_NAMES.find((each) => each === text);
  if (name === undefined) {
    throw new InvalidArgumentError(
      `There is no figure '${text}'. ${didYouMean(text, METRIC_NAMES)}`,
    );
  }
  return name;
}

export function parseMetrics(text: string): MetricName[] {
  const names = text.split(",").map((name) => parseMetric(name.trim()));
  if (names.length >= 2 && names.length <= 4) return names;
  throw new InvalidArgumentError("A frontier has 2 to 4 figures, such as carbonG,meanWaitH.");
}

export interface Weight {
  readonly metric: MetricName;
  readonly weight: number;
}

/** `carbonG=1` */
export function parseWeight(text: string, before: readonly Weight[] = []): Weight[] {
  const [name, value] = halves(text, "Write METRIC=WEIGHT, such as cost=0.5.");
  const weight = Number(value);
  if (!(weight > 0) || !Number.isFinite(weight)) {
    throw new InvalidArgumentError("A weight is a number above 0.");
  }
  return [...before, { metric: parseMetric(name), weight }];
}

export function parseWorkers(text: string): number {
  const workers = Number(text);
  if (Number.isInteger(workers) && workers >= 1 && workers <= 64) return workers;
  throw new InvalidArgumentError("Workers are a number from 1 to 64.");
}
