/** The whole period in one strip, with the visible window as a brush. */
import { useMemo } from "react";
import { stackPaths, stackScale } from "../../charts/accounting/stack.ts";
import { timeScale } from "../../charts/intensity.ts";
import { DAY_MS, daysBetween, monthText } from "../../preview/calendar.ts";
import { Brush } from "../shared/brush.tsx";
import { useWidth } from "../shared/use-width.ts";
import { sumAt, type TimeSeries } from "./series.ts";
import styles from "./time-chart.module.css";
import type { AccountView } from "./view.ts";

const HEIGHT = 34;

interface TimeOverviewProps {
  readonly view: AccountView;
  readonly series: TimeSeries;
}

export function TimeOverview({ view, series }: TimeOverviewProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { period, window, setWindow, world } = view;
  const x = useMemo(() => timeScale(period.fromMs, period.toMs, width), [period, width]);
  const path = useMemo(() => {
    const all = [{ kind: "all", values: series.edgesMs.slice(1).map((_, i) => sumAt(series, i)) }];
    const y = stackScale(all, 2, HEIGHT - 2);
    return stackPaths(all, series.edgesMs, x, y)[0]?.path ?? "";
  }, [series, x]);
  const months = useMemo(
    () =>
      daysBetween(period.fromMs, period.toMs, world.period.zone).filter(
        ({ time }) => time.day === 1,
      ),
    [period, world],
  );
  return (
    <div className={styles.overview} ref={ref}>
      {width === 0 ? null : (
        <>
          <svg width={width} height={HEIGHT} aria-hidden="true">
            <path d={path} className={styles.all} />
          </svg>
          {months.map(({ fromMs, time }) => (
            <span key={fromMs} className={styles.month} style={{ left: x(fromMs) }}>
              {x(fromMs + 28 * DAY_MS) - x(fromMs) > 26 ? monthText(time) : ""}
            </span>
          ))}
          <Brush {...{ window, period, x, setWindow }} zone={world.period.zone} height={HEIGHT} />
        </>
      )}
    </div>
  );
}
