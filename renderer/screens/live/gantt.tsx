/** A row for each request: the replay's bar hollow, the real one solid, its wait hatched, its decisions as marks. */
import { type KeyboardEvent, memo, useEffect, useState } from "react";
import { type LiveRow, rowMarks } from "../../charts/live/rows.ts";
import type { Series } from "../../charts/series.ts";
import { dateText, type ZoneOffsets } from "../../preview/calendar.ts";
import { focusRow, rowAfter } from "../workflow/timeline.tsx";
import type { Rows } from "../workflow/use-rows.ts";
import type { LiveFrame } from "./frame.ts";
import styles from "./gantt.module.css";
import { Bars, Marks } from "./gantt-bars.tsx";
import { seriesOf } from "./grid-part.tsx";
import { StatusIcon } from "./status-icon.tsx";
import type { RunView } from "./use-run-view.ts";
import { rowLabel, STATE } from "./words.ts";

export const ROW = 26;
/** Rows that are seen without scrolling. */
export const MAX_ROWS = 9;
/** Room for the day and a word; with less the icon alone says the state. */
const MIN_WORDS_PX = 150;

interface GanttProps {
  readonly view: RunView;
  readonly frame: LiveFrame;
  readonly box: Rows;
  readonly height: number;
}

export function Gantt({ view, frame, box, height }: GanttProps) {
  const { shown: rows, run, selected, follows, theme, zone } = view;
  const selectedRow = selected === null ? -1 : rows.indexOf(selected);
  const [stop, setStop] = useState(0);
  const { show } = box;
  useEffect(() => {
    if (follows && selectedRow >= 0) show(selectedRow);
  }, [follows, selectedRow, show]);
  const [press] = useState(() => ({ select: view.select }));
  press.select = view.select;
  const [onSelect] = useState(() => (request: number) => press.select(request));
  const series = useSeries(run.grid);
  const at = follows ? selectedRow : stop;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = Number((event.target as Element).closest<HTMLElement>("[data-row]")?.dataset.row);
    const to = rowAfter(event.key, Number.isNaN(row) ? at : row, rows.length);
    if (to === undefined) return;
    event.preventDefault();
    setStop(to);
    show(to);
    focusRow(event.currentTarget, to);
  };
  const stopRow = at >= box.first && at < box.end ? at : box.first;
  return (
    <div ref={box.box} className={styles.box} style={{ height }} onScroll={box.onScroll}>
      <div
        role="listbox"
        aria-label="Requests: foreseen and real"
        tabIndex={-1}
        className={styles.rows}
        style={{ height: rows.length * ROW }}
        onKeyDown={onKeyDown}
      >
        {box.width === 0
          ? null
          : rows.slice(box.first, box.end).map((row, place) => (
              <Row
                key={row.request}
                row={row}
                place={box.first + place}
                count={rows.length}
                // What does not move need not be drawn for every instant.
                nowMs={moves(row) ? run.summary.nowMs : 0}
                isSelected={box.first + place === selectedRow}
                isStop={box.first + place === stopRow}
                {...{ frame, zone, theme, series, onSelect }}
              />
            ))}
      </div>
    </div>
  );
}

function useSeries(grid: RunView["run"]["grid"]): Series {
  const [kept, setKept] = useState({ grid, series: seriesOf(grid) });
  if (kept.grid === grid) return kept.series;
  const series = seriesOf(grid);
  setKept({ grid, series });
  return series;
}

function moves({ state, actual }: LiveRow): boolean {
  return state === "running" || state === "waiting" || actual?.toMs === null;
}

interface RowProps {
  readonly row: LiveRow;
  readonly place: number;
  readonly count: number;
  readonly nowMs: number;
  readonly isSelected: boolean;
  readonly isStop: boolean;
  readonly frame: LiveFrame;
  readonly zone: ZoneOffsets;
  readonly theme: "light" | "dark";
  readonly series: Series;
  onSelect(request: number): void;
}

const Row = memo(function Row(props: RowProps) {
  const { row, place, frame, zone, onSelect } = props;
  const { left, width, x } = frame;
  const marks = rowMarks(row, x, props.nowMs);
  return (
    <div
      role="option"
      aria-selected={props.isSelected}
      aria-setsize={props.count}
      aria-posinset={place + 1}
      tabIndex={props.isStop ? 0 : -1}
      data-row={place}
      className={styles.row}
      style={{ transform: `translateY(${place * ROW}px)` }}
      onClick={() => onSelect(row.request)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          onSelect(row.request);
        }
      }}
    >
      <span className="visually-hidden">{rowLabel(row, zone)}</span>
      <span className={styles.name} style={{ width: left - 10 }} aria-hidden="true">
        <StatusIcon of={row.state} size={13} />
        {dateText(row.askedAtMs, zone)}
        {left < MIN_WORDS_PX ? null : <em>{row.team ?? STATE[row.state]}</em>}
      </span>
      <span className={styles.plot} style={{ left, width }} aria-hidden="true">
        <Bars {...props} marks={marks} />
      </span>
      <Marks marks={marks} frame={frame} />
    </div>
  );
});
