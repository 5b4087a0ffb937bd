/** Steps that wait for each other, as plain data, and the times in which each of them can lie. */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { DurationMs, GramsCo2e, InstantMs, Watts } from "../units/units.ts";
import { HOUR_MS } from "../units/units.ts";

/** What a step may do to lay down its work for a while. */
export interface CheckpointTimes {
  /** Run time that each suspension adds: writing the checkpoint. */
  readonly saveMs: DurationMs;
  /** Run time that each resumption adds: loading it. */
  readonly restoreMs: DurationMs;
}

/** One step of a run: constant power for a fixed time. */
export interface Task {
  readonly name: string;
  readonly durationMs: DurationMs;
  readonly powerW: Watts;
  /** What it holds of the nodes while it runs. */
  readonly cpu: number;
  readonly memoryGib: number;
  /** Positions of the tasks that it waits for; all of them are smaller than its own. */
  readonly after: readonly number[];
  /** Absent: it runs in one part. */
  readonly checkpoint?: CheckpointTimes;
  /** Work done in a unit of time with 1, 2, ... replicas, over that with one; absent: it has one. */
  readonly throughput?: readonly number[];
}

/** Whether a task may run otherwise than in one part with one replica. */
export function isFlexible({ checkpoint, throughput }: Task): boolean {
  return checkpoint !== undefined || throughput !== undefined;
}

/** The least time that a task takes, with all the replicas that help. */
export function shortestMs({ durationMs, throughput }: Task): DurationMs {
  return throughput === undefined
    ? durationMs
    : Math.floor(durationMs / Math.max(1, ...throughput));
}

/** In topological order: a task stands behind those that it waits for. */
export type TaskGraph = readonly Task[];

/** When the first task may begin, and when the last one has to be done. */
export interface Span {
  readonly fromMs: InstantMs;
  readonly untilMs: InstantMs;
}

/** By task: the earliest start, and the latest end. */
export interface TaskWindows {
  readonly earliestMs: Float64Array;
  readonly latestEndMs: Float64Array;
}

/**
 * The critical path method (J. Kelley and M. Walker, 1959): no schedule that keeps the span has a task
 * outside of its window, because what it waits for takes its time before it, and what waits for it, behind.
 * Suspended steps take longer than their duration, so the windows hold for them, too; steps with replicas
 * count with the least time that they can take.
 */
export function taskWindows(graph: TaskGraph, { fromMs, untilMs }: Span): TaskWindows {
  const earliestMs = new Float64Array(graph.length).fill(fromMs);
  const latestEndMs = new Float64Array(graph.length).fill(untilMs);
  graph.forEach(({ after }, task) => {
    for (const before of after) {
      const endMs = (earliestMs[before] as number) + durationOf(graph, before);
      earliestMs[task] = Math.max(earliestMs[task] as number, endMs);
    }
  });
  for (let task = graph.length - 1; task >= 0; task--) {
    const latestMs = (latestEndMs[task] as number) - durationOf(graph, task);
    for (const before of (graph[task] as Task).after) {
      latestEndMs[before] = Math.min(latestEndMs[before] as number, latestMs);
    }
  }
  return { earliestMs, latestEndMs };
}

/** Whether every task has room in its window, which is so when the longest chain has room in the span. */
export function fitsSpan(graph: TaskGraph, { earliestMs, latestEndMs }: TaskWindows): boolean {
  return graph.every(
    (task, index) =>
      (earliestMs[index] as number) + shortestMs(task) <= (latestEndMs[index] as number),
  );
}

function durationOf(graph: TaskGraph, task: number): DurationMs {
  return shortestMs(graph[task] as Task);
}

/** Grams of a task that runs in one part from `startMs`. */
export function taskCarbonG(truth: CarbonTrace, task: Task, startMs: InstantMs): GramsCo2e {
  const integral = truth.integral(startMs, startMs + task.durationMs);
  return (task.powerW * integral) / (HOUR_MS * 1_000);
}
