/** Runs that share nodes, as an integer program: who starts when, within what the nodes have. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { failure, problem, type Result, success } from "../issue.ts";
import { candidateStarts, type Neighbour, precedenceNeighbours } from "./candidates.ts";
import type { LinearProgram } from "./program.ts";
import { StepForm } from "./step-form.ts";
import { fitsSpan, type Span, type Task, type TaskGraph, taskWindows } from "./task-graph.ts";

/** What all nodes of the pool have together. */
export interface Capacity {
  readonly cpu: number;
  readonly memoryGib: number;
}

/** A run with the time in which it has to lie. */
export interface SpannedGraph {
  readonly graph: TaskGraph;
  readonly span: Span;
}

/** Most tasks and most rows of one program; larger ones are for a bound. */
const MAX_TASKS = 60;
const MAX_ROWS = 60_000;

export interface ScheduleProgram {
  readonly program: LinearProgram;
  /** Starts by run and task, from the values of the columns. */
  readonly startsOf: (values: readonly number[]) => Float64Array[];
}

/**
 * Column y(i, k) is 1 when task i has started at its candidate k or before (A. Pritsker, L. Watters and P.
 * Wolfe, "Multiproject scheduling with limited resources", 1969, in the step form of N. Christofides, R.
 * Alvarez-Valdes and J. Tamarit, 1987). Rows:
 *
 * - started stays started: y(i, k) <= y(i, k + 1), and y is 1 at the last candidate;
 * - order: y(j, k) <= y(i, the last candidate that ends by then) where j waits for i;
 * - nodes: at every candidate t, the sum of (y(t) - y(t - duration)) x CPUs is at most the CPUs of the pool;
 *   likewise memory. Use rises at starts only, so what holds at starts holds always.
 *
 * Candidates hold an optimum: on full nodes a task may also begin where another one ends, or end where it
 * begins, so all tasks whose windows meet are neighbours in the proof of `candidateStarts`. That the nodes
 * are taken as one is a relaxation; whoever reads the answer has to see whether it fits on single nodes.
 */
export function scheduleProgram(
  runs: readonly SpannedGraph[],
  capacity: Capacity,
  truth: CarbonTrace,
): Result<ScheduleProgram> {
  const joined = join(runs);
  if (joined.graph.length > MAX_TASKS) return failure([tooLarge("steps", joined.graph.length)]);
  const crowded = isCrowded(joined.graph, capacity);
  const starts = candidatesOf(runs, joined, crowded, truth);
  if (!starts.ok) return starts;
  const form = new StepForm(joined.graph, starts.value, truth);
  form.addOrder();
  if (crowded) {
    form.addCapacity("cpu", capacity.cpu);
    form.addCapacity("memoryGib", capacity.memoryGib);
  }
  if (form.rows.length > MAX_ROWS) return failure([tooLarge("rows", form.rows.length)]);
  return success({
    program: form.program,
    startsOf: (values) => {
      const all = form.startsOf(values);
      return runs.map(({ graph }, run) => {
        const first = joined.firsts[run] as number;
        return all.slice(first, first + graph.length);
      });
    },
  });
}

interface Joined {
  readonly graph: TaskGraph;
  /** Position of each run's first task. */
  readonly firsts: readonly number[];
  readonly earliestMs: Float64Array;
  readonly latestEndMs: Float64Array;
}

/** One graph of all runs; they do not wait for each other. */
function join(runs: readonly SpannedGraph[]): Joined {
  const graph: Task[] = [];
  const firsts: number[] = [];
  const earliestMs: number[] = [];
  const latestEndMs: number[] = [];
  for (const run of runs) {
    const first = graph.length;
    const windows = taskWindows(run.graph, run.span);
    firsts.push(first);
    earliestMs.push(...windows.earliestMs);
    latestEndMs.push(...windows.latestEndMs);
    for (const task of run.graph) {
      graph.push({ ...task, after: task.after.map((before) => first + before) });
    }
  }
  return {
    graph,
    firsts,
    earliestMs: Float64Array.from(earliestMs),
    latestEndMs: Float64Array.from(latestEndMs),
  };
}

function isCrowded(graph: TaskGraph, { cpu, memoryGib }: Capacity): boolean {
  const sum = (read: (task: Task) => number) => graph.reduce((all, task) => all + read(task), 0);
  return sum((task) => task.cpu) > cpu || sum((task) => task.memoryGib) > memoryGib;
}

/** By task of the joined graph; each run's own span counts for its tasks. */
function candidatesOf(
  runs: readonly SpannedGraph[],
  joined: Joined,
  crowded: boolean,
  truth: CarbonTrace,
): Result<Float64Array[]> {
  const alone = runs.every(({ graph, span }) => fitsSpan(graph, taskWindows(graph, span)));
  if (!alone) return failure([noRoom()]);
  if (!crowded) {
    const starts: Float64Array[] = [];
    for (const { graph, span } of runs) {
      const found = candidateStarts(graph, span, taskWindows(graph, span), truth);
      if (!found.ok) return found;
      starts.push(...found.value);
    }
    return success(starts);
  }
  const spans = runs.map(({ span }) => span);
  const all = new Set(spans.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]));
  const whole = { fromMs: Math.min(...all), untilMs: Math.max(...all) };
  return candidateStarts(joined.graph, whole, joined, truth, {
    neighbours: [...neighboursOnFullNodes(joined)],
    anchors: [...all],
  });
}

/** Who waits for whom, and who may have to make room for whom. */
function neighboursOnFullNodes({ graph, earliestMs, latestEndMs }: Joined): Neighbour[][] {
  const neighbours = precedenceNeighbours(graph);
  for (let a = 0; a < graph.length; a++) {
    for (let b = 0; b < a; b++) {
      const apart =
        (earliestMs[a] as number) >= (latestEndMs[b] as number) ||
        (earliestMs[b] as number) >= (latestEndMs[a] as number);
      if (apart || neighbours[a]?.some(({ task }) => task === b)) continue;
      const [first, second] = [graph[a] as Task, graph[b] as Task];
      neighbours[a]?.push(
        { task: b, byMs: second.durationMs },
        { task: b, byMs: -first.durationMs },
      );
      neighbours[b]?.push(
        { task: a, byMs: first.durationMs },
        { task: a, byMs: -second.durationMs },
      );
    }
  }
  return neighbours;
}

function tooLarge(what: string, count: number) {
  return problem(
    "optimum/too-large",
    `the integer program would have ${count} ${what}`,
    "Shorten the period or the deadline; the lower bound holds for any size.",
  );
}

function noRoom() {
  return problem(
    "optimum/no-room",
    "the longest chain of steps does not fit between asking and the deadline",
    "Give a later deadline, or shorter steps.",
  );
}
