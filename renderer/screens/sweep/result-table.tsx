/** The picture as a table: a row for each cell, a column for each policy. */
import { DataTable } from "../../widgets/data-table.tsx";
import { fixed } from "../../widgets/format.ts";
import styles from "./figures.module.css";
import type { SweepView } from "./sweep-view.ts";
import { shortTitle, valueText } from "./words.ts";

/** More rows than anybody reads; the picture and the files have them all. */
const MAX_ROWS = 500;

export function ResultTable({ view }: { readonly view: SweepView }) {
  const { summary, look, table, shown, words } = view;
  const [x, y] = [summary.axes[look.roles.indexOf("x")], summary.axes[look.roles.indexOf("y")]];
  const axes = [x, y].filter((axis) => axis !== undefined);
  const count = table.columns.length;
  const rows = table.points.slice(0, MAX_ROWS).map((points, index) => {
    const values = [table.columns[index % count], table.rows[Math.floor(index / count)]];
    return [
      ...axes.map((axis, at) => valueText(values[at] ?? "", axis.unit)),
      ...shown.map(({ spreads }) => {
        const spread = spreads[index];
        if (spread === null || spread === undefined) return "–";
        const range = `${words.text(spread.low)} to ${words.text(spread.high)}`;
        return points.length === 1
          ? words.text(spread.median)
          : `${words.text(spread.median)} (${range})`;
      }),
    ];
  });
  const unit = words.unit === "" ? "" : `, ${words.unit}`;
  return (
    <>
      <DataTable
        caption={`${words.title}${unit}`}
        columns={[...axes.map(shortTitle), ...shown.map(({ title }) => title)]}
        rows={rows}
      />
      {table.points.length > MAX_ROWS ? (
        <p className={styles.legend}>
          These are the first {fixed(MAX_ROWS)} of {fixed(table.points.length)} rows.
        </p>
      ) : null}
    </>
  );
}
