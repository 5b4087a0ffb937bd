/** The least carbon of a run whose steps may be put off one by one, each in one part. */

import { assert } from "../assert.ts";
import type { CarbonTrace } from "../carbon/trace.ts";
import { failure, problem, type Result, success } from "../issue.ts";
import { CompensatedSum } from "../math/sum.ts";
import type { GramsCo2e, InstantMs } from "../units/units.ts";
import { candidateStarts, precedenceNeighbours } from "./candidates.ts";
import { Network } from "./min-cut.ts";
import {
  fitsSpan,
  type Span,
  type Task,
  type TaskGraph,
  taskCarbonG,
  taskWindows,
} from "./task-graph.ts";

/** When each task starts, and what they emit together. */
export interface GraphSchedule {
  readonly startsMs: Float64Array;
  readonly totalG: GramsCo2e;
}

/** What keeps a task from some of its starts. */
export interface Among {
  readonly allows: (task: Task, startMs: InstantMs) => boolean;
  /** Instants at which that may change. */
  readonly anchors: readonly InstantMs[];
}

/** Cuts that differ by less than this share are the same. */
const ROUNDING = 1e-13;

/**
 * The schedule of a graph with the least carbon, in the span, with room for every task; tasks that could
 * be suspended, or have replicas, run in one part with one.
 *
 * Exact, by a least cut (R. Möhring, A. Schulz, F. Stork and M. Uetz, "Solving project scheduling problems
 * by minimum cut computations", Management Science 49, 2003). Each task is a chain of arcs, one for each of
 * its candidate starts, that costs what the task emits from there; the arc that is cut is the start that
 * is chosen. Arcs without a limit run back along a chain, so that it is cut once, and from a start of a
 * task to the first start that is allowed of one that waits for it, so that no cut has the second too
 * early. Cuts without a limitless arc and schedules over the candidates are therefore the same, and
 * `candidateStarts` proves that an optimum is among these.
 *
 * @param among narrows the candidates, say to where nodes are free; the answer is then the best of those
 */
export function graphOptimum(
  asked: TaskGraph,
  span: Span,
  truth: CarbonTrace,
  among?: Among,
): Result<GraphSchedule> {
  const graph = asked.map(inOnePart);
  const windows = taskWindows(graph, span);
  if (!fitsSpan(graph, windows)) return failure([tooShort()]);
  const found = candidateStarts(graph, span, windows, truth, {
    neighbours: precedenceNeighbours(graph),
    anchors: [span.fromMs, span.untilMs, ...(among?.anchors ?? [])],
  });
  if (!found.ok) return found;
  const candidates = found.value.map((starts, task) =>
    among === undefined
      ? starts
      : starts.filter((startMs) => among.allows(graph[task] as Task, startMs)),
  );
  const chosen = cheapestStarts(graph, candidates, (task, startMs) =>
    taskCarbonG(truth, task, startMs),
  );
  if (chosen === undefined) return failure([tooShort()]);
  return success(chosen);
}

/** What a task could do besides running once is left out here. */
function inOnePart({ checkpoint, throughput, ...task }: Task): Task {
  return task;
}

/** The choice of starts that keeps the order at the least cost; undefined where no choice does. */
export function cheapestStarts(
  graph: TaskGraph,
  candidates: readonly Float64Array[],
  costOf: (task: Task, startMs: InstantMs) => number,
): GraphSchedule | undefined {
  if (candidates.some((starts) => starts.length === 0)) return undefined;
  const costs = graph.map((task, index) =>
    (candidates[index] as Float64Array).map((startMs) => costOf(task, startMs)),
  );
  const alone = costs.map(indexOfLeast);
  const picked = keepsOrder(graph, candidates, alone) ? alone : cut(graph, candidates, costs);
  if (picked === undefined) return undefined;
  const total = new CompensatedSum();
  picked.forEach((pick, task) => {
    total.add(costs[task]?.[pick] as number);
  });
  const startsMs = Float64Array.from(picked, (pick, task) => candidates[task]?.[pick] as number);
  return { startsMs, totalG: total.value };
}

/** The first of equals. */
function indexOfLeast(values: Float64Array): number {
  let least = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) < (values[least] as number)) least = i;
  }
  return least;
}

function keepsOrder(
  graph: TaskGraph,
  candidates: readonly Float64Array[],
  picked: readonly number[],
): boolean {
  const startOf = (task: number) => candidates[task]?.[picked[task] as number] as number;
  return graph.every(({ after }, task) =>
    after.every((before) => startOf(before) + (graph[before] as Task).durationMs <= startOf(task)),
  );
}

/** Positions of the chosen candidates, read off a least cut. */
function cut(
  graph: TaskGraph,
  candidates: readonly Float64Array[],
  costs: readonly Float64Array[],
): number[] | undefined {
  // Node `base + k` of a task: it does not start before its candidate k; the last one: it never starts.
  const bases: number[] = [];
  let nodes = 2;
  for (const starts of candidates) {
    bases.push(nodes);
    nodes += starts.length + 1;
  }
  const [source, sink] = [0, 1];
  const network = new Network(nodes);
  let scale = 0;
  graph.forEach(({ after }, task) => {
    const [base, starts] = [bases[task] as number, candidates[task] as Float64Array];
    const cost = costs[task] as Float64Array;
    const least = cost[indexOfLeast(cost)] as number;
    network.addArc(source, base, Number.POSITIVE_INFINITY);
    network.addArc(base + starts.length, sink, Number.POSITIVE_INFINITY);
    for (let k = 0; k < starts.length; k++) {
      const extra = (cost[k] as number) - least;
      scale = Math.max(scale, extra);
      network.addArc(base + k, base + k + 1, extra, Number.POSITIVE_INFINITY);
    }
    for (const before of after) {
      tie(network, graph[before] as Task, {
        before: { base: bases[before] as number, starts: candidates[before] as Float64Array },
        task: { base, starts },
      });
    }
  });
  const side = network.sideOf(source, sink, scale * ROUNDING);
  if (side === undefined) return undefined;
  return candidates.map((starts, task) => {
    const base = bases[task] as number;
    let pick = 0;
    while (pick < starts.length && side[base + pick + 1] === 1) pick += 1;
    assert(pick < starts.length, "a cut chooses one start of each task");
    return pick;
  });
}

interface Chain {
  readonly base: number;
  readonly starts: Float64Array;
}

/** From each start of the first task to the first start of the second that is late enough. */
function tie(
  network: Network,
  { durationMs }: Task,
  { before, task }: { readonly before: Chain; readonly task: Chain },
): void {
  let late = 0;
  before.starts.forEach((startMs, k) => {
    while (late < task.starts.length && (task.starts[late] as number) < startMs + durationMs) {
      late += 1;
    }
    network.addArc(before.base + k, task.base + late, Number.POSITIVE_INFINITY);
  });
}

function tooShort() {
  return problem(
    "optimum/no-room",
    "the longest chain of steps does not fit between asking and the deadline",
    "Give a later deadline, or shorter steps.",
  );
}
