import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operationalG, podPowerW } from "../../../engine/core/cluster/power.ts";
import { compare } from "../../../engine/core/compare/compare.ts";
import { runGraphOf } from "../../../engine/core/compare/run-graph.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { graphBoundG } from "../../../engine/core/optimum/graph-bound.ts";
import { graphOptimum } from "../../../engine/core/optimum/graph-optimum.ts";
import { type Span, taskWindows } from "../../../engine/core/optimum/task-graph.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import type { PodRecord } from "../../../engine/core/timeline/timeline.ts";
import { argoWorlds } from "../simulate/argo-world.ts";
import { worlds } from "../simulate/random-world.ts";

interface Ended {
  readonly prepared: ReturnType<typeof prepareWorld>;
  readonly policy: string;
  readonly request: number;
  readonly records: readonly PodRecord[];
  readonly span: Span;
}

/** Every run of every policy that ended. */
function endedRuns(world: World): Ended[] {
  const prepared = prepareWorld(world);
  return compare(world).timelines.flatMap(({ policy, requests, pods, toMs }) =>
    requests.flatMap(({ index, askedAtMs, deadlineMs, finishedAtMs }) => {
      if (finishedAtMs === undefined) return [];
      const records = pods.filter((pod) => pod.request === index);
      const untilMs = Math.min(toMs, Math.max(deadlineMs, finishedAtMs));
      return [{ prepared, policy, request: index, records, span: { fromMs: askedAtMs, untilMs } }];
    }),
  );
}

function graphOf({ prepared, policy, request, records }: Ended) {
  return runGraphOf(prepared, policy, request, records);
}

describe("the graph of a run", () => {
  it("has every pod in its window, so its bound is never above what the run emitted", () => {
    fc.assert(
      fc.property(fc.oneof(worlds, argoWorlds), (world) => {
        for (const ended of endedRuns(world)) {
          const run = graphOf(ended);
          const windows = taskWindows(run.graph, ended.span);
          run.records.forEach((records, task) => {
            for (const { startedAtMs, finishedAtMs } of records) {
              expect(startedAtMs).toBeGreaterThanOrEqual(windows.earliestMs[task] as number);
              expect(finishedAtMs).toBeLessThanOrEqual(windows.latestEndMs[task] as number);
            }
          });
          const { trace } = ended.prepared;
          const emitted = ended.records.reduce((sum, pod) => {
            const integral = trace.integral(pod.startedAtMs, pod.finishedAtMs);
            return sum + operationalG(podPowerW(pod, world.pool), integral);
          }, 0);
          const boundG = graphBoundG(run.graph, ended.span, trace);
          expect(boundG).toBeLessThanOrEqual(emitted * (1 + 1e-9) + 1e-12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("finds the order of most runs, and says when it leaves something out", () => {
    const seen = { ordered: 0, loose: 0 };
    for (const world of fc.sample(argoWorlds, { seed: 3, numRuns: 8 })) {
      for (const ended of endedRuns(world)) {
        const { graph, loose } = graphOf(ended);
        if (graph.some(({ after }) => after.length > 0)) seen.ordered += 1;
        // These worlds have locks, a daemon and time limits.
        if (loose !== undefined) seen.loose += 1;
        expect(loose).toBeDefined();
      }
    }
    expect(seen.ordered).toBeGreaterThan(seen.loose / 2);
  });

  it("is the whole truth of plain workflows: their own schedule is one of its schedules", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        for (const ended of endedRuns(world).slice(0, 4)) {
          const { graph, loose } = graphOf(ended);
          if (loose !== undefined) continue;
          const { totalG } = unwrap(graphOptimum(graph, ended.span, ended.prepared.trace));
          expect(graphBoundG(graph, ended.span, ended.prepared.trace)).toBeLessThanOrEqual(
            totalG + 1e-9,
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});
