/** The picture of an account over time: intensity above, stacks below, a cursor for the hand and the keys. */
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from "react";
import { stackPaths, stackScale, stepsIn } from "../../charts/accounting/stack.ts";
import {
  intensityMarks,
  intensityScale,
  intensityTicks,
  timeScale,
} from "../../charts/intensity.ts";
import { kindColor } from "../../charts/palette/kind.ts";
import { useWidth } from "../shared/use-width.ts";
import type { TimeSeries } from "./series.ts";
import styles from "./time-chart.module.css";
import { TimeMarks } from "./time-marks.tsx";
import { Reading, readingText } from "./time-reading.tsx";
import type { AccountView } from "./view.ts";
import { MEASURE_NAMES } from "./words.ts";

const LEFT = 46;
const GRID = { top: 18, height: 54 };
const STACK = { top: 100, height: 150 };
export const BOTTOM = STACK.top + STACK.height;

interface TimeChartProps {
  readonly view: AccountView;
  readonly series: TimeSeries;
}

export function TimeChart({ view, series }: TimeChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { window } = view;
  const [first, end] = stepsIn(series.edgesMs, window);
  const [cursor, setCursor] = useState<number | null>(null);
  const shown = cursor === null || cursor < first || cursor >= end ? null : cursor;
  const room = Math.max(1, width - LEFT);
  const x = useMemo(() => timeScale(window.fromMs, window.toMs, room), [window, room]);
  const onPointerMove = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const atMs = x.invert(event.clientX - box.left);
    const index = series.edgesMs.findIndex((edge, at) => at > first && edge > atMs) - 1;
    setCursor(index < first ? end - 1 : Math.min(index, end - 1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, event.shiftKey, shown, first, end);
    if (next === undefined) return;
    event.preventDefault();
    setCursor(next);
  };
  return (
    <div className={styles.chart} ref={ref}>
      {width === 0 ? null : (
        <>
          <Reading view={view} series={series} index={shown} range={[first, end]} />
          <div className={styles.plot} style={{ height: BOTTOM + 20 }}>
            <Layers {...{ series, first, end, x, room }} unit={unitText(view, series)} />
            <TimeMarks view={view} x={x} left={LEFT} width={width} bottom={BOTTOM} />
            <div
              role="slider"
              tabIndex={0}
              aria-label="Cursor over time"
              aria-orientation="horizontal"
              aria-valuemin={first}
              aria-valuemax={Math.max(first, end - 1)}
              aria-valuenow={shown ?? first}
              aria-valuetext={readingText(view, series, shown)}
              className={styles.field}
              style={{ left: LEFT, height: BOTTOM }}
              onPointerMove={onPointerMove}
              onKeyDown={onKeyDown}
            >
              {shown === null ? null : (
                <span
                  className={styles.cursor}
                  style={{
                    left: Math.max(0, x(series.edgesMs[shown] as number)),
                    width: Math.max(
                      1,
                      x(series.edgesMs[shown + 1] as number) - x(series.edgesMs[shown] as number),
                    ),
                  }}
                />
              )}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

/** The step after a key; undefined when it means nothing here. */
function moved(key: string, shift: boolean, at: number | null, first: number, end: number) {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[key];
  if (key === "Home") return first;
  if (key === "End") return end - 1;
  if (by === undefined) return undefined;
  return Math.min(end - 1, Math.max(first, (at ?? first - by) + by * (shift ? 7 : 1)));
}

interface LayersProps {
  readonly series: TimeSeries;
  readonly first: number;
  readonly end: number;
  readonly x: ReturnType<typeof timeScale>;
  readonly room: number;
  /** Of the stacks. */
  readonly unit: string;
}

function unitText({ audit }: AccountView, { measure }: TimeSeries): string {
  const unit = { carbon: "g", energy: "kWh", cost: audit.cost.currency }[measure];
  const each = audit.series.stepMs < 86_400_000 ? "an hour" : "a day";
  return `${MEASURE_NAMES[measure]}, ${unit} ${each}`;
}

function Layers({ series, first, end, x, room, unit }: LayersProps) {
  const { edgesMs } = series;
  const parts = useMemo(() => {
    const edges = edgesMs.slice(first, end + 1);
    const stacks = series.stacks.map((each) => ({
      ...each,
      values: each.values.slice(first, end),
    }));
    const bins = series.intensityGPerKwh.slice(first, end).map((mean, index) => ({
      ...{ fromMs: edges[index] as number, toMs: edges[index + 1] as number },
      ...{ mean, min: mean, max: mean },
    }));
    const most = series.intensityGPerKwh.reduce((top, each) => Math.max(top, each), 0);
    const grid = intensityScale(most, GRID.top, GRID.height);
    const y = stackScale(stacks, STACK.top, STACK.height);
    return {
      grid,
      y,
      marks: intensityMarks(bins, x, grid),
      paths: stackPaths(stacks, edges, x, y),
    };
  }, [series, edgesMs, first, end, x]);
  const { grid, y, marks, paths } = parts;
  return (
    <svg className={styles.svg} width={room + LEFT} height={BOTTOM + 20} aria-hidden="true">
      <g transform={`translate(${LEFT},0)`}>
        <g className={styles.captions}>
          <text y={GRID.top - 8}>Carbon intensity of the grid, g/kWh</text>
          <text y={STACK.top - 8}>{unit}</text>
        </g>
        <path d={marks.area} className={styles.area} />
        <path d={marks.line} className={styles.line} />
        <g className={styles.grid}>
          {intensityTicks(grid)
            .filter((_, index) => index % 2 === 0)
            .map((tick) => (
              <g key={tick}>
                <line x1={0} x2={room} y1={grid(tick)} y2={grid(tick)} />
                <text x={-8} y={grid(tick) + 4} textAnchor="end">
                  {tick}
                </text>
              </g>
            ))}
          {y.ticks(3).map((tick) => (
            <g key={`y${tick}`}>
              <line x1={0} x2={room} y1={y(tick)} y2={y(tick)} />
              <text x={-8} y={y(tick) + 4} textAnchor="end">
                {y.tickFormat(3)(tick)}
              </text>
            </g>
          ))}
        </g>
        {paths.map(({ kind, path }) => (
          <path key={kind} d={path} style={{ fill: kindColor(kind) }} />
        ))}
      </g>
    </svg>
  );
}
