import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { compare } from "../../../engine/core/compare/compare.ts";
import { perfectForecast } from "../../../engine/core/papers/lets-wait-awhile/forecast.ts";
import { nightlyRun } from "../../../engine/core/papers/lets-wait-awhile/nightly.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { BidirectionalWindowSpec } from "../../../engine/core/policy/spec.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { settingOf } from "../papers/lets-wait-awhile/small-setting.ts";
import { inputOf } from "./input.ts";
import { onePodWorld, SLOT_MS } from "./one-pod-world.ts";
import { SPEC_OF_TYPE } from "./specs.ts";

const SPEC = SPEC_OF_TYPE["bidirectional-window"];
const DAYS = 5;
/** The last day ends at 06:00, when its job has surely run. */
const SLOTS = DAYS * 48 - 36;
const hours = fc.integer({ min: 0, max: 8 }).map((count) => count * HOUR_MS);
const grid = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 48, maxLength: 48 });

describe("bidirectional-window", () => {
  it("takes the first of the cheapest starts around the asking, of every minute or of every step", () => {
    const steps = fc.constantFrom(undefined, HOUR_MS, 1.5 * HOUR_MS);
    const spec = fc.record({ beforeMs: hours, afterMs: hours, stepMs: steps });
    const asked = fc.integer({ min: 8, max: 20 }).map((hour) => hour * HOUR_MS);
    fc.assert(
      fc.property(
        grid,
        spec,
        asked,
        fc.nat(8),
        fc.nat(12),
        (values, bounds, askedAtMs, late, due) => {
          const trace = new CarbonTrace(traceOf(values, HOUR_MS));
          const nowMs = Math.max(askedAtMs - bounds.beforeMs, askedAtMs - late * HOUR_MS);
          const deadlineMs = askedAtMs + 2 * HOUR_MS + due * HOUR_MS;
          const input = inputOf(trace, nowMs, { askedAtMs, deadlineMs });
          const answer = decide({ ...SPEC, ...bounds }, input);
          const startMs = answer.action === "wait" ? answer.untilMs : nowMs;
          const latestMs = Math.min(askedAtMs + bounds.afterMs, askedAtMs + due * HOUR_MS);
          const carbonAt = (at: number) => trace.integral(at, at + 2 * HOUR_MS);
          const stepMs = bounds.stepMs ?? HOUR_MS / 4;
          const first = askedAtMs - Math.floor((askedAtMs - nowMs) / stepMs) * stepMs;
          let best = first;
          for (let at = first; at <= latestMs; at += stepMs) {
            if (carbonAt(at) < carbonAt(best)) best = at;
          }
          expect(answer.action).not.toBe("skip");
          // A window without a later start begins now; there is nothing to choose.
          expect(startMs).toBe(nowMs >= latestMs ? nowMs : best);
        },
      ),
    );
  });

  it("gives the starts of the published nightly experiment", () => {
    const window = fc.integer({ min: 0, max: 4 });
    const slots = fc.uniqueArray(fc.integer({ min: 0, max: 9_999 }), {
      minLength: SLOTS,
      maxLength: SLOTS,
    });
    fc.assert(
      fc.property(slots, window, (gPerKwh, width) => {
        const jobs = Array.from({ length: DAYS }, (_, day) => [day * 48 + 2, 1] as const);
        const span = width * SLOT_MS;
        const spec = { ...SPEC, beforeMs: span, afterMs: span, stepMs: SLOT_MS };
        const [run, timeline] = replayed(onePodWorld(gPerKwh, jobs, DAY_MS / 4), spec);
        const slotOf = (atMs: number) => (atMs - timeline.fromMs) / SLOT_MS;
        const sum = timeline.pods.reduce(
          (total, { startedAtMs }) => total + (gPerKwh[slotOf(startedAtMs)] as number),
          0,
        );
        const setting = settingOf(gPerKwh.length, (slot) => gPerKwh[slot] as number, {
          without: ["first-day-dropped"],
        });
        const published = nightlyRun(setting, width, perfectForecast(setting));
        expect(published).toEqual({ executed: DAYS, sumGPerKwh: sum });
        expect(run?.meanWaitH).toBeCloseTo(
          timeline.requests.reduce(
            (total, each) => total + ((each.startedAtMs ?? 0) - each.askedAtMs) / HOUR_MS,
            0,
          ) / DAYS,
          9,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("starts before the asking at negative waiting, and trains on the data that is there then", () => {
    const gPerKwh = Array.from({ length: 96 }, (_, slot) => (slot === 46 ? 1 : 100));
    const world = onePodWorld(gPerKwh, [[48, 1]], 6 * HOUR_MS);
    const fresh = {
      ...world,
      batchesAtMs: [0, 47].map((slot) => world.period.fromMs + slot * SLOT_MS),
    };
    const [run, timeline] = replayed(fresh, { ...SPEC, stepMs: undefined });
    expect(run?.meanWaitH).toBe(-1);
    expect(timeline.requests[0]).toMatchObject({
      outcome: "succeeded",
      startedAtMs: world.period.fromMs + 46 * SLOT_MS,
    });
    expect(timeline.decisions[0]).toMatchObject({ atMs: world.period.fromMs + 40 * SLOT_MS });
    expect(timeline.quality.map((each) => each.trainedOn)).toEqual([0]);
  });

  it("is told nothing before the period begins", () => {
    const gPerKwh = Array.from({ length: 48 }, () => 100);
    const [, timeline] = replayed(onePodWorld(gPerKwh, [[2, 1]], 6 * HOUR_MS), SPEC);
    expect(timeline.decisions[0]?.atMs).toBe(timeline.fromMs);
  });
});

function replayed(world: ReturnType<typeof onePodWorld>, spec: BidirectionalWindowSpec) {
  const { results, timelines } = compare({ ...world, policies: [spec], baseline: spec.name });
  return [results[0], timelines[0] as Timeline] as const;
}
