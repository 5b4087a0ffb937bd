/** Every type of policy in random worlds: whatever it answers, the replay stands. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { compare } from "../../../engine/core/compare/compare.ts";
import { noticeMs } from "../../../engine/core/policy/decide.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { FROM_MS, TO_MS, worlds } from "../simulate/random-world.ts";
import { SPEC_OF_TYPE } from "./specs.ts";

const named = (spec: PolicySpec): PolicySpec => ({ ...spec, name: spec.type, title: spec.type });

const policies: fc.Arbitrary<PolicySpec[]> = fc
  .record({
    beforeMs: fc.integer({ min: 0, max: 30 }).map((hours) => hours * HOUR_MS),
    stepMs: fc.constantFrom(undefined, HOUR_MS / 3),
    interruptible: fc.boolean(),
    extraSlot: fc.boolean(),
    grams: fc.nat(300),
    onEmpty: fc.constantFrom("start" as const, "skip" as const),
    onSteps: fc.boolean(),
    limit: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ beforeMs, stepMs, interruptible, extraSlot, grams, onEmpty, onSteps, limit }) => {
    const steps = onSteps ? ["left", "join"] : undefined;
    const of = SPEC_OF_TYPE;
    return [
      of.immediate,
      { ...of["bidirectional-window"], beforeMs, stepMs, steps },
      { ...of["deadline-window"], interruptible, extraSlot, steps },
      { ...of.budget, grams, onEmpty, windowsMs: [FROM_MS - DAY_MS, FROM_MS + DAY_MS, TO_MS] },
      { ...of["price-aware"], steps },
      { ...of.weighted, steps },
      {
        ...of.custom,
        steps,
        startWhen: `percentileOfNow < ${limit} or freeReservedCpu > 2`,
        skipWhen: steps === undefined ? "accuracyLoss < -0.01" : undefined,
      },
    ].map(named);
  });

const many: fc.Arbitrary<World> = fc
  .record({
    world: worlds,
    policies,
    saveMs: fc.constantFrom(0, 90_000),
    perHour: fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 96, maxLength: 96 }),
  })
  .map(({ world, policies, saveMs, perHour }) => {
    const checkpoint = { saveMs, restoreMs: 2 * saveMs };
    const left: Profile = { ...(world.profiles.left as Profile), checkpoint };
    const prices = { startMs: FROM_MS, stepMs: HOUR_MS, perHour };
    return {
      ...world,
      policies,
      pool: { ...world.pool, prices },
      profiles: { ...world.profiles, left },
    };
  });

it("every request has an end, none begins before it is announced, and all costs are conserved", () => {
  fc.assert(
    fc.property(many, (world) => {
      const { timelines } = compare(world);
      world.policies.forEach((spec, index) => {
        const { requests, decisions } = timelines[index] as Timeline;
        for (const { askedAtMs, startedAtMs } of requests) {
          if (startedAtMs === undefined) continue;
          expect(startedAtMs).toBeGreaterThanOrEqual(Math.max(FROM_MS, askedAtMs - noticeMs(spec)));
        }
        for (const { request, atMs } of decisions) {
          const asked = requests[request]?.askedAtMs ?? Number.NaN;
          expect(atMs).toBeGreaterThanOrEqual(Math.max(FROM_MS, asked - noticeMs(spec)));
        }
        if (spec.type === "budget" || spec.type === "custom") return;
        expect(requests.filter(({ outcome }) => outcome === "skipped")).toEqual([]);
      });
    }),
    { numRuns: 80 },
  );
});
