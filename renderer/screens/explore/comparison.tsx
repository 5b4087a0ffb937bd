/** All policies next to each other; a row selects its policy, a head sorts. */
import { useState } from "react";
import { useRegrets } from "../../preview/regrets.ts";
import { CopyButton } from "../../widgets/copy-button.tsx";
import styles from "./comparison.module.css";
import {
  comparisonCsv,
  comparisonTable,
  type Row,
  type Sort,
  sortRows,
} from "./comparison-rows.ts";
import type { View } from "./view.ts";

export function Comparison({ view }: { readonly view: View }) {
  const [sort, setSort] = useState<Sort | null>(null);
  const table = comparisonTable(view.answer.world, view.answer.results, useRegrets(view.regrets));
  const onSort = (column: number) =>
    setSort((before) => {
      if (before?.column !== column) return { column, descending: false };
      return before.descending ? null : { column, descending: true };
    });
  return (
    <section className={styles.comparison} aria-labelledby="comparison-title">
      <div className={styles.bar}>
        <h2 id="comparison-title">
          Compared with the baseline <span>whole period</span>
        </h2>
        <CopyButton text={() => comparisonCsv(table)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus. */}
      <section className={styles.scroll} tabIndex={0} aria-label="Comparison table">
        <table>
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                <th key={column.id} scope="col" aria-sort={ariaSort(sort, index)}>
                  <button type="button" title={column.title} onClick={() => onSort(index)}>
                    {column.label}
                    <i aria-hidden="true">{arrow(sort, index)}</i>
                    {column.unit === "" ? null : <span>{column.unit}</span>}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sortRows(table.rows, sort).map((row) => (
              <PolicyRow key={row.policy} row={row} view={view} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function PolicyRow({ row, view }: { readonly row: Row; readonly view: View }) {
  const [head, ...cells] = row.cells;
  const select = () => view.selectPolicy(row.policy);
  const selected = row.policy === view.policy;
  return (
    <tr data-selected={selected} data-policy={row.policy} onClick={select}>
      <th scope="row">
        <button type="button" aria-pressed={selected} onClick={select}>
          {head?.text}
        </button>
      </th>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells stand in the columns' fixed order.
        <td key={index} data-tone={cell.tone}>
          {cell.text}
        </td>
      ))}
    </tr>
  );
}

function ariaSort(sort: Sort | null, index: number) {
  if (sort?.column !== index) return undefined;
  return sort.descending ? "descending" : "ascending";
}

function arrow(sort: Sort | null, index: number): string {
  if (sort?.column !== index) return "";
  return sort.descending ? "↓" : "↑";
}
