/** The least carbon of one run for itself, with what is proven about it. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { operationalG } from "../cluster/power.ts";
import { unwrap } from "../issue.ts";
import { jobTrace } from "../jobs/trace.ts";
import { sumOf } from "../math/sum.ts";
import { checkpointOptimum } from "../optimum/checkpoint.ts";
import type { Held } from "../optimum/fit.ts";
import { graphBoundG } from "../optimum/graph-bound.ts";
import { type Among, graphOptimum } from "../optimum/graph-optimum.ts";
import { bestShift } from "../optimum/shift.ts";
import {
  type CheckpointTimes,
  fitsSpan,
  isFlexible,
  type Span,
  type Task,
  taskWindows,
} from "../optimum/task-graph.ts";
import { type Site, scoringTrace } from "../site/site.ts";
import type { RequestRecord } from "../timeline/timeline.ts";
import { type DurationMs, type GramsCo2e, MINUTE_MS, type Watts } from "../units/units.ts";
import type { RunGraph } from "./run-graph.ts";

/** A time in which a step runs; one that is suspended has several. */
export interface Part extends Held {
  readonly step: string;
  readonly powerW: Watts;
}

/** A run that ended, ready to be searched. */
export interface EndedRun extends RunGraph {
  readonly request: RequestRecord;
  /** Where it ran, and stays. */
  readonly site: Site;
  /** From asking to the deadline, or to its own end where the deadline leaves too little time. */
  readonly span: Span;
  /** Its pods as they were. */
  readonly asReplayed: readonly Part[];
}

/** A schedule, and grams that none is below; they are the same where it is exact. */
export interface RunOptimum {
  readonly parts: readonly Part[];
  readonly carbonG: GramsCo2e;
  readonly boundG: GramsCo2e;
  readonly exact: boolean;
  /** By a solver. */
  readonly proven?: boolean;
  /** What proves it, or why nothing does. */
  readonly argument: string;
}

const LEAST_CUT = "a least cut over all starts of its steps that can be best";
const CHECKPOINTS = "dynamic programming over all ways to suspend it";

/** The span that a run is searched in; its data has to be there before it. */
export function spanOf(run: RunGraph, request: RequestRecord, site: Site, toMs: number): Span {
  const { askedAtMs, deadlineMs, finishedAtMs = 0 } = request;
  const fromMs = askedAtMs + site.transfer.durationMs;
  const asked = { fromMs, untilMs: Math.min(toMs, deadlineMs) };
  if (fitsSpan(run.graph, taskWindows(run.graph, asked))) return asked;
  return { fromMs, untilMs: Math.min(toMs, Math.max(deadlineMs, finishedAtMs)) };
}

/** @param among keeps the run from where nodes are full; then nothing is proven */
export function runOptimum(run: EndedRun, among?: Among): RunOptimum {
  const truth = scoringTrace(run.site);
  if (run.loose !== undefined) return movedAsAWhole(run, truth, run.loose);
  const [only] = run.graph;
  const suspends = only?.checkpoint !== undefined && only.throughput === undefined;
  if (run.graph.length === 1 && suspends && among === undefined) {
    const suspended = suspendedOptimum(only, run.span, truth);
    if (suspended !== undefined) return suspended;
  }
  const found = graphOptimum(run.graph, run.span, truth, among);
  if (!found.ok) return movedAsAWhole(run, truth, found.issues[0]?.message ?? "it is too large");
  const { startsMs, totalG: carbonG } = found.value;
  const parts = run.graph.map((task, at) => partOf(task, startsMs[at] as number, task.durationMs));
  if (!run.graph.some(isFlexible)) {
    return { parts, carbonG, boundG: carbonG, exact: among === undefined, argument: LEAST_CUT };
  }
  const boundG = Math.min(carbonG, graphBoundG(run.graph, run.span, truth));
  const argument = "steps may be suspended or have replicas: each in the best of its own time";
  return { parts, carbonG, boundG, exact: false, argument };
}

/** One step that may be suspended; undefined where even whole minutes would be too large a search. */
function suspendedOptimum(task: Task, span: Span, truth: CarbonTrace): RunOptimum | undefined {
  const exact = partsOnLattice(task, span, truth, 1);
  if (exact !== undefined) {
    const carbonG = partsG(exact, truth);
    return { parts: exact, carbonG, boundG: carbonG, exact: true, argument: CHECKPOINTS };
  }
  const parts = partsOnLattice(task, span, truth, MINUTE_MS);
  if (parts === undefined) return undefined;
  const carbonG = partsG(parts, truth);
  const boundG = Math.min(carbonG, graphBoundG([task], span, truth));
  const argument =
    "its times are no round numbers: suspended at whole minutes, and checkpoints for nothing";
  return { parts, carbonG, boundG, exact: false, argument };
}

/**
 * The cheapest parts of a step with all its times at multiples of a tick: work and checkpoints are rounded up,
 * the time to wait down, so that they can be kept. Saving and loading are one loss of time for each
 * suspension: a part that is too short for what it has to do is never in a cheapest schedule, so where that
 * loss falls changes nothing.
 */
function partsOnLattice(
  task: Task,
  span: Span,
  truth: CarbonTrace,
  tickMs: DurationMs,
): Part[] | undefined {
  const { saveMs, restoreMs } = task.checkpoint as CheckpointTimes;
  const up = (ms: number) => Math.ceil(ms / tickMs) * tickMs;
  const fromMs = truth.startMs + up(span.fromMs - truth.startMs);
  const lengthMs = up(task.durationMs);
  const waitMs = Math.floor((span.untilMs - fromMs - lengthMs) / tickMs) * tickMs;
  if (waitMs < 0 || lengthMs === 0) return undefined;
  const jobs = jobTrace({
    arrivalMs: Float64Array.of(fromMs),
    lengthMs: Float64Array.of(lengthMs),
    cpus: Float64Array.of(1),
  });
  const input = { jobs: unwrap(jobs), truth, waitMs: Float64Array.of(waitMs), wattsPerCpu: 1 };
  const found = checkpointOptimum(input, up(saveMs + restoreMs));
  if (!found.ok) return undefined;
  const { plan } = found.value;
  let tooMuchMs = lengthMs - task.durationMs;
  const parts: Part[] = [];
  for (let at = plan.count - 1; at >= 0; at--) {
    const partMs = plan.lengthMs[at] as number;
    // What rounding added to the work is not worked off at the end.
    const cutMs = Math.min(tooMuchMs, partMs);
    tooMuchMs -= cutMs;
    if (partMs > cutMs) parts.unshift(partOf(task, plan.startMs[at] as number, partMs - cutMs));
  }
  return parts;
}

/** The best that can surely be done: its pods as they were, at another time; and the bound. */
function movedAsAWhole(run: EndedRun, truth: CarbonTrace, argument: string): RunOptimum {
  const { asReplayed, span } = run;
  const firstMs = Math.min(...asReplayed.map(({ startMs }) => startMs));
  const lastMs = Math.max(...asReplayed.map(({ endMs }) => endMs));
  const mayMove = asReplayed.length > 0 && lastMs <= span.untilMs;
  const byMs = mayMove
    ? bestShift(truth, asReplayed, span.fromMs - firstMs, span.untilMs - lastMs)
    : 0;
  const parts = asReplayed.map((part) => ({
    ...part,
    startMs: part.startMs + byMs,
    endMs: part.endMs + byMs,
  }));
  const carbonG = partsG(parts, truth);
  const boundG = Math.min(carbonG, graphBoundG(run.graph, span, truth));
  return { parts, carbonG, boundG, exact: false, argument };
}

function partOf(task: Task, startMs: number, lengthMs: number): Part {
  const { name, powerW, cpu, memoryGib } = task;
  return { step: name, startMs, endMs: startMs + lengthMs, powerW, cpu, memoryGib };
}

/** Grams of parts at their places. */
export function partsG(parts: readonly Part[], truth: CarbonTrace): GramsCo2e {
  return sumOf(
    parts.map(({ startMs, endMs, powerW }) => operationalG(powerW, truth.integral(startMs, endMs))),
  );
}
