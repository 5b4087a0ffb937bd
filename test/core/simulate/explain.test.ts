import fc from "fast-check";
import { expect, it } from "vitest";
import { compare } from "../../../engine/core/compare/compare.ts";
import { explainRequest } from "../../../engine/core/compare/explain.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { worlds } from "./random-world.ts";

it("explains every request from its own pods and decisions, and its steps add up", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const prepared = prepareWorld(world);
      const { timelines, results } = compare(world);
      const baseline = timelines[0] as Timeline;
      timelines.forEach((timeline, index) => {
        let energyKwh = 0;
        for (const { index: request } of timeline.requests) {
          const told = explainRequest(prepared, timeline, baseline, request);
          energyKwh += told.steps.reduce((sum, step) => sum + step.energyKwh, 0);
          expect(told.request.index).toBe(request);
          for (const part of told.forecast) expect(part.toMs).toBeGreaterThan(part.fromMs);
          if (timeline === baseline) expect(told.baselineCarbonG).toBe(told.carbonG);
        }
        const steps = Object.values(results[index]?.byStep ?? {});
        const byStep = steps.reduce((sum, step) => sum + step.energyKwh, 0) * world.pool.pue;
        expect(energyKwh).toBeCloseTo(byStep, 9);
      });
    }),
    { numRuns: 40 },
  );
});
