import fc from "fast-check";
import { expect, it } from "vitest";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { FROM_MS, TO_MS, worlds } from "./random-world.ts";

const HOURS = (TO_MS - FROM_MS) / HOUR_MS;
const hours = fc.array(fc.double({ min: 0, max: 800, noNaN: true }), {
  minLength: HOURS,
  maxLength: HOURS,
});

it("no decision on a published forecast knows what comes true, or is published, later", () => {
  const instant = fc.integer({ min: FROM_MS, max: TO_MS - 1 });
  fc.assert(
    fc.property(worlds, hours, hours, instant, (world, published, poison, untilMs) => {
      const { trace } = world.grid;
      // Out at 18:00 UTC for the next day.
      const outUntilMs = Math.floor((untilMs + 6 * HOUR_MS) / DAY_MS) * DAY_MS + DAY_MS;
      const from = (values: readonly number[], atMs: number) =>
        values.map((value, hour) =>
          FROM_MS + hour * HOUR_MS >= atMs ? (poison[hour] as number) : value,
        );
      const decide = (gPerKwh: readonly number[], forecastGPerKwh: readonly number[]) => {
        const grid = { trace: { ...trace, gPerKwh, forecastGPerKwh }, forecast: "published" };
        const prepared = prepareWorld({ ...world, grid } as World);
        return world.policies.map((spec) =>
          replay({ ...prepared, spec }).decisions.filter(({ atMs }) => atMs <= untilMs),
        );
      };
      const later = decide(from(trace.gPerKwh, untilMs + 1), from(published, outUntilMs));
      expect(later).toEqual(decide(trace.gPerKwh, published));
    }),
    { numRuns: 60 },
  );
});
