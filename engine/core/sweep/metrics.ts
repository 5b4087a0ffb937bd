/** The figures that a sweep keeps of each policy at each point, and which direction is better. */
import type { ShiftRegret } from "../compare/regret.ts";
import type { PolicyResult } from "../compare/result.ts";

export interface Metric {
  readonly name: MetricName;
  readonly title: string;
  /** As it is written behind a figure; absent for plain counts and shares. */
  readonly unit?: string;
  /** Which values are preferred; `none` for figures that only describe. */
  readonly better: "less" | "more" | "none";
}

export const METRICS = [
  { name: "carbonG", title: "Carbon", unit: "g", better: "less" },
  { name: "operationalG", title: "Operational carbon", unit: "g", better: "less" },
  { name: "embodiedG", title: "Embodied carbon", unit: "g", better: "less" },
  { name: "energyKwh", title: "Energy", unit: "kWh", better: "less" },
  { name: "sciGPerUnit", title: "SCI", unit: "g/unit", better: "less" },
  { name: "units", title: "Functional units", better: "more" },
  { name: "cost", title: "Cost", unit: "currency", better: "less" },
  { name: "meanWaitH", title: "Mean wait", unit: "h", better: "less" },
  { name: "deadlineMisses", title: "Deadlines missed", better: "less" },
  { name: "runs", title: "Runs", better: "none" },
  { name: "skipped", title: "Skipped", better: "none" },
  { name: "failed", title: "Failed runs", better: "less" },
  { name: "unfinished", title: "Unfinished", better: "less" },
  { name: "qualityMean", title: "Mean accuracy", better: "more" },
  { name: "qualityMin", title: "Lowest accuracy", better: "more" },
  { name: "savedVsBaselinePct", title: "Saved against the baseline", unit: "%", better: "more" },
  { name: "regretPct", title: "Above the best possible", unit: "%", better: "less" },
] as const satisfies readonly { name: string; title: string; unit?: string; better: string }[];

export type MetricName = (typeof METRICS)[number]["name"];

export const METRIC_NAMES: readonly MetricName[] = METRICS.map(({ name }) => name);

/** The figures of one policy, in the order of `METRICS`; null where there is none. */
export function metricsOf(
  result: PolicyResult & { readonly regret: ShiftRegret },
): (number | null)[] {
  return METRIC_NAMES.map((name) =>
    name === "regretPct" ? result.regret.regretPct : result[name],
  );
}

/** Which direction is better; undefined for metrics that only describe. */
export function preference(metric: MetricName): "less" | "more" | undefined {
  const better = METRICS.find(({ name }) => name === metric)?.better;
  return better === "none" ? undefined : better;
}
