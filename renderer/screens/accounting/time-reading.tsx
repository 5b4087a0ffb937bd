/** What the cursor stands on: the moment, the grid, and each kind; without a cursor the visible window. */
import { dateText, momentText } from "../../preview/calendar.ts";
import { type Explanation, NumberButton } from "../../widgets/explanation.tsx";
import { fixed, share, short } from "../../widgets/format.ts";
import { accountSources } from "./explain.ts";
import { sumAt, type TimeSeries } from "./series.ts";
import styles from "./time-chart.module.css";
import type { AccountView } from "./view.ts";
import { KIND_NAMES, measureText } from "./words.ts";

interface ReadingProps {
  readonly view: AccountView;
  readonly series: TimeSeries;
  readonly index: number | null;
  readonly range: readonly [first: number, end: number];
}

export function Reading({ view, series, index, range }: ReadingProps) {
  const { currency } = view.audit.cost;
  const [first, end] = index === null ? range : [index, index + 1];
  const sumOf = (values: readonly number[]) =>
    values.slice(first, end).reduce((sum, each) => sum + each, 0);
  const all = series.stacks.reduce((sum, { values }) => sum + sumOf(values), 0);
  const stacks = series.stacks.filter(({ values }) => sumOf(values) > 0);
  return (
    <p className={styles.reading}>
      <b>{index === null ? "All that is visible" : whenText(view, series, index)}</b>
      <NumberButton label="All:" explain={() => stepsExplanation(view, series, first, end, all)}>
        {measureText(series.measure, all, currency)}
      </NumberButton>
      {series.measure === "cost"
        ? null
        : stacks.map(({ kind, values }) => (
            <span key={kind}>
              {KIND_NAMES[kind]} {share(all > 0 ? sumOf(values) / all : 0, 0)}
            </span>
          ))}
      {index === null ? null : <span>grid {fixed(series.intensityGPerKwh[index] ?? 0)} g/kWh</span>}
      {index === null ? null : <span>{short(series.nodes[index] ?? 0)} nodes</span>}
    </p>
  );
}

/** The step as a day or an hour. */
export function whenText(
  { world, audit }: AccountView,
  { edgesMs }: TimeSeries,
  index: number,
): string {
  const fromMs = edgesMs[index] as number;
  const { zone } = world.period;
  return audit.series.stepMs < 86_400_000 ? momentText(fromMs, zone) : dateText(fromMs, zone);
}

/** For those who do not see the chart. */
export function readingText(view: AccountView, series: TimeSeries, index: number | null): string {
  if (index === null) return "no step chosen";
  const all = measureText(series.measure, sumAt(series, index), view.audit.cost.currency);
  const grid = fixed(series.intensityGPerKwh[index] ?? 0);
  return `${whenText(view, series, index)}: ${all}, grid ${grid} g/kWh`;
}

/** Steps from `first` to before `end`, opened. */
export function stepsExplanation(
  view: AccountView,
  series: TimeSeries,
  first: number,
  end: number,
  all: number,
): Explanation {
  const { currency } = view.audit.cost;
  const text = (value: number) => measureText(series.measure, value, currency);
  const when =
    end - first === 1
      ? whenText(view, series, first)
      : `${whenText(view, series, first)} to ${whenText(view, series, end - 1)}`;
  return {
    title: when,
    value: text(all),
    formula: "sum over the steps of what was used in each, each second at its own intensity",
    inputs: series.stacks.map(({ kind, values }) => ({
      name: series.measure === "cost" ? "nodes" : KIND_NAMES[kind],
      value: text(values.slice(first, end).reduce((sum, each) => sum + each, 0)),
      evidence: "computed",
    })),
    sources: accountSources(view.audit),
  };
}
