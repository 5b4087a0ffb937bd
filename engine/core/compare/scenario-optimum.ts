/** The lowest-carbon schedule of a scenario's requests, with perfect knowledge, and what is proven of it. */
import { allocatable } from "../cluster/node-pool.ts";
import { podPowerW } from "../cluster/power.ts";
import { sumOf } from "../math/sum.ts";
import type { Nodes } from "../optimum/fit.ts";
import type { PreparedWorld } from "../simulate/context.ts";
import { poolOf, type Site, scoringTrace, siteOf } from "../site/site.ts";
import type { PodRecord, RequestRecord, Timeline } from "../timeline/timeline.ts";
import type { GramsCo2e } from "../units/units.ts";
import { besideEachOther, fitTogether, groupsOf, type Proof } from "./crowded-runs.ts";
import { runGraphOf } from "./run-graph.ts";
import {
  type EndedRun,
  type Part,
  partsG,
  type RunOptimum,
  runOptimum,
  spanOf,
} from "./run-optimum.ts";

/** What a figure is: an optimum, one that a solver proved, or what no schedule is below. */
export type Claim = "exact" | "exact (MILP)" | "lower bound";

export interface RequestOptimum {
  readonly request: RequestRecord;
  /** Its schedule; ascending by start. */
  readonly parts: readonly Part[];
  readonly asReplayedG: GramsCo2e;
  /** Of the schedule. */
  readonly carbonG: GramsCo2e;
  /** No schedule of this run is below; that of the schedule where it is exact. */
  readonly boundG: GramsCo2e;
  readonly claim: Claim;
  readonly argument: string;
}

export interface ScenarioOptimum {
  /** Whose runs these are: which requests ran, and how long their pods took. */
  readonly policy: string;
  readonly requests: readonly RequestOptimum[];
  readonly asReplayedG: GramsCo2e;
  readonly carbonG: GramsCo2e;
  /** Above the sum of the runs' own where they share too few nodes. */
  readonly boundG: GramsCo2e;
  /** The schedule above the bound, in percent of the bound; null where that is 0. */
  readonly gapPct: number | null;
  readonly claim: Claim;
}

export interface OptimumOptions {
  /** Absent: runs that share nodes are only bounded. */
  readonly proof?: Proof;
  /** Told after each run that is searched, and after those that are looked at together. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The optimum of the runs that a policy made: the same pods for the same time at the same power, placed
 * anew between asking and deadline, in the order of the workflow, on the nodes of the region that they ran
 * in. Counted is what
 * `regretOf` counts: dynamic power, the idle power that pods reserve, and PUE on both; nodes are there
 * when they are wanted, so start-up, idleness and tails are not in it.
 *
 * Runs are searched one by one. Where their schedules fit on the nodes together that is the optimum of
 * all, because no run can do better than alone. Runs that do not fit are moved apart, group by group.
 */
export function scenarioOptimum(
  prepared: PreparedWorld,
  timeline: Timeline,
  { proof, onProgress }: OptimumOptions = {},
): ScenarioOptimum {
  const runs = endedRuns(prepared, timeline);
  const found = runs.map((run, index) => {
    const optimum = runOptimum(run);
    onProgress?.(index + 1, 2 * runs.length);
    return optimum;
  });
  /** What the bound of all is above the sum of the runs' own. */
  let raisedG = 0;
  let together = runs.length;
  for (const group of groupsOf(runs)) {
    onProgress?.(together, 2 * runs.length);
    together += group.length;
    const alone = group.map((index) => found[index] as RunOptimum);
    const own = group.map((index) => runs[index] as EndedRun);
    const { site } = own[0] as EndedRun;
    if (group.length > 1 && sharesMoreThanNodes(prepared, site)) {
      for (const index of group) found[index] = onlyBounded(found[index] as RunOptimum);
      continue;
    }
    if (fitTogether(alone, nodesOf(site))) continue;
    const beside = besideEachOther(own, alone, nodesOf(site), scoringTrace(site), proof);
    beside.runs.forEach((each, at) => {
      found[group[at] as number] = each;
    });
    raisedG += beside.boundG - sumOf(beside.runs.map(({ boundG }) => boundG));
  }
  const requests = runs.map((run, index) => judged(run, found[index] as RunOptimum));
  return { policy: timeline.policy, requests, ...totalsOf(requests, raisedG) };
}

/** What all nodes of a region with one pool have for pods. */
function nodesOf({ pool }: Site): Nodes {
  const { cpu: vcpu, memoryGib } = allocatable(pool);
  return { vcpu, memoryGib, maxNodes: pool.maxNodes };
}

/** Several pools, accelerators, multi-node jobs and quotas are room that is not counted here. */
function sharesMoreThanNodes({ world, profiles }: PreparedWorld, { pools }: Site): boolean {
  const gangs = profiles.some(({ replicas = 1 }) => replicas > 1);
  const [pool] = pools;
  return pools.length > 1 || pool?.gpu !== undefined || gangs || world.quotas !== undefined;
}

function onlyBounded(optimum: RunOptimum): RunOptimum {
  const argument = "each run alone; that runs share pools, accelerators or quotas is left out";
  return { ...optimum, exact: false, argument };
}

/** Every run that ended, with its graph and the time in which it has to lie. */
function endedRuns(
  prepared: PreparedWorld,
  { policy, pods, requests, toMs }: Timeline,
): EndedRun[] {
  const records: PodRecord[][] = requests.map(() => []);
  for (const pod of pods) records[pod.request]?.push(pod);
  return requests.flatMap((request) => {
    if (request.finishedAtMs === undefined) return [];
    const own = records[request.index] ?? [];
    const run = runGraphOf(prepared, policy, request.index, own);
    const site = siteOf(prepared.sites, own[0] ?? {});
    const span = spanOf(run, request, site, toMs);
    const asReplayed = own.map((pod) => partOf(prepared, pod));
    return [{ ...run, request, site, span, asReplayed }];
  });
}

function partOf({ plan, sites }: PreparedWorld, pod: PodRecord): Part {
  const template = plan.templates.find(({ name }) => name === pod.templateName);
  return {
    step: pod.displayName,
    startMs: pod.startedAtMs,
    endMs: pod.finishedAtMs,
    powerW: podPowerW(pod, poolOf(sites, pod)),
    cpu: pod.cpu,
    memoryGib: template?.kind === "leaf" ? template.requests.memoryGib : 0,
  };
}

function judged(
  { request, asReplayed, site }: EndedRun,
  { parts, carbonG, boundG, exact, proven, argument }: RunOptimum,
): RequestOptimum {
  const claim = !exact ? "lower bound" : proven === true ? "exact (MILP)" : "exact";
  const byStart = parts.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  const asReplayedG = partsG(asReplayed, scoringTrace(site));
  return { request, parts: byStart, asReplayedG, carbonG, boundG, claim, argument };
}

function totalsOf(requests: readonly RequestOptimum[], raisedG: GramsCo2e) {
  const total = (read: (each: RequestOptimum) => number) => sumOf(requests.map(read));
  const carbonG = total((each) => each.carbonG);
  const boundG = Math.min(carbonG, total((each) => each.boundG) + raisedG);
  const is = (claim: Claim) => requests.some((each) => each.claim === claim);
  const claim: Claim = is("lower bound")
    ? "lower bound"
    : is("exact (MILP)")
      ? "exact (MILP)"
      : "exact";
  return {
    asReplayedG: total((each) => each.asReplayedG),
    carbonG,
    boundG,
    gapPct: boundG > 0 ? ((carbonG - boundG) / boundG) * 100 : null,
    claim,
  };
}
