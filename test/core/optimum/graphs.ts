/** Small random task graphs, and their optima by trying every start on a fine lattice. */
import fc from "fast-check";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import {
  type Span,
  type Task,
  type TaskGraph,
  taskCarbonG,
} from "../../../engine/core/optimum/task-graph.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";

/** Edges stand on whole hours, everything else on halves; force looks at quarters. */
export const TICK = 30 * MINUTE_MS;
const FINE = TICK / 2;

export interface GraphCase {
  readonly graph: TaskGraph;
  readonly span: Span;
  readonly truth: CarbonTrace;
}

export function taskOf(ticks: number, after: readonly number[], more: Partial<Task> = {}): Task {
  return {
    name: `task-${ticks}`,
    durationMs: ticks * TICK,
    powerW: 1_000,
    cpu: 1,
    memoryGib: 1,
    after,
    ...more,
  };
}

/** The longest chain of a graph, in ticks. */
export function longestTicks(graph: TaskGraph): number {
  const ends: number[] = [];
  for (const { durationMs, after } of graph) {
    ends.push(Math.max(0, ...after.map((before) => ends[before] as number)) + durationMs / TICK);
  }
  return Math.max(...ends);
}

/** Every shape of up to `most` tasks: task j waits for any of those before it. */
export function graphCases(most: number, slackTicks: number): fc.Arbitrary<GraphCase> {
  const task = fc.record({
    ticks: fc.integer({ min: 1, max: 3 }),
    kw: fc.integer({ min: 1, max: 5 }),
    waits: fc.array(fc.boolean(), { minLength: most, maxLength: most }),
  });
  return fc
    .record({
      tasks: fc.array(task, { minLength: 1, maxLength: most }),
      from: fc.integer({ min: 0, max: 3 }),
      slack: fc.integer({ min: 0, max: slackTicks }),
      gPerKwh: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 16, maxLength: 16 }),
    })
    .map(({ tasks, from, slack, gPerKwh }) => {
      const graph = tasks.map(({ ticks, kw, waits }, index) => {
        const after = waits.flatMap((yes, before) => (yes && before < index ? [before] : []));
        return taskOf(ticks, after, { powerW: kw * 1_000 });
      });
      const untilMs = (from + longestTicks(graph) + slack) * TICK;
      const truth = new CarbonTrace(traceOf(gPerKwh, HOUR_MS));
      return { graph, span: { fromMs: from * TICK, untilMs }, truth };
    });
}

/** Whether tasks at these starts keep what a case asks beyond order and span. */
export type Accepts = (startsMs: readonly number[]) => boolean;

/** The least carbon over all starts on the fine lattice; infinite when none is accepted. */
export function leastByForce({ graph, span, truth }: GraphCase, accepts: Accepts = () => true) {
  let least = Number.POSITIVE_INFINITY;
  const starts: number[] = [];
  const visit = (index: number, sumG: number): void => {
    if (sumG >= least) return;
    const task = graph[index];
    if (task === undefined) {
      if (accepts(starts)) least = sumG;
      return;
    }
    const ends = task.after.map((at) => (starts[at] as number) + (graph[at] as Task).durationMs);
    for (
      let at = Math.max(span.fromMs, ...ends);
      at + task.durationMs <= span.untilMs;
      at += FINE
    ) {
      starts[index] = at;
      visit(index + 1, sumG + taskCarbonG(truth, task, at));
    }
    starts.length = index;
  };
  visit(0, 0);
  return least;
}
