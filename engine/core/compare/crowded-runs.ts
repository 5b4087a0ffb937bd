/** Runs that get into each other's way on the nodes: what can be done about them, and proven. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { sumOf } from "../math/sum.ts";
import { capacityBoundG } from "../optimum/capacity-prices.ts";
import { fitsNodes, hasRoomBeside, type Nodes } from "../optimum/fit.ts";
import { scheduleProgram } from "../optimum/formulation.ts";
import { isFlexible, type Task } from "../optimum/task-graph.ts";
import type { SolveProgram } from "../ports.ts";
import type { DurationMs, GramsCo2e, InstantMs } from "../units/units.ts";
import { type EndedRun, type Part, partsG, type RunOptimum, runOptimum } from "./run-optimum.ts";

/** How runs that share nodes are proven, where a solver is there. */
export interface Proof {
  readonly solve: SolveProgram;
  readonly limitMs: DurationMs;
}

/** Positions of runs in one region whose spans meet, directly or through others, group by group. */
export function groupsOf(runs: readonly EndedRun[]): number[][] {
  const bySite = Map.groupBy(runs.keys(), (index) => (runs[index] as EndedRun).site);
  return [...bySite.values()].flatMap((own) => groupsAt(runs, own));
}

function groupsAt(runs: readonly EndedRun[], own: readonly number[]): number[][] {
  const byStart = own.toSorted(
    (a, b) => (runs[a] as EndedRun).span.fromMs - (runs[b] as EndedRun).span.fromMs,
  );
  const groups: number[][] = [];
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const index of byStart) {
    const { span } = runs[index] as EndedRun;
    const last = groups.at(-1);
    if (last === undefined || span.fromMs >= untilMs) groups.push([index]);
    else last.push(index);
    untilMs = Math.max(untilMs, span.untilMs);
  }
  return groups;
}

/** Whether schedules of runs that were found one by one have room on the nodes together. */
export function fitTogether(found: readonly RunOptimum[], nodes: Nodes): boolean {
  return fitsNodes(
    found.flatMap(({ parts }) => parts),
    nodes,
  );
}

/** What was found for runs that share nodes. */
export interface CrowdedOptimum {
  readonly runs: readonly RunOptimum[];
  /** No schedule of all of them is below; at least the sum of their own bounds. */
  readonly boundG: GramsCo2e;
}

/**
 * Schedules that do have room, for runs whose best ones have none together. The bound of each stays what it
 * is: alone it could not emit less; that of all counts that they share the nodes. With a solver, runs that are fully described and few enough are
 * solved as one integer program, and then exact, when its answer fits on single nodes.
 */
export function besideEachOther(
  runs: readonly EndedRun[],
  alone: readonly RunOptimum[],
  nodes: Nodes,
  truth: CarbonTrace,
  proof: Proof | undefined,
): CrowdedOptimum {
  const proven = proof === undefined ? "no solver was asked" : prove(runs, nodes, truth, proof);
  if (typeof proven !== "string") {
    return { runs: proven, boundG: sumOf(proven.map(({ boundG }) => boundG)) };
  }
  const schedules = oneByOne(runs, nodes) ?? runs.map(({ asReplayed }) => asReplayed);
  const found = alone.map(({ boundG }, index): RunOptimum => {
    const parts = schedules[index] as readonly Part[];
    const carbonG = partsG(parts, truth);
    const argument = `the nodes are too few for the best of all runs at once; ${proven}`;
    return { parts, carbonG, boundG: Math.min(boundG, carbonG), exact: false, argument };
  });
  const aloneG = sumOf(found.map(({ boundG }) => boundG));
  const upperG = sumOf(found.map(({ carbonG }) => carbonG));
  const sharedG = capacityBoundG(runs, nodes.vcpu * nodes.maxNodes, truth, upperG);
  return { runs: found, boundG: Math.max(aloneG, sharedG) };
}

/** Each run in turn takes the best that those before it have left; undefined where one finds no room. */
function oneByOne(runs: readonly EndedRun[], nodes: Nodes): (readonly Part[])[] | undefined {
  const held: Part[] = [];
  const schedules: (readonly Part[])[] = [];
  for (const run of runs) {
    const { fromMs, untilMs } = run.span;
    const near = held.filter(({ startMs, endMs }) => startMs < untilMs && fromMs < endMs);
    const allows = ({ durationMs, cpu, memoryGib }: Task, startMs: InstantMs) =>
      hasRoomBeside(near, { startMs, endMs: startMs + durationMs, cpu, memoryGib }, nodes);
    const edges = new Set(near.flatMap(({ startMs, endMs }) => [startMs, endMs]));
    const anchors = [...edges].filter((at) => at > fromMs && at < untilMs);
    const { parts } = runOptimum(run, { allows, anchors });
    held.push(...parts);
    schedules.push(parts);
  }
  return fitsNodes(held, nodes) ? schedules : undefined;
}

/** The proven optimum of all runs together, or why there is none. */
function prove(
  runs: readonly EndedRun[],
  nodes: Nodes,
  truth: CarbonTrace,
  { solve, limitMs }: Proof,
): readonly RunOptimum[] | string {
  if (runs.some(({ loose }) => loose !== undefined)) return "their graphs leave something out";
  if (runs.some(({ graph }) => graph.some(isFlexible))) return "their steps may be suspended";
  const capacity = {
    cpu: nodes.vcpu * nodes.maxNodes,
    memoryGib: nodes.memoryGib * nodes.maxNodes,
  };
  const form = scheduleProgram(runs, capacity, truth);
  if (!form.ok) return form.issues[0]?.message ?? "the program is too large";
  const answer = solve(form.value.program, limitMs);
  if (answer.kind === "infeasible") return "no schedule keeps all deadlines";
  if (answer.kind === "unproven") return `the solver stopped: ${answer.reason}`;
  const starts = form.value.startsOf(answer.values);
  const parts = runs.map(({ graph }, run) =>
    graph.map((task, at) => placed(task, starts[run]?.[at] as number)),
  );
  if (!fitsNodes(parts.flat(), nodes)) return "the proven schedule does not fit on single nodes";
  return parts.map((own) => {
    const carbonG = partsG(own, truth);
    const argument = "an integer program of all runs that share nodes, solved to its optimum";
    return { parts: own, carbonG, boundG: carbonG, exact: true, proven: true, argument };
  });
}

function placed({ name, durationMs, powerW, cpu, memoryGib }: Task, startMs: InstantMs): Part {
  return { step: name, startMs, endMs: startMs + durationMs, powerW, cpu, memoryGib };
}
