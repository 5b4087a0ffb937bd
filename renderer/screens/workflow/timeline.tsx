/** The run over virtual time: a bar for each pod, in the order in which they started. */
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import { fitted } from "../../charts/workflow/ellipsis.ts";
import { barExtent, type GanttBar, ganttBars, ticks } from "../../charts/workflow/gantt.ts";
import { duration } from "../../widgets/format.ts";
import { focusSoon } from "./focus-soon.ts";
import type { GraphView } from "./graph-view.ts";
import { PhaseIcon } from "./phase-icon.tsx";
import { textWidth } from "./text-width.ts";
import styles from "./timeline.module.css";
import { useRows } from "./use-rows.ts";
import { offsetText, phaseText } from "./words.ts";

const ROW = 22;
const HEAD = 24;
const NAMES = 236;
const RIGHT = 64;
const FONT = '400 11.5px "Inter Variable", system-ui, sans-serif';
/** Least distance of two ticks. */
const TICK_PX = 90;

export function Timeline({ view }: { readonly view: GraphView }) {
  const { run, tree, selected } = view;
  const span = { fromMs: run.startMs, toMs: run.endMs };
  const bars = useMemo(() => ganttBars(tree.nodes, run.endMs), [tree, run.endMs]);
  const rows = useRows(bars.length, ROW, HEAD);
  const [stop, setStop] = useState(0);
  const width = Math.max(60, rows.width - NAMES - RIGHT);
  const marks = ticks(span, Math.floor(width / TICK_PX));
  const length = Math.max(1, span.toMs - span.fromMs);
  const { show } = rows;
  useEffect(() => {
    const row = bars.findIndex((bar) => bar.node === selected);
    if (row >= 0) show(row);
  }, [selected, bars, show]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = rowAfter(event.key, stop, bars.length);
    if (to === undefined) return;
    event.preventDefault();
    setStop(to);
    show(to);
    focusRow(event.currentTarget, to);
  };
  return (
    <div ref={rows.box} className={styles.timeline} onScroll={rows.onScroll}>
      <div className={styles.head} style={{ paddingLeft: NAMES }} aria-hidden="true">
        <span className={styles.corner}>Virtual time</span>
        {marks.map((mark) => (
          <span key={mark} style={{ left: NAMES + (mark / length) * width }}>
            {mark === 0 ? "0" : offsetText(mark)}
          </span>
        ))}
      </div>
      <div
        className={styles.rows}
        role="listbox"
        aria-label="Pods by start, over virtual time"
        tabIndex={-1}
        style={{ height: bars.length * ROW }}
        onKeyDown={onKeyDown}
      >
        <div className={styles.grid} aria-hidden="true">
          {marks.map((mark) => (
            <i key={mark} style={{ left: NAMES + (mark / length) * width }} />
          ))}
        </div>
        {bars.slice(rows.first, rows.end).map((bar, at) => (
          <Row
            key={bar.node}
            bar={bar}
            row={rows.first + at}
            count={bars.length}
            isStop={rows.first + at === clamped(stop, rows.first, rows.end)}
            view={view}
            width={width}
          />
        ))}
      </div>
      {bars.length === 0 ? <p className={styles.none}>No pod was started.</p> : null}
    </div>
  );
}

/** Tab must reach a row that exists, also after the list was scrolled. */
function clamped(stop: number, first: number, end: number): number {
  return stop >= first && stop < end ? stop : first;
}

export function rowAfter(key: string, at: number, count: number): number | undefined {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to));
}

export function focusRow(list: HTMLElement, row: number): void {
  focusSoon(() => list.querySelector<HTMLElement>(`[data-row="${row}"]`));
}

/** Tasks of a repeated template have one name; what holds them tells them apart. */
function Holder({ view, node }: { readonly view: GraphView; readonly node: number }) {
  const { tree } = view;
  const holder = tree.nodes[tree.parent[node] ?? -1];
  const isRoot = (tree.parent[tree.parent[node] ?? -1] ?? -1) < 0;
  if (holder === undefined || isRoot || MEMBERS.has(holder.type)) return null;
  const taken = textWidth(FONT)(tree.nodes[node]?.displayName ?? "");
  const room = NAMES - 50 - taken;
  return room < 30 ? null : <em>{fitted(holder.displayName, room, textWidth(FONT))}</em>;
}

/** The names of their members begin with theirs. */
const MEMBERS: ReadonlySet<string> = new Set(["TaskGroup", "StepGroup", "Retry"]);

interface RowProps {
  readonly bar: GanttBar;
  readonly row: number;
  readonly count: number;
  readonly isStop: boolean;
  readonly view: GraphView;
  readonly width: number;
}

function Row({ bar, row, count, isStop, view, width }: RowProps) {
  const node = view.tree.nodes[bar.node];
  if (node === undefined) return null;
  const { left, width: size } = barExtent(
    bar,
    { fromMs: view.run.startMs, toMs: view.run.endMs },
    width,
  );
  const start = offsetText(bar.fromMs - view.run.startMs);
  const open = () => {
    view.select(bar.node);
    view.reveal(bar.node, false);
  };
  const lasted = duration(bar.toMs - bar.fromMs);
  const fits = width - left - size > 60;
  return (
    <div
      role="option"
      aria-selected={view.selected === bar.node}
      aria-setsize={count}
      aria-posinset={row + 1}
      tabIndex={isStop ? 0 : -1}
      data-row={row}
      className={styles.row}
      style={{ transform: `translateY(${row * ROW}px)` }}
      title={node.name}
      onClick={open}
      onKeyDown={(event) => event.key === "Enter" && open()}
    >
      <span className="visually-hidden">
        {`${node.displayName}, ${phaseText(node)}, starts ${start}`}
      </span>
      <span className={styles.name} aria-hidden="true">
        <PhaseIcon phase={node.phase} size={13} />
        {fitted(node.displayName, NAMES - 44, textWidth(FONT))}
        <Holder view={view} node={bar.node} />
      </span>
      <i
        className={styles.bar}
        data-phase={node.phase}
        style={{ left: NAMES + left, width: size }}
      />
      <span
        className={styles.lasted}
        aria-hidden="true"
        style={
          fits
            ? { left: NAMES + left + size + 6 }
            : { right: RIGHT + width - left + 6, left: "auto" }
        }
      >
        {lasted}
      </span>
    </div>
  );
}
