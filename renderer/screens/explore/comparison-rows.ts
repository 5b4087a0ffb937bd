/** The comparison table as data: columns with units, rows with text and sort values, and CSV. */
import type { Regrets } from "../../preview/regrets.ts";
import type { PolicyResult, World } from "../../preview/types.ts";
import { csvText } from "../../widgets/csv.ts";
import { type Cell, type Column, FIGURE_COLUMNS } from "./comparison-columns.ts";

export interface Row {
  readonly policy: string;
  readonly baseline: boolean;
  readonly cells: readonly Cell[];
}

export interface ComparisonTable {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export function comparisonTable(
  world: World,
  results: readonly PolicyResult[],
  regrets: Regrets,
): ComparisonTable {
  const used = FIGURE_COLUMNS.filter((column) => column.shown?.(results) ?? true);
  return {
    columns: [
      { id: "policy", label: "Policy", unit: "", title: "Policy" },
      ...used.map(({ id, label, unit, title }) => ({
        id,
        label,
        unit: id === "cost" ? world.pool.currency : unit,
        title: id === "sci" ? `${title}, g / ${world.functionalUnit.name}` : title,
      })),
    ],
    rows: results.map((result) => ({
      policy: result.policy,
      baseline: result.policy === world.baseline,
      cells: [
        { text: result.title, sort: result.title, plain: result.title },
        ...used.map((column) => column.make(result, world, regrets.get(result.policy))),
      ],
    })),
  };
}

export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** Rows in order; equal rows keep the scenario's order. */
export function sortRows(rows: readonly Row[], sort: Sort | null): Row[] {
  if (sort === null) return [...rows];
  const key = (row: Row) => row.cells[sort.column]?.sort ?? 0;
  return rows.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)];
    const order = typeof x === "string" ? x.localeCompare(String(y), "en") : x - Number(y);
    return sort.descending ? -order : order;
  });
}

/** The table as CSV, with plain numbers and units in the header. */
export function comparisonCsv({ columns, rows }: ComparisonTable): string {
  const head = columns.map(({ label, unit }) => (unit === "" ? label : `${label} (${unit})`));
  return csvText([head, ...rows.map((row) => row.cells.map((cell) => cell.plain))]);
}
