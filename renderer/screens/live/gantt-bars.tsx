/** The bars of one row, the colours of the hours that it used, and the marks of its decisions. */
import type { LiveRow, RowMarks } from "../../charts/live/rows.ts";
import { carbonColor } from "../../charts/palette/carbon.ts";
import { joinBins, type Series, stepsBetween } from "../../charts/series.ts";
import type { LiveFrame } from "./frame.ts";
import styles from "./gantt.module.css";
import { DecisionIcon } from "./legend.tsx";

interface BarsProps {
  readonly row: LiveRow;
  readonly nowMs: number;
  readonly theme: "light" | "dark";
  readonly series: Series;
  readonly marks: RowMarks;
}

export function Bars({ row, nowMs, theme, series, marks }: BarsProps) {
  const { wait, actual, expected } = marks;
  return (
    <>
      {wait === null ? null : (
        <i className={styles.wait} style={{ left: wait.x, width: wait.width }} />
      )}
      {expected === null ? null : (
        <i className={styles.expected} style={{ left: expected.x, width: expected.width }} />
      )}
      {actual === null ? null : (
        <i
          className={styles.actual}
          data-state={row.state}
          style={{ left: actual.x, width: actual.width }}
        />
      )}
      {row.actual === undefined || actual === null ? null : (
        <Hours
          {...{ series, theme }}
          fromMs={row.actual.fromMs}
          toMs={row.actual.toMs ?? nowMs}
          left={actual.x}
          width={actual.width}
        />
      )}
    </>
  );
}

/** Outside of the bars' room, for a mark at its edge would be cut. */
export function Marks({ marks, frame }: { readonly marks: RowMarks; readonly frame: LiveFrame }) {
  return marks.marks
    .filter(({ x }) => x >= 0 && x <= frame.width)
    .map((mark) => (
      <span
        key={mark.x}
        className={styles.mark}
        data-shape={mark.shape}
        style={{ left: frame.left + mark.x }}
        aria-hidden="true"
      >
        <DecisionIcon shape={mark.shape} differs={mark.differs} />
      </span>
    ));
}

interface HoursProps {
  readonly series: Series;
  readonly theme: "light" | "dark";
  readonly fromMs: number;
  readonly toMs: number;
  readonly left: number;
  readonly width: number;
}

/** The colours of the hours that were used, stretched with the bar. */
function Hours({ series, theme, fromMs, toMs, left, width }: HoursProps) {
  const bins = joinBins(stepsBetween(series, fromMs, Math.max(toMs, fromMs + 1)), 4);
  const length = Math.max(1, toMs - fromMs);
  return bins.map((bin) => (
    <i
      key={bin.fromMs}
      className={styles.hour}
      style={{
        left: left + ((bin.fromMs - fromMs) / length) * width,
        width: ((bin.toMs - bin.fromMs) / length) * width,
        background: carbonColor(bin.mean, theme),
      }}
    />
  ));
}
