/** How far a policy's runs are from the best starts that they could have had: timing, nothing else. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { operationalG, podPowerW } from "../cluster/power.ts";
import { CompensatedSum, sumOf } from "../math/sum.ts";
import { graphBoundG } from "../optimum/graph-bound.ts";
import { regretPct } from "../optimum/optimum.ts";
import { bestShift, type PowerPiece, shiftedIntegral } from "../optimum/shift.ts";
import type { World } from "../scenario/world.ts";
import { type PreparedWorld, prepareWorld } from "../simulate/context.ts";
import { HOME, poolOf, type Site, scoringTrace, siteOf } from "../site/site.ts";
import type { PodRecord, RequestRecord, Timeline } from "../timeline/timeline.ts";
import type { GramsCo2e, InstantMs } from "../units/units.ts";
import type { Comparison } from "./compare.ts";
import type { PolicyResult } from "./result.ts";
import { runGraphOf } from "./run-graph.ts";

/** What the runs of a policy emitted, and what the same runs would have at their best starts. */
export interface ShiftRegret {
  /** Runs that ended; skipped and unfinished requests have none to compare. */
  readonly runs: number;
  /** Of their pods: dynamic power, the idle power that they reserved, and PUE on both. */
  readonly operationalG: GramsCo2e;
  /** The least that the same pods would have emitted, each run moved as a whole. */
  readonly optimumG: GramsCo2e;
  /** `operationalG` above `optimumG`, in percent of it; null where that is 0. */
  readonly regretPct: number | null;
}

/** The same, and how far the runs are from what no schedule of their steps is below. */
export interface Regret extends ShiftRegret {
  /**
   * What no schedule of these runs is below, with every step put off on its own, and suspended where a
   * checkpoint allows it; nodes always free. At most `optimumG`; whether it can be reached is not said.
   */
  readonly boundG: GramsCo2e;
  /** `operationalG` above `boundG`, in percent of it; null where that is 0. */
  readonly aboveBoundPct: number | null;
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
 * is dragged, and this repeats every run once more.
 */
export function withRegret(
  world: World,
  comparison: Comparison,
  prepared: PreparedWorld = prepareWorld(world),
): JudgedComparison {
  const { timelines } = comparison;
  const results = comparison.results.map((result, index) => {
    const timeline = timelines[index] as Timeline;
    return { ...result, regret: regretOf(prepared, timeline) };
  });
  return { results, timelines };
}

/**
 * Every run that ended, against itself moved in time: same pods, same durations, same power, same waits
 * between them, on the intensity that came true. A run may begin between asking and the last moment from
 * which it ends by its deadline and inside the period; one that began later than that, or before it was
 * asked for, is compared with all starts up to, or from, its own. Whether nodes were free is not asked, so the optimum is a lower bound where nodes are few.
 * A run stays in the region that it ran in.
 * Never negative, because the run as it happened is one of those that it is compared with.
 */
export function shiftRegretOf(prepared: PreparedWorld, timeline: Timeline): ShiftRegret {
  return summed(shiftsOf(prepared, timeline));
}

/** The regret of whole runs, and against what no schedule of their steps is below. */
export function regretOf(prepared: PreparedWorld, timeline: Timeline): Regret {
  const shifts = shiftsOf(prepared, timeline);
  const boundOf = boundsOf(prepared, timeline);
  const bound = new CompensatedSum();
  // Both are the same sum in another order where nothing but the whole run can move.
  for (const { request, leastG } of shifts) bound.add(Math.min(leastG, boundOf(request)));
  const whole = summed(shifts);
  const aboveBoundPct = regretPct(whole.operationalG, bound.value);
  return { ...whole, boundG: bound.value, aboveBoundPct };
}

/** A run that ended: what it emitted, and the least of it moved as a whole. */
interface Shift {
  readonly request: RequestRecord;
  readonly operationalG: GramsCo2e;
  readonly leastG: GramsCo2e;
}

function shiftsOf(prepared: PreparedWorld, timeline: Timeline): Shift[] {
  const profiles = profilesOf(prepared, timeline);
  return timeline.requests.flatMap((request) => {
    const { startedAtMs, finishedAtMs } = request;
    if (startedAtMs === undefined || finishedAtMs === undefined) return [];
    const { pieces: profile, trace } = profiles[request.index] as RunProfile;
    const insideMs = timeline.toMs - lastEndMs(profile, finishedAtMs);
    const latestMs = Math.min(request.deadlineMs - finishedAtMs, insideMs);
    // A policy that hears of the work before it is asked for may have begun it then.
    const earliestMs = Math.min(0, request.askedAtMs - startedAtMs);
    const shiftMs = bestShift(trace, profile, earliestMs, Math.max(0, latestMs));
    const asHappened = shiftedIntegral(trace, profile, 0);
    const least = Math.min(asHappened, shiftedIntegral(trace, profile, shiftMs));
    const operational = operationalG(1, asHappened);
    return [{ request, operationalG: operational, leastG: operationalG(1, least) }];
  });
}

function summed(shifts: readonly Shift[]): ShiftRegret {
  const operational = sumOf(shifts.map((shift) => shift.operationalG));
  const optimum = sumOf(shifts.map((shift) => shift.leastG));
  return {
    runs: shifts.length,
    operationalG: operational,
    optimumG: optimum,
    regretPct: regretPct(operational, optimum),
  };
}

/** What a request's run cannot emit less than; a run that ended late has the time that it took. */
function boundsOf(
  prepared: PreparedWorld,
  { policy, pods, requests, toMs }: Timeline,
): (request: RequestRecord) => GramsCo2e {
  const records: PodRecord[][] = requests.map(() => []);
  for (const pod of pods) records[pod.request]?.push(pod);
  return ({ index, askedAtMs, startedAtMs = askedAtMs, deadlineMs, finishedAtMs = 0 }) => {
    const own = records[index] ?? [];
    const run = runGraphOf(prepared, policy, index, own);
    const trace = scoringTrace(siteOf(prepared.sites, own[0] ?? {}));
    const untilMs = Math.min(toMs, Math.max(deadlineMs, finishedAtMs));
    return graphBoundG(run.graph, { fromMs: Math.min(askedAtMs, startedAtMs), untilMs }, trace);
  };
}

/** What the pods of a request drew, and the grid that they drew it from. */
interface RunProfile {
  readonly pieces: PowerPiece[];
  trace: CarbonTrace;
}

function profilesOf({ sites }: PreparedWorld, { pods, requests }: Timeline): RunProfile[] {
  const trace = scoringTrace(sites[HOME] as Site);
  const profiles = requests.map((): RunProfile => ({ pieces: [], trace }));
  for (const pod of pods) {
    const { startedAtMs, finishedAtMs } = pod;
    const profile = profiles[pod.request] as RunProfile;
    const powerW = podPowerW(pod, poolOf(sites, pod));
    profile.pieces.push({ startMs: startedAtMs, endMs: finishedAtMs, powerW });
    profile.trace = scoringTrace(siteOf(sites, pod));
  }
  return profiles;
}

/** A daemon may be stopped after its run has ended. */
function lastEndMs(profile: readonly PowerPiece[], finishedAtMs: InstantMs): InstantMs {
  let last = finishedAtMs;
  for (const { endMs } of profile) if (endMs > last) last = endMs;
  return last;
}
