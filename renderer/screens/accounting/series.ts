/** The account over time as stacks of kinds, and as rows of text. */
import { type StackSeries, stepsIn } from "../../charts/accounting/stack.ts";
import { type AuditSeries, type Kind, POWER_KINDS } from "../../preview/accounting/types.ts";
import { dateText, momentText } from "../../preview/calendar.ts";
import { fixed, short } from "../../widgets/format.ts";
import type { TextTable } from "../explore/table-rows.ts";
import type { AccountView } from "./view.ts";
import { KIND_NAMES, MEASURE_NAMES, type Measure } from "./words.ts";

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

/** The steps of the visible window, a row each. */
export function seriesTable(view: AccountView, series: TimeSeries, most: number): TextTable {
  const { zone } = view.world.period;
  const [first, end] = stepsIn(series.edgesMs, view.window);
  const hourly = view.audit.series.stepMs < 86_400_000;
  const at = (index: number) => {
    const fromMs = series.edgesMs[index] as number;
    return hourly ? momentText(fromMs, zone) : dateText(fromMs, zone);
  };
  const stacks = series.stacks.filter(({ values }) => values.some((value) => value > 0));
  const count = Math.min(most, end - first);
  const unit = { carbon: "g", energy: "kWh", cost: view.audit.cost.currency }[series.measure];
  return {
    caption: `${MEASURE_NAMES[series.measure]} over time, ${unit}${count < end - first ? `, the first ${count} rows` : ""}`,
    columns: [
      hourly ? "Hour" : "Day",
      "All",
      ...(series.measure === "cost" ? [] : stacks.map(({ kind }) => KIND_NAMES[kind])),
      "Grid, g/kWh",
      "Nodes",
    ],
    rows: Array.from({ length: count }, (_, offset) => {
      const index = first + offset;
      return [
        at(index),
        short(sumAt(series, index)),
        ...(series.measure === "cost" ? [] : stacks.map(({ values }) => short(values[index] ?? 0))),
        fixed(series.intensityGPerKwh[index] ?? 0),
        short(series.nodes[index] ?? 0),
      ];
    }),
  };
}
