/** Days or months below the picture. */
import { memo } from "react";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import { daysBetween, dayText, monthText, type ZoneOffsets } from "../../preview/calendar.ts";
import type { LiveFrame } from "./frame.ts";
import styles from "./picture.module.css";

interface TimeAxisProps {
  readonly window: VisibleWindow;
  readonly zone: ZoneOffsets;
  readonly frame: LiveFrame;
}

/** Least room for the name of a day. */
const DAY_PX = 42;

export const TimeAxis = memo(function TimeAxis({ window, zone, frame }: TimeAxisProps) {
  const { left, width, x } = frame;
  const days = daysBetween(window.fromMs, window.toMs, zone);
  const byDay = width / days.length > DAY_PX;
  const shown = byDay ? days : days.filter(({ time }) => time.day === 1);
  return (
    <div className={styles.axis} aria-hidden="true">
      {shown.map(({ fromMs, time }, at) => {
        const start = Math.max(0, x(fromMs));
        const end = Math.min(width, x(shown[at + 1]?.fromMs ?? window.toMs));
        return end - start < 26 ? null : (
          <span key={fromMs} style={{ left: left + (start + end) / 2 }}>
            {byDay ? dayText(time) : monthText(time)}
          </span>
        );
      })}
    </div>
  );
});
