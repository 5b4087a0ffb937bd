/** Days or months below the chart. */
import type { LinearScale } from "../../charts/intensity.ts";
import { daysBetween, dayText, monthText } from "../../preview/calendar.ts";
import styles from "./time-chart.module.css";
import type { AccountView } from "./view.ts";

interface TimeMarksProps {
  readonly view: Pick<AccountView, "window" | "world">;
  readonly x: LinearScale;
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
}

/** Days while there is room for their names, else the first of each month. */
export function TimeMarks({ view, x, left, width, bottom }: TimeMarksProps) {
  const { window, world } = view;
  const days = daysBetween(window.fromMs, window.toMs, world.period.zone);
  const byDay = (width - left) / days.length > 42;
  const starts = byDay ? days : days.filter(({ time }) => time.day === 1);
  const shown = starts.length === 0 ? days.slice(0, 1) : starts;
  return shown.map(({ fromMs, time }, index) => {
    const at = left + Math.max(0, x(fromMs));
    const next = shown[index + 1];
    const room = (next === undefined ? width : left + x(next.fromMs)) - at;
    const text = byDay ? dayText(time) : monthText(time);
    return room < 24 ? null : (
      <span key={fromMs} className={styles.mark} style={{ left: at, top: bottom + 4 }}>
        {starts.length === 0 ? dayText(time) : text}
      </span>
    );
  });
}
