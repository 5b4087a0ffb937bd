/** The run as a table that opens and folds: everything that the graph shows, in words. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { durationMs, instant } from "../../charts/workflow/gantt.ts";
import { type TreeRow, treeRows } from "../../charts/workflow/rows.ts";
import { holders } from "../../charts/workflow/tree.ts";
import { duration } from "../../widgets/format.ts";
import type { GraphView } from "./graph-view.ts";
import { PhaseIcon } from "./phase-icon.tsx";
import styles from "./table.module.css";
import { focusRow, rowAfter } from "./timeline.tsx";
import { useRows } from "./use-rows.ts";
import { offsetText } from "./words.ts";

const ROW = 26;
const HEAD = 28;
const COLUMNS = ["Name", "Phase", "Type", "Template", "Start", "Duration", "Message"] as const;

export function Table({ view }: { readonly view: GraphView }) {
  const { tree, hit } = view;
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => treeRows(tree, folded), [tree, folded]);
  const window = useRows(rows.length, ROW, HEAD);
  const [stop, setStop] = useState(0);
  const { show } = window;
  const shown = useRef<number | null>(null);
  useEffect(() => {
    // A hit is shown once: what is folded after that stays folded.
    if (hit === null || hit === shown.current) return;
    const hidden = holders(tree, hit).filter((each) => folded.has(each));
    if (hidden.length > 0) return setFolded(without(folded, hidden));
    shown.current = hit;
    show(rows.findIndex((each) => each.node === hit));
  }, [hit, folded, rows, tree, show]);
  const fold = (node: number) =>
    setFolded(folded.has(node) ? without(folded, [node]) : new Set([...folded, node]));
  const goTo = (list: HTMLElement, row: number) => {
    setStop(row);
    show(row);
    focusRow(list, row);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const at = rows[stop];
    const to = rowAfter(event.key, stop, rows.length) ?? holderRow(event.key, at, rows, view);
    if (to !== undefined) goTo(event.currentTarget, to);
    else if (at !== undefined && folds(event.key, at)) fold(at.node);
    else if (event.key === "Enter" && at !== undefined) view.select(at.node);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={window.box} className={styles.box} onScroll={window.onScroll}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows open and fold.
        role="treegrid"
        aria-label="Nodes of the run"
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        className={styles.table}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer rows={window.first} />
          {rows.slice(window.first, window.end).map((row, at) => (
            <Row
              key={row.node}
              row={row}
              place={window.first + at}
              isStop={window.first + at === Math.min(Math.max(stop, window.first), window.end - 1)}
              view={view}
              onFold={() => fold(row.node)}
              onFocus={() => setStop(window.first + at)}
            />
          ))}
          <Spacer rows={rows.length - window.end} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not on the screen. */
function Spacer({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr className={styles.spacer}>
      <td colSpan={COLUMNS.length} style={{ height: rows * ROW }} />
    </tr>
  );
}

function without(folded: ReadonlySet<number>, nodes: readonly number[]): ReadonlySet<number> {
  return new Set([...folded].filter((each) => !nodes.includes(each)));
}

function folds(key: string, row: TreeRow): boolean {
  return (key === "ArrowRight" && row.open === false) || (key === "ArrowLeft" && row.open === true);
}

/** Left on a row that is not open leads to its holder. */
function holderRow(
  key: string,
  row: TreeRow | undefined,
  rows: readonly TreeRow[],
  { tree }: GraphView,
): number | undefined {
  if (key !== "ArrowLeft" || row === undefined || row.open === true) return undefined;
  const holder = tree.parent[row.node] ?? -1;
  const place = rows.findIndex((each) => each.node === holder);
  return place < 0 ? undefined : place;
}

interface RowProps {
  readonly row: TreeRow;
  readonly place: number;
  readonly isStop: boolean;
  readonly view: GraphView;
  onFold(): void;
  onFocus(): void;
}

function Row({ row, place, isStop, view, onFold, onFocus }: RowProps) {
  const node = view.tree.nodes[row.node];
  if (node === undefined) return null;
  const from = instant(node.startedAt);
  const lasted = durationMs(node);
  return (
    <tr
      aria-rowindex={place + 2}
      aria-level={row.level}
      aria-expanded={row.open}
      aria-selected={view.selected === row.node}
      tabIndex={isStop ? 0 : -1}
      data-row={place}
      data-hit={view.hit === row.node}
      className={styles.row}
      onClick={() => view.select(row.node)}
      onFocus={onFocus}
    >
      <th scope="row" title={node.name} style={{ paddingLeft: 10 + (row.level - 1) * 16 }}>
        {row.open === undefined ? (
          <i className={styles.gap} />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            aria-label={`${row.open ? "Fold" : "Open"} ${node.displayName}`}
            onClick={(event) => {
              event.stopPropagation();
              onFold();
            }}
          >
            {row.open ? "▾" : "▸"}
          </button>
        )}
        {node.displayName}
      </th>
      <td>
        <span className={styles.phase}>
          <PhaseIcon phase={node.phase} size={13} />
          {node.phase}
        </span>
      </td>
      <td>{node.type}</td>
      <td>{node.templateName ?? ""}</td>
      <td>{from === undefined ? "" : offsetText(from - view.run.startMs)}</td>
      <td>{lasted === undefined ? "" : duration(lasted)}</td>
      <td title={node.message}>{node.message ?? ""}</td>
    </tr>
  );
}
