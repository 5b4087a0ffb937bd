/** Which stretch of a long period is shown hour by hour. */
import type { World } from "../../core/scenario/world.ts";
import { DAY_MS } from "../../core/units/units.ts";
import { midnights, weekdayOf } from "./calendar.ts";
import type { Lane, Span } from "./requests.ts";

/** A period up to this long is shown whole. */
const WHOLE_MS = 21 * DAY_MS;
/** More runs than this in one lane are too narrow to tell apart. */
const MAX_RUNS = 100;
const MONDAY = 1;

export interface CloseUp extends Span {
  /** How the stretch was chosen; undefined when it is the whole period. */
  readonly because?: string;
}

/** The whole period, or the week whose carbon differs most; undefined when runs are too many. */
export function chooseCloseUp({ period }: World, lanes: readonly Lane[]): CloseUp | undefined {
  const whole = { fromMs: period.fromMs, toMs: period.toMs };
  if (period.toMs - period.fromMs <= WHOLE_MS) {
    return countIn(lanes, whole) <= MAX_RUNS ? whole : undefined;
  }
  const mondays = midnights(period.fromMs, period.toMs, period.zone).filter(
    (atMs) => weekdayOf(atMs, period.zone) === MONDAY,
  );
  const weeks = mondays.slice(1).map((toMs, index) => ({ fromMs: mondays[index] as number, toMs }));
  const usable = weeks.filter((week) => countIn(lanes, week) <= MAX_RUNS);
  const busy = usable.filter((week) => lanes.every((lane) => runsOrNever(lane, week)));
  const week = best(busy.length > 0 ? busy : usable, lanes);
  if (week === undefined) return undefined;
  const among = busy.length > 0 ? "among the weeks in which every policy that ever runs does" : "";
  const because = `the week in which the policies' carbon differs most${among && `, ${among}`}`;
  return { ...week, because };
}

function best(weeks: readonly Span[], lanes: readonly Lane[]): Span | undefined {
  let chosen: Span | undefined;
  let widest = -1;
  for (const week of weeks) {
    const spread = spreadOf(lanes.map((lane) => carbonIn(lane, week)));
    if (spread > widest) {
      widest = spread;
      chosen = week;
    }
  }
  return chosen;
}

function spreadOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

function carbonIn({ requests, carbonG }: Lane, week: Span): number {
  return requests.reduce(
    (sum, each, index) => (isIn(each.askedAtMs, week) ? sum + (carbonG[index] ?? 0) : sum),
    0,
  );
}

function runsOrNever({ requests, result }: Lane, week: Span): boolean {
  if (result.runs === 0) return true;
  return requests.some((each) => each.startedAtMs !== undefined && isIn(each.askedAtMs, week));
}

function countIn(lanes: readonly Lane[], span: Span): number {
  return lanes[0]?.requests.filter((each) => isIn(each.askedAtMs, span)).length ?? 0;
}

export function isIn(atMs: number, { fromMs, toMs }: Span): boolean {
  return atMs >= fromMs && atMs < toMs;
}
