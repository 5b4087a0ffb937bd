/** How a policy did in each week of a long period: one good week proves nothing. */
import { podOperationalG } from "../../engine/core/account/attribute.ts";
import { sitesOf } from "../../engine/core/site/site.ts";
import { nextDay, weekStart } from "./calendar.ts";
import type { PreviewAnswer } from "./protocol.ts";
import type { Timeline } from "./types.ts";

export interface Week {
  readonly fromMs: number;
  readonly toMs: number;
  /** Operational carbon of the steps, baseline minus policy; positive is better. */
  readonly savedG: number;
}

/** Savings by the week in which the work was asked for; the steps' carbon, without idle nodes. */
export function weeklySavings(answer: PreviewAnswer, policy: string): Week[] {
  const { world, timelines } = answer;
  const find = (name: string) => timelines.find((each) => each.policy === name);
  const [chosen, baseline] = [find(policy), find(world.baseline)];
  if (chosen === undefined || baseline === undefined) return [];
  const sites = sitesOf(world);
  const { zone } = world.period;
  const weekOf = world.workload.requestedAtMs.map((askedAtMs) => weekStart(askedAtMs, zone));
  const saved = new Map([...new Set(weekOf)].map((monday) => [monday, 0]));
  const add = (timeline: Timeline, sign: 1 | -1) => {
    for (const pod of timeline.pods) {
      const monday = weekOf[pod.request] as number;
      saved.set(monday, (saved.get(monday) ?? 0) + sign * podOperationalG(pod, sites));
    }
  };
  add(baseline, 1);
  add(chosen, -1);
  return [...saved].map(([fromMs, savedG]) => ({
    fromMs,
    toMs: nextDay(fromMs, zone, 7),
    savedG,
  }));
}
