/** Holds a live run against its replay: decisions, node trees, durations, energy. */
import type { ReplayContext } from "../simulate/context.ts";
import type { ActiveRun } from "../simulate/state.ts";
import type { PodRecord, Timeline } from "../timeline/timeline.ts";
import type { DurationMs } from "../units/units.ts";
import type { WorkflowRun } from "../workflow/state.ts";
import { decidedAlike, type PairedDecision, pairDecisions } from "./decisions.ts";

/** A run as one of both drivers left it. */
export interface DrivenRun {
  readonly timeline: Timeline;
  /** Workflow runs by request. */
  readonly runs: Readonly<Record<number, ActiveRun | undefined>>;
}

export interface DurationParity {
  readonly template: string;
  readonly pods: { readonly live: number; readonly replayed: number };
  /** Means over the pods; null where there are none. */
  readonly measuredMs: DurationMs | null;
  readonly predictedMs: DurationMs | null;
  /** CPU time over the pods, seconds: as measured, and what the profile's utilisation comes to. */
  readonly measuredCpuS: number | null;
  readonly predictedCpuS: number | null;
}

export interface TreeDifference {
  readonly request: number;
  /** `[0].train: Pod Succeeded; the replay has Pod Failed`. */
  readonly nodes: readonly string[];
}

export interface ParityFindings {
  readonly decisions: {
    readonly live: number;
    readonly replayed: number;
    readonly alike: number;
    readonly differing: readonly PairedDecision[];
  };
  readonly trees: {
    readonly live: number;
    readonly replayed: number;
    readonly alike: number;
    readonly differing: readonly TreeDifference[];
  };
  readonly durations: readonly DurationParity[];
  /** Decisions and trees agree; durations and energy are shown, not judged. */
  readonly agrees: boolean;
}

/** @param tickMs how far apart decisions may be and still be the same */
export function parityOf(
  context: ReplayContext,
  live: DrivenRun,
  replayed: DrivenRun,
  tickMs: DurationMs,
): ParityFindings {
  const pairs = pairDecisions(live.timeline.decisions, replayed.timeline.decisions);
  const differing = pairs.filter((pair) => !decidedAlike(pair, tickMs));
  const trees = treesOf(context, live, replayed);
  const counts = [live.timeline.decisions.length, replayed.timeline.decisions.length];
  return {
    decisions: {
      live: live.timeline.decisions.length,
      replayed: replayed.timeline.decisions.length,
      alike: pairs.length - differing.length,
      differing,
    },
    trees,
    durations: durationsOf(live.timeline.pods, replayed.timeline.pods),
    agrees:
      differing.length === 0 &&
      counts[0] === counts[1] &&
      trees.differing.length === 0 &&
      trees.live === trees.replayed,
  };
}

function treesOf(
  { plan }: ReplayContext,
  live: DrivenRun,
  replayed: DrivenRun,
): ParityFindings["trees"] {
  const differing: TreeDifference[] = [];
  const requests = Object.keys(live.runs).map(Number);
  for (const request of requests) {
    const nodes = nodeDifferences(
      nodesOf(plan.name, live.runs[request]?.run),
      nodesOf(plan.name, replayed.runs[request]?.run),
    );
    if (nodes.length > 0) differing.push({ request, nodes });
  }
  return {
    live: requests.length,
    replayed: Object.keys(replayed.runs).length,
    alike: requests.length - differing.length,
    differing,
  };
}

/** `Pod Succeeded` by the node's name without the workflow's. */
function nodesOf(workflow: string, run: WorkflowRun | undefined): ReadonlyMap<string, string> {
  const nodes = run?.nodes ?? [];
  return new Map(
    nodes.map(({ name, type, phase }) => [name.slice(workflow.length) || ".", `${type} ${phase}`]),
  );
}

function nodeDifferences(
  live: ReadonlyMap<string, string>,
  replayed: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...live.keys(), ...replayed.keys()]);
  return [...names].flatMap((name) => {
    const [here, there] = [live.get(name) ?? "nothing", replayed.get(name) ?? "nothing"];
    return here === there ? [] : [`${name}: ${here}; the replay has ${there}`];
  });
}

function durationsOf(live: readonly PodRecord[], replayed: readonly PodRecord[]): DurationParity[] {
  const names = new Set([...replayed, ...live].map(({ templateName }) => templateName));
  return [...names].map((template) => {
    const here = live.filter(({ templateName }) => templateName === template);
    const there = replayed.filter(({ templateName }) => templateName === template);
    return {
      template,
      pods: { live: here.length, replayed: there.length },
      measuredMs: mean(here.map(durationOf)),
      predictedMs: mean(there.map(durationOf)),
      measuredCpuS: mean(here.map(cpuSecondsOf)),
      predictedCpuS: mean(there.map(cpuSecondsOf)),
    };
  });
}

function durationOf({ startedAtMs, finishedAtMs }: PodRecord): DurationMs {
  return finishedAtMs - startedAtMs;
}

function cpuSecondsOf(pod: PodRecord): number {
  return pod.cpuSeconds ?? (durationOf(pod) / 1_000) * pod.cpu * pod.utilisation;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length;
}
