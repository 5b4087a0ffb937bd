/** Grid intensity over the visible window, as line and area and as the colours of its hours. */
import { memo, useMemo } from "react";
import type { LiveRunView } from "../../../engine/contract/live.ts";
import { intensityMarks, intensityScale, intensityTicks } from "../../charts/intensity.ts";
import { carbonColor } from "../../charts/palette/carbon.ts";
import { joinBins, stepsBetween } from "../../charts/series.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { LiveFrame } from "./frame.ts";
import styles from "./picture.module.css";

const PLOT = { top: 8, height: 84 };
const STRIP = { top: PLOT.top + PLOT.height + 4, height: 8 };
const HEIGHT = STRIP.top + STRIP.height + 8;
/** More steps than this are one stroke thick: neighbours are joined. */
const MAX_STEPS = 2_000;

interface GridPartProps {
  readonly grid: LiveRunView["grid"];
  readonly window: VisibleWindow;
  readonly frame: LiveFrame;
  readonly theme: "light" | "dark";
}

export const GridPart = memo(function GridPart({ grid, window, frame, theme }: GridPartProps) {
  const { left, width, x } = frame;
  const series = useMemo(() => seriesOf(grid), [grid]);
  const bins = useMemo(() => {
    const steps = stepsBetween(series, window.fromMs, window.toMs);
    return steps.length > MAX_STEPS ? joinBins(steps, 30) : steps;
  }, [series, window]);
  const y = useMemo(() => {
    const most = bins.reduce((top, { mean }) => Math.max(top, mean), 0);
    return intensityScale(most, PLOT.top, PLOT.height);
  }, [bins]);
  const marks = useMemo(() => intensityMarks(bins, x, y), [bins, x, y]);
  return (
    <div className={styles.part} style={{ height: HEIGHT }}>
      <p className={styles.caption} style={{ width: left - 34 }}>
        <strong>Carbon intensity</strong>
        <span>g CO₂e/kWh, {grid.zone}</span>
      </p>
      <svg className={styles.svg} style={{ left }} width={width} height={HEIGHT} aria-hidden="true">
        <path d={marks.area} className={styles.area} />
        <g className={styles.grid}>
          {intensityTicks(y).map((tick) => (
            <g key={tick}>
              <line x1={0} x2={width} y1={y(tick)} y2={y(tick)} />
              <text x={-8} y={y(tick) + 4} textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
        </g>
        <path d={marks.line} className={styles.line} />
        {joinBins(bins, 4).map((bin) => (
          <rect
            key={bin.fromMs}
            x={x(bin.fromMs)}
            width={x(bin.toMs) - x(bin.fromMs) + 0.4}
            y={STRIP.top}
            height={STRIP.height}
            fill={carbonColor(bin.mean, theme)}
          />
        ))}
      </svg>
    </div>
  );
});

/** The grid of a view as the charts read one. */
export function seriesOf({ fromMs, stepMs, gPerKwh }: LiveRunView["grid"]) {
  return { startMs: fromMs, stepMs, gPerKwh };
}
