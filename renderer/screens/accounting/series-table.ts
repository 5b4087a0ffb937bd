/** The account over time as a table: a row for each step, whose sum opens. */
import { stepsIn } from "../../charts/accounting/stack.ts";
import { fixed, short } from "../../widgets/format.ts";
import type { NumberCell, NumberRow } from "../../widgets/number-table.tsx";
import { sumAt, type TimeSeries } from "./series.ts";
import { stepsExplanation, whenText } from "./time-reading.tsx";
import type { AccountView } from "./view.ts";
import { KIND_NAMES, MEASURE_NAMES } from "./words.ts";

/** The steps of the visible window, as many as are asked for. */
export function seriesTable(view: AccountView, series: TimeSeries, most: number) {
  const { measure } = series;
  const [first, end] = stepsIn(series.edgesMs, view.window);
  // Of money over time there is one kind: the nodes.
  const stacks =
    measure === "cost"
      ? []
      : series.stacks.filter(({ values }) => values.some((value) => value > 0));
  const unit = { carbon: "g", energy: "kWh", cost: view.audit.cost.currency }[measure];
  const count = Math.min(most, end - first);
  const rows = Array.from({ length: count }, (_, offset): NumberRow => {
    const index = first + offset;
    const all = sumAt(series, index);
    const cells: NumberCell[] = [
      {
        text: short(all),
        explain: () => stepsExplanation(view, series, index, index + 1, all),
      },
      ...stacks.map(({ values }) => ({ text: short(values[index] ?? 0) })),
      { text: fixed(series.intensityGPerKwh[index] ?? 0) },
      { text: short(series.nodes[index] ?? 0) },
    ];
    return { key: String(series.edgesMs[index]), head: whenText(view, series, index), cells };
  });
  const limited = count < end - first ? `, the first ${count} rows` : "";
  return {
    caption: `${MEASURE_NAMES[measure]} over time${limited}`,
    columns: [
      { label: view.audit.series.stepMs < 86_400_000 ? "Hour" : "Day" },
      { label: "All", unit },
      ...stacks.map(({ kind }) => ({ label: KIND_NAMES[kind], unit })),
      { label: "Grid", unit: "g/kWh" },
      { label: "Nodes", unit: "mean" },
    ],
    rows,
  };
}
