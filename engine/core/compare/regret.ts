/** How far a policy's runs are from the best starts that they could have had: timing, nothing else. */

import { CarbonTrace } from "../carbon/trace.ts";
import type { NodePool } from "../cluster/node-pool.ts";
import { operationalG, podPowerW } from "../cluster/power.ts";
import { CompensatedSum } from "../math/sum.ts";
import { regretPct } from "../optimum/optimum.ts";
import { bestShift, type PowerPiece, shiftedIntegral } from "../optimum/shift.ts";
import type { World } from "../scenario/world.ts";
import type { Timeline } from "../timeline/timeline.ts";
import type { GramsCo2e, InstantMs } from "../units/units.ts";
import type { Comparison } from "./compare.ts";
import type { PolicyResult } from "./result.ts";

/** What the runs of a policy emitted, and what the same runs would have at their best starts. */
export interface Regret {
  /** Runs that ended; skipped and unfinished requests have none to compare. */
  readonly runs: number;
  /** Of their pods: dynamic power, the idle power that they reserved, and PUE on both. */
  readonly operationalG: GramsCo2e;
  /** The least that the same pods would have emitted, each run moved as a whole. */
  readonly optimumG: GramsCo2e;
  /** `operationalG` above `optimumG`, in percent of it; null where that is 0. */
  readonly regretPct: number | null;
}

/** What a policy of a comparison gave, and how far that is from the best possible. */
export interface JudgedResult extends PolicyResult {
  readonly regret: Regret;
}

export interface JudgedComparison extends Comparison {
  readonly results: readonly JudgedResult[];
}

/**
 * The comparison with the regret of each policy. `compare` leaves it out, because it answers while a handle
 * is dragged, and this takes a tenth of that time again.
 */
export function withRegret(world: World, comparison: Comparison): JudgedComparison {
  const { timelines } = comparison;
  const trace = new CarbonTrace(world.grid.trace);
  const results = comparison.results.map((result, index) => {
    const timeline = timelines[index] as Timeline;
    return { ...result, regret: regretOf(timeline, world.pool, trace) };
  });
  return { results, timelines };
}

/**
 * Every run that ended, against itself moved in time: same pods, same durations, same power, same waits
 * between them, on the intensity that came true. A run may begin between asking and the last moment from
 * which it ends by its deadline and inside the period; one that began later than that is compared with
 * all starts up to its own. Whether nodes were free is not asked, so the optimum is a lower bound where nodes are few.
 * Never negative, because the run as it happened is one of those that it is compared with.
 */
export function regretOf(timeline: Timeline, pool: NodePool, trace: CarbonTrace): Regret {
  const profiles = profilesOf(timeline, pool);
  const actual = new CompensatedSum();
  const least = new CompensatedSum();
  let runs = 0;
  for (const request of timeline.requests) {
    const { startedAtMs, finishedAtMs } = request;
    if (startedAtMs === undefined || finishedAtMs === undefined) continue;
    runs += 1;
    const profile = profiles[request.index] ?? [];
    const insideMs = timeline.toMs - lastEndMs(profile, finishedAtMs);
    const latestMs = Math.min(request.deadlineMs - finishedAtMs, insideMs);
    const earliestMs = request.askedAtMs - startedAtMs;
    const shiftMs = bestShift(trace, profile, earliestMs, Math.max(0, latestMs));
    const asHappened = shiftedIntegral(trace, profile, 0);
    actual.add(operationalG(1, asHappened));
    least.add(operationalG(1, Math.min(asHappened, shiftedIntegral(trace, profile, shiftMs))));
  }
  const [operational, optimum] = [actual.value, least.value];
  return {
    runs,
    operationalG: operational,
    optimumG: optimum,
    regretPct: regretPct(operational, optimum),
  };
}

/** What the pods of each request drew. */
function profilesOf({ pods, requests }: Timeline, pool: NodePool): PowerPiece[][] {
  const profiles: PowerPiece[][] = requests.map(() => []);
  for (const pod of pods) {
    const { startedAtMs, finishedAtMs } = pod;
    const powerW = podPowerW(pod, pool);
    profiles[pod.request]?.push({ startMs: startedAtMs, endMs: finishedAtMs, powerW });
  }
  return profiles;
}

/** A daemon may be stopped after its run has ended. */
function lastEndMs(profile: readonly PowerPiece[], finishedAtMs: InstantMs): InstantMs {
  let last = finishedAtMs;
  for (const { endMs } of profile) if (endMs > last) last = endMs;
  return last;
}
