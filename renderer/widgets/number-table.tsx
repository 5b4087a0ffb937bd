/** A table whose numbers open: one stop for Tab, arrow keys from cell to cell, Enter opens. */
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { type Explanation, NumberButton } from "./explanation.tsx";
import styles from "./number-table.module.css";

export interface NumberCell {
  readonly text: string;
  readonly tone?: "better" | "worse" | "faint" | undefined;
  /** Absent for what is no number. */
  readonly explain?: () => Explanation;
}

export interface NumberRow {
  readonly key: string;
  readonly head: ReactNode;
  readonly cells: readonly NumberCell[];
  readonly kind?: "selected" | "sum";
}

interface NumberTableProps {
  readonly caption: string;
  readonly columns: readonly {
    readonly label: string;
    readonly unit?: string;
    /** Words are read from the left. */
    readonly words?: boolean;
  }[];
  readonly rows: readonly NumberRow[];
  /** Scrolls in its own box. */
  readonly tall?: boolean;
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function NumberTable({ caption, columns, rows, tall = false }: NumberTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<readonly [row: number, column: number]>([0, 0]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const cell = event.target instanceof Element ? event.target.closest("td") : null;
    if (step === undefined || cell === null) return;
    event.preventDefault();
    const [row, column] = [Number(cell.dataset.row), Number(cell.dataset.column)];
    const [down, right] = step;
    // Over cells that do not open, to the next one that does.
    for (let [i, j] = [row + down, column + right]; rows[i]?.cells[j]; i += down, j += right) {
      if (rows[i]?.cells[j]?.explain === undefined) continue;
      setAt([i, j]);
      const place = `td[data-row="${i}"][data-column="${j}"] button`;
      table.current?.querySelector<HTMLElement>(place)?.focus();
      return;
    }
  };
  const stop = stopIn(rows, at);
  return (
    <div className={styles.scroll} data-tall={tall}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked like a grid's. */}
      <table ref={table} role="grid" aria-label={caption} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {columns.map(({ label, unit, words }) => (
              <th key={label} scope="col" data-words={words}>
                {label}
                {unit === undefined ? null : <span>{unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, cells, kind }, row) => (
            <tr key={key} data-kind={kind}>
              <th scope="row">{head}</th>
              {cells.map((cell, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stand in the columns' fixed order.
                  key={column}
                  data-row={row}
                  data-column={column}
                  data-tone={cell.tone}
                  data-words={columns[column + 1]?.words}
                >
                  {cell.explain === undefined ? (
                    cell.text
                  ) : (
                    <NumberButton
                      tabIndex={stop[0] === row && stop[1] === column ? 0 : -1}
                      explain={cell.explain}
                    >
                      {cell.text}
                    </NumberButton>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The cell that Tab stops at: the last one that was walked to, else the first that opens. */
function stopIn(rows: readonly NumberRow[], [row, column]: readonly [number, number]) {
  if (rows[row]?.cells[column]?.explain !== undefined) return [row, column] as const;
  for (const [i, { cells }] of rows.entries()) {
    const j = cells.findIndex(({ explain }) => explain !== undefined);
    if (j >= 0) return [i, j] as const;
  }
  return [-1, -1] as const;
}
