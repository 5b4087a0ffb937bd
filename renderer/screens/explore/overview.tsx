/** The whole period in one strip, with the visible window as a brush. */
import { useMemo } from "react";
import { intensityMarks, type LinearScale, timeScale } from "../../charts/intensity.ts";
import { scaleOf, weekBars } from "../../charts/overview.ts";
import { type Bin, binBy } from "../../charts/series.ts";
import { DAY_MS, daysBetween, monthText } from "../../preview/calendar.ts";
import { type Week, weeklySavings } from "../../preview/weekly.ts";
import { Brush } from "../shared/brush.tsx";
import { useWidth } from "../shared/use-width.ts";
import { Strip } from "./intensity-layer.tsx";
import styles from "./overview.module.css";
import type { View } from "./view.ts";

const LINE_HEIGHT = 34;
const WEEKS = { top: 39, height: 16 };
const HEIGHT = WEEKS.top + WEEKS.height;

export function Overview({ view }: { readonly view: View }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { base } = view.answer;
  const { period } = view;
  const days = useMemo(
    () => daysBetween(base.period.fromMs, base.period.toMs, base.period.zone),
    [base],
  );
  const bins = useMemo(() => binBy(base.grid.trace, days), [base, days]);
  const x = timeScale(period.fromMs, period.toMs, width);
  const weeks = useMemo(() => weeklySavings(view.answer, view.policy), [view.answer, view.policy]);
  const months = days.filter((day) => day.time.day === 1);
  return (
    <div className={styles.overview}>
      <p className={styles.caption}>
        <strong>Whole period</strong>
        <span>daily mean, drag to move</span>
        <span className={styles.weeks}>{weeksText(view, weeks)}</span>
      </p>
      <div className={styles.plot} ref={ref}>
        {width === 0 ? null : (
          <>
            <Line bins={bins} weeks={weeks} x={x} width={width} theme={view.theme} />
            {months.map((day) => (
              <span key={day.fromMs} className={styles.month} style={{ left: x(day.fromMs) }}>
                {x(day.fromMs + 28 * DAY_MS) - x(day.fromMs) > 26 ? monthText(day.time) : ""}
              </span>
            ))}
            <Brush {...view} zone={base.period.zone} x={x} height={HEIGHT} />
          </>
        )}
      </div>
    </div>
  );
}

/** Better, worse or the same, by week; said because one week proves nothing. */
function weeksText({ result, baseline }: View, weeks: readonly Week[]): string {
  if (result.policy === baseline.policy) return "the baseline itself";
  const better = weeks.filter((week) => week.savedG > 0).length;
  return `better in ${better} of ${weeks.length} weeks`;
}

interface LineProps {
  readonly weeks: readonly Week[];
  readonly bins: readonly Bin[];
  readonly x: LinearScale;
  readonly width: number;
  readonly theme: View["theme"];
}

function Line({ bins, weeks, x, width, theme }: LineProps) {
  const y = scaleOf(bins, LINE_HEIGHT - 8);
  const flat = bins.map((bin) => ({ ...bin, min: bin.mean, max: bin.mean }));
  return (
    <svg width={width} height={HEIGHT} className={styles.svg} aria-hidden="true">
      <path d={intensityMarks(flat, x, y).area} className={styles.area} />
      <path d={intensityMarks(flat, x, y).line} className={styles.line} />
      <Strip bins={bins} x={x} top={LINE_HEIGHT - 7} height={7} theme={theme} />
      {weekBars(weeks, x, WEEKS.top, WEEKS.height).map((bar) => (
        <rect
          key={bar.fromMs}
          x={bar.x}
          width={bar.width}
          y={bar.y}
          height={bar.height}
          className={bar.better ? styles.better : styles.worse}
        />
      ))}
    </svg>
  );
}
