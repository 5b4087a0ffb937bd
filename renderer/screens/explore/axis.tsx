/** Days or months below the picture, and the lines that they cast through it. */
import { intensityTicks } from "../../charts/intensity.ts";
import { dayText, monthText } from "../../preview/calendar.ts";
import type { Frame } from "./frame.ts";
import type { Picture } from "./model.ts";
import styles from "./picture.module.css";

export function Axis({ picture, frame }: { readonly picture: Picture; readonly frame: Frame }) {
  const { layout, x, width } = frame;
  const marks = axisMarks(picture, x, width);
  const bottom = layout.axis.top;
  return (
    <g className={styles.grid}>
      {layout.lanes.map((row) => (
        <line key={row.top} x1={0} x2={width} y1={row.top} y2={row.top} />
      ))}
      {marks.map((mark) => (
        <line
          key={mark.fromMs}
          x1={Math.max(0, x(mark.fromMs))}
          x2={Math.max(0, x(mark.fromMs))}
          y1={layout.intensity.top}
          y2={bottom}
        />
      ))}
      <line x1={width} x2={width} y1={layout.intensity.top} y2={bottom} />
      {intensityTicks(frame.y).map((tick) => (
        <text key={tick} x={-8} y={frame.y(tick) + 4} textAnchor="end">
          {tick}
        </text>
      ))}
      {marks.map((mark) => (
        <text key={mark.fromMs} x={mark.center} y={bottom + 15} textAnchor="middle">
          {mark.text}
        </text>
      ))}
    </g>
  );
}

interface AxisMark {
  readonly fromMs: number;
  readonly center: number;
  readonly text: string;
}

/** One mark a day while days are wide enough for their names, then one a month. */
function axisMarks({ days, window }: Picture, x: Frame["x"], width: number): AxisMark[] {
  const byDay = width / days.length > 20;
  const starts = byDay ? days : days.filter((day, index) => index === 0 || day.time.day === 1);
  return starts.map((start, index) => {
    const fromMs = Math.max(start.fromMs, window.fromMs);
    const toMs = Math.min(starts[index + 1]?.fromMs ?? window.toMs, window.toMs);
    const room = x(toMs) - x(fromMs);
    const long = byDay ? dayText(start.time) : monthText(start.time);
    const text = room > 40 ? long : byDay ? String(start.time.day) : room > 24 ? long : "";
    return { fromMs, center: (x(fromMs) + x(toMs)) / 2, text };
  });
}
