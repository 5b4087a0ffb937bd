/** The account over time as stacks of kinds. */
import type { StackSeries } from "../../charts/accounting/stack.ts";
import { type AuditSeries, type Kind, POWER_KINDS } from "../../preview/accounting/types.ts";
import type { Measure } from "./words.ts";

export interface KindSeries extends StackSeries {
  readonly kind: Kind;
}

export interface TimeSeries {
  readonly measure: Measure;
  readonly edgesMs: readonly number[];
  /** Kinds in the account's order, those of nothing too. */
  readonly stacks: readonly KindSeries[];
  readonly intensityGPerKwh: readonly number[];
  readonly metGPerKwh: readonly (number | null)[];
  readonly nodes: readonly number[];
}

export function seriesOf(series: AuditSeries, measure: Measure): TimeSeries {
  const { edgesMs, intensityGPerKwh, metGPerKwh, nodes } = series;
  return {
    ...{ measure, edgesMs, intensityGPerKwh, metGPerKwh, nodes },
    stacks: stacksOf(series, measure),
  };
}

function stacksOf(series: AuditSeries, measure: Measure): KindSeries[] {
  // The bill over time is that of nodes, whatever they did.
  if (measure === "cost") return [{ kind: "work", values: series.cost }];
  const of = measure === "energy" ? series.energyKwh : series.operationalG;
  const power = POWER_KINDS.map((kind) => ({ kind, values: of[kind] }));
  if (measure === "energy") return power;
  return [...power, { kind: "embodied", values: series.embodiedG }];
}

export function sumAt({ stacks }: TimeSeries, index: number): number {
  return stacks.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
}
