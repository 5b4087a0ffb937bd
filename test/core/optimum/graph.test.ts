import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { graphBoundG } from "../../../engine/core/optimum/graph-bound.ts";
import { graphOptimum } from "../../../engine/core/optimum/graph-optimum.ts";
import { fitsSpan, taskWindows } from "../../../engine/core/optimum/task-graph.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { graphCases, leastByForce, TICK, taskOf } from "./graphs.ts";

const RUNS = { numRuns: 150 };

describe("the optimum of a graph of steps", () => {
  it("is what trying every start finds, in every shape", () => {
    fc.assert(
      fc.property(graphCases(4, 5), (each) => {
        const { totalG } = unwrap(graphOptimum(each.graph, each.span, each.truth));
        expect(totalG).toBeCloseTo(leastByForce(each), 9);
      }),
      RUNS,
    );
  });

  it("keeps the order and the span", () => {
    fc.assert(
      fc.property(graphCases(6, 8), ({ graph, span, truth }) => {
        const { startsMs } = unwrap(graphOptimum(graph, span, truth));
        graph.forEach(({ after, durationMs }, task) => {
          const startMs = startsMs[task] as number;
          expect(startMs).toBeGreaterThanOrEqual(span.fromMs);
          expect(startMs + durationMs).toBeLessThanOrEqual(span.untilMs);
          for (const before of after) {
            const endMs = (startsMs[before] as number) + (graph[before]?.durationMs as number);
            expect(endMs).toBeLessThanOrEqual(startMs);
          }
        });
      }),
      RUNS,
    );
  });

  it("is never below the bound, which suspension only lowers", () => {
    fc.assert(
      fc.property(graphCases(5, 6), ({ graph, span, truth }) => {
        const { totalG } = unwrap(graphOptimum(graph, span, truth));
        const boundG = graphBoundG(graph, span, truth);
        const suspended = graph.map((task) => ({
          ...task,
          checkpoint: { saveMs: 0, restoreMs: 0 },
        }));
        expect(boundG).toBeLessThanOrEqual(totalG + 1e-9);
        expect(graphBoundG(suspended, span, truth)).toBeLessThanOrEqual(boundG + 1e-9);
      }),
      RUNS,
    );
  });

  it("delays one step alone where the run as a whole could not gain", () => {
    // Two clean hours apart: together the run would meet one of them and the dirty hours between.
    const truth = new CarbonTrace(traceOf([10, 500, 500, 10], HOUR_MS));
    const graph = [taskOf(2, []), taskOf(2, [0])];
    const found = unwrap(graphOptimum(graph, { fromMs: 0, untilMs: 4 * HOUR_MS }, truth));
    expect([...found.startsMs]).toEqual([0, 3 * HOUR_MS]);
    expect(found.totalG).toBeCloseTo(20, 9);
  });

  it("holds to allowed starts, and says when there are none", () => {
    const truth = new CarbonTrace(traceOf([1, 9, 1, 9], HOUR_MS));
    const span = { fromMs: 0, untilMs: 4 * HOUR_MS };
    const late = graphOptimum([taskOf(2, [])], span, truth, {
      allows: (_, startMs) => startMs > HOUR_MS,
      anchors: [],
    });
    expect(unwrap(late).startsMs[0]).toBe(2 * HOUR_MS);
    const none = graphOptimum([taskOf(2, []), taskOf(2, [0])], span, truth, {
      allows: () => false,
      anchors: [],
    });
    expect(none).toMatchObject({ ok: false, issues: [{ code: "optimum/no-room" }] });
    const chain = [taskOf(1, []), taskOf(1, [0])];
    const same = graphOptimum(chain, span, truth, {
      allows: (_, startMs) => startMs === TICK,
      anchors: [TICK],
    });
    expect(same).toMatchObject({ ok: false, issues: [{ code: "optimum/no-room" }] });
  });

  it("searches a dense graph on a lattice, and refuses one whose times have no common unit", () => {
    const truth = new CarbonTrace(traceOf([5, 1, 5, 1, 5, 1, 5, 1], HOUR_MS));
    const span = { fromMs: 0, untilMs: 8 * HOUR_MS };
    // Every step of a layer waits for every one of the layer before: chains without number.
    const layers = Array.from({ length: 4 }, (_, layer) =>
      Array.from({ length: 4 }, () =>
        taskOf(1, layer === 0 ? [] : [0, 1, 2, 3].map((at) => at + 4 * (layer - 1))),
      ),
    ).flat();
    const found = unwrap(graphOptimum(layers, span, truth));
    // Sixteen half hours, all of them in the clean ones.
    expect(found.totalG).toBeCloseTo(16 * 0.5 * 1, 9);
    const odd = layers.map((task, index) => ({ ...task, durationMs: task.durationMs + index }));
    expect(graphOptimum(odd, span, truth)).toMatchObject({
      ok: false,
      issues: [{ code: "optimum/too-large" }],
    });
  });

  it("says when a chain is longer than the time", () => {
    const truth = new CarbonTrace(traceOf([1, 2], HOUR_MS));
    const graph = [taskOf(2, []), taskOf(3, [0])];
    const span = { fromMs: 0, untilMs: 2 * HOUR_MS };
    expect(fitsSpan(graph, taskWindows(graph, span))).toBe(false);
    expect(graphOptimum(graph, span, truth)).toMatchObject({
      ok: false,
      issues: [{ code: "optimum/no-room" }],
    });
  });
});
