/** The visible window over the whole period: moved as one, resized at its edges. */
import type { LinearScale } from "../../charts/intensity.ts";
import { moveWindow, resizeWindow, type VisibleWindow } from "../../charts/visible-window.ts";
import { DAY_MS, dayStart, rangeText, type ZoneOffsets } from "../../preview/calendar.ts";
import styles from "./brush.module.css";
import { Handle } from "./handle.tsx";

interface BrushProps {
  readonly window: VisibleWindow;
  readonly period: VisibleWindow;
  readonly zone: ZoneOffsets;
  readonly x: LinearScale;
  readonly height: number;
  setWindow(window: VisibleWindow): void;
}

const nothing = () => undefined;

/** Positions are whole days since the period began. */
export function Brush({ window, period, zone, x, height, setWindow }: BrushProps) {
  const daysOf = (atMs: number) => Math.round((atMs - period.fromMs) / DAY_MS);
  const total = daysOf(period.toMs);
  const atDay = (day: number) =>
    day >= total ? period.toMs : dayStart(period.fromMs + day * DAY_MS + DAY_MS / 2, zone);
  const text = rangeText(window.fromMs, window.toMs, zone);
  const left = x(window.fromMs);
  const width = Math.max(4, x(window.toMs) - left);
  const shared = {
    orientation: "horizontal" as const,
    valueText: text,
    valueAt: (clientX: number) => (x.invert(clientX) - x.invert(0)) / DAY_MS,
    onBegin: nothing,
    onEnd: nothing,
  };
  const move = (day: number) => setWindow(moveWindow(window, atDay(day) - window.fromMs, period));
  const resize = (edge: "from" | "to", day: number) =>
    setWindow(resizeWindow(window, edge, atDay(day), period, DAY_MS));
  const from = daysOf(window.fromMs);
  const to = daysOf(window.toMs);
  return (
    <>
      <Handle
        {...shared}
        label="Visible window"
        value={from}
        range={{ min: 0, max: total - (to - from), step: 1, bigStep: 7 }}
        className={styles.window}
        style={{ left, width, height }}
        onChange={move}
      >
        {null}
      </Handle>
      <Handle
        {...shared}
        label="Window begins"
        value={from}
        range={{ min: 0, max: to - 1, step: 1, bigStep: 7 }}
        className={styles.edge}
        style={{ left, height }}
        onChange={(day) => resize("from", day)}
      >
        {null}
      </Handle>
      <Handle
        {...shared}
        label="Window ends"
        value={to}
        range={{ min: from + 1, max: total, step: 1, bigStep: 7 }}
        className={styles.edge}
        style={{ left: left + width, height }}
        onChange={(day) => resize("to", day)}
      >
        {null}
      </Handle>
    </>
  );
}
