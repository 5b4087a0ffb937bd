/** Which week to zoom to first: the one that emitted most. */
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { AuditSeries } from "../../preview/accounting/types.ts";
import { nextDay, weekStart } from "../../preview/calendar.ts";
import type { World } from "../../preview/types.ts";

/** A whole calendar week, cut to the period. */
export function busiestWeek(series: AuditSeries, { period }: Pick<World, "period">): VisibleWindow {
  const { edgesMs, operationalG, embodiedG } = series;
  const totals = new Map<number, number>();
  for (const [index, embodied] of embodiedG.entries()) {
    const monday = weekStart(Math.max(period.fromMs, edgesMs[index] as number), period.zone);
    const emitted = Object.values(operationalG).reduce(
      (sum, values) => sum + (values[index] ?? 0),
      embodied,
    );
    totals.set(monday, (totals.get(monday) ?? 0) + emitted);
  }
  const [[monday] = [period.fromMs]] = [...totals].toSorted((a, b) => b[1] - a[1]);
  return {
    fromMs: Math.max(period.fromMs, monday),
    toMs: Math.min(period.toMs, nextDay(monday, period.zone, 7)),
  };
}
