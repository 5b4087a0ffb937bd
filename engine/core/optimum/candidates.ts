/** The starts among which an optimal schedule of a task graph can be found. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { failure, type Issue, problem, type Result, success } from "../issue.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import { greatestDivisor } from "./lattice.ts";
import type { Span, Task, TaskGraph, TaskWindows } from "./task-graph.ts";

/** Most candidates of all tasks together. */
export const MAX_CANDIDATES = 20_000;
/** Most paths through the graph that are followed for one task. */
const MAX_PATHS = 20_000;

/** A task that another one may touch: `byMs` is the distance of their starts when they do. */
export interface Neighbour {
  readonly task: number;
  /** Start of the task at hand minus start of this one. */
  readonly byMs: DurationMs;
}

/** What else may hold tasks in place where they share more than an order. */
export interface Ties {
  /** Of whom a tight difference may tie a task to whom, by task. */
  readonly neighbours: readonly (readonly Neighbour[])[];
  /** Instants at which some task may have to start or end. */
  readonly anchors: readonly InstantMs[];
}

/** Neighbours by task: those that it waits for and those that wait for it. */
export function precedenceNeighbours(graph: TaskGraph): Neighbour[][] {
  const neighbours: Neighbour[][] = graph.map(() => []);
  graph.forEach(({ after }, task) => {
    for (const before of after) {
      const { durationMs } = graph[before] as Task;
      neighbours[task]?.push({ task: before, byMs: durationMs });
      neighbours[before]?.push({ task, byMs: -durationMs });
    }
  });
  return neighbours;
}

/**
 * By task, ascending: starts of which some choice is an optimal schedule.
 *
 * Proof. Choose for each start and each end the step of the trace that holds it. Within that choice carbon
 * is linear in the starts, and they are bound by edges of steps, by the span, and by differences of two
 * starts (who waits for whom; on full nodes also who goes first). A linear function is least at a corner,
 * and at a corner every task hangs, through a chain of tight differences that visits no task twice, on one
 * whose start or end lies on an edge of the trace or of the span. So its start is that edge, less the duration
 * where it is an end, plus the distances along the chain; all of these are given here. They are whole
 * milliseconds, because edges and durations are.
 *
 * Where there are too many chains, all multiples of the greatest unit that divides the step of the trace, all
 * durations and the ends of the span are given instead: every start above is one of them.
 *
 * @param ties left out: the order of the graph, and the two ends of the span
 * @returns an issue where there are more chains or candidates than are looked at
 */
export function candidateStarts(
  graph: TaskGraph,
  span: Span,
  windows: TaskWindows,
  truth: CarbonTrace,
  ties: Ties = {
    neighbours: precedenceNeighbours(graph),
    anchors: [span.fromMs, span.untilMs],
  },
): Result<Float64Array[]> {
  return alongChains(graph, span, windows, truth, ties) ?? onLattice(graph, windows, truth, ties);
}

/** Undefined where there are too many. */
function alongChains(
  graph: TaskGraph,
  span: Span,
  windows: TaskWindows,
  truth: CarbonTrace,
  ties: Ties,
): Result<Float64Array[]> | undefined {
  const edges = [...edgesIn(truth, span), ...ties.anchors];
  const starts: Float64Array[] = [];
  let total = 0;
  for (let task = 0; task < graph.length; task++) {
    const offsets = chainOffsets(graph, ties.neighbours, task);
    if (offsets === undefined) return undefined;
    const found = startsOf(offsets, edges, {
      earliestMs: windows.earliestMs[task] as number,
      latestMs: (windows.latestEndMs[task] as number) - (graph[task] as Task).durationMs,
    });
    total += found.length;
    if (total > MAX_CANDIDATES) return undefined;
    starts.push(found);
  }
  return success(starts);
}

function onLattice(
  graph: TaskGraph,
  { earliestMs, latestEndMs }: TaskWindows,
  truth: CarbonTrace,
  { anchors }: Ties,
): Result<Float64Array[]> {
  const durations = graph.map(({ durationMs }) => durationMs);
  const fromOrigin = anchors.map((at) => at - truth.startMs);
  const tickMs = [...durations, ...fromOrigin].reduce(greatestDivisor, truth.stepMs);
  let total = 0;
  for (const [task, durationMs] of durations.entries()) {
    total +=
      ((latestEndMs[task] as number) - durationMs - (earliestMs[task] as number)) / tickMs + 1;
  }
  if (total > MAX_CANDIDATES) return failure([tooManyCandidates(tickMs)]);
  return success(
    durations.map((durationMs, task) => {
      // A window begins and ends at sums of durations from an end of the span, so on the lattice.
      const first = earliestMs[task] as number;
      const last = (latestEndMs[task] as number) - durationMs;
      return Float64Array.from(
        { length: (last - first) / tickMs + 1 },
        (_, k) => first + k * tickMs,
      );
    }),
  );
}

/** Edges of the trace inside the span at which intensity really changes. */
function edgesIn(truth: CarbonTrace, { fromMs, untilMs }: Span): InstantMs[] {
  const edges: InstantMs[] = [];
  for (let at = truth.nextStep(fromMs); at < untilMs; at = truth.nextStep(at)) {
    if (truth.at(at) !== truth.at(at - truth.stepMs)) edges.push(at);
  }
  return edges;
}

/** What is added to an edge, along all chains that visit no task twice; undefined when there are too many. */
function chainOffsets(
  graph: TaskGraph,
  neighbours: readonly (readonly Neighbour[])[],
  task: number,
): Set<DurationMs> | undefined {
  const offsets = new Set<DurationMs>();
  const visited = new Uint8Array(graph.length);
  let paths = 0;
  const visit = (at: number, byMs: DurationMs): boolean => {
    if (++paths > MAX_PATHS) return false;
    const { durationMs } = graph[at] as Task;
    offsets.add(byMs).add(byMs - durationMs);
    visited[at] = 1;
    for (const next of neighbours[at] ?? []) {
      if (visited[next.task] === 1) continue;
      if (!visit(next.task, byMs + next.byMs)) return false;
    }
    visited[at] = 0;
    return true;
  };
  return visit(task, 0) ? offsets : undefined;
}

function startsOf(
  offsets: ReadonlySet<DurationMs>,
  edges: readonly InstantMs[],
  { earliestMs, latestMs }: { readonly earliestMs: InstantMs; readonly latestMs: InstantMs },
): Float64Array {
  const starts = new Set<InstantMs>();
  for (const byMs of offsets) {
    for (const at of edges) {
      const startMs = at + byMs;
      if (startMs >= earliestMs && startMs <= latestMs) starts.add(startMs);
    }
  }
  return Float64Array.from(starts).sort();
}

function tooManyCandidates(tickMs: DurationMs): Issue {
  return problem(
    "optimum/too-large",
    `more than ${MAX_CANDIDATES} starts would have to be searched, at a common unit of ${tickMs} ms`,
    "Round times to a coarser unit, shorten the deadline, or take the lower bound, which is given in any case.",
  );
}
