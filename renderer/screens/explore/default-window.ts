/** Which stretch of a long period to show first: a week in which the policies really differ. */
import type { VisibleWindow } from "../../charts/visible-window.ts";
import { DAY_MS, nextDay, weekStart } from "../../preview/calendar.ts";
import type { PreviewAnswer } from "../../preview/protocol.ts";

/** Periods up to this length are shown whole. */
export const WHOLE_PERIOD_MAX_MS = 10 * DAY_MS;

/** The whole period when it is short, else the calendar week where starts differ most. */
export function defaultWindow(answer: PreviewAnswer): VisibleWindow {
  const { fromMs, toMs, zone } = answer.world.period;
  if (toMs - fromMs <= WHOLE_PERIOD_MAX_MS) return { fromMs, toMs };
  const spread = spreadByWeek(answer);
  let best = { fromMs, toMs: nextDay(fromMs, zone, 7) };
  let most = -1;
  for (const [monday, differenceMs] of spread) {
    const end = nextDay(monday, zone, 7);
    if (monday < fromMs || end > toMs || differenceMs <= most) continue;
    best = { fromMs: monday, toMs: end };
    most = differenceMs;
  }
  return best;
}

/**
 * How differently the policies answered in each week: distinct answers and the distance of starts,
 * summed over its requests. A week in which some policy never ran shows less of it and counts half.
 */
function spreadByWeek({ world, timelines }: PreviewAnswer): Map<number, number> {
  const weeks = new Map<number, { spreadMs: number; ran: Set<string> }>();
  world.workload.requestedAtMs.forEach((askedAtMs, index) => {
    const monday = weekStart(askedAtMs, world.period.zone);
    const week = weeks.get(monday) ?? { spreadMs: 0, ran: new Set() };
    weeks.set(monday, week);
    const starts = timelines.map(({ policy, requests }) => {
      const startedAtMs = requests[index]?.startedAtMs;
      if (startedAtMs !== undefined) week.ran.add(policy);
      return startedAtMs;
    });
    const known = starts.filter((each) => each !== undefined);
    const rangeMs = known.length === 0 ? 0 : Math.max(...known) - Math.min(...known);
    week.spreadMs += new Set(starts).size * DAY_MS + rangeMs;
  });
  const weight = (ran: number) => (ran === timelines.length ? 1 : 0.5);
  return new Map(
    [...weeks].map(([monday, { spreadMs, ran }]) => [monday, spreadMs * weight(ran.size)]),
  );
}
