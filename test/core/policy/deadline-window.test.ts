import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { UTC, type ZoneOffsets } from "../../../engine/core/clock/civil.ts";
import { compare } from "../../../engine/core/compare/compare.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { perfectForecast } from "../../../engine/core/papers/lets-wait-awhile/forecast.ts";
import { mlRun } from "../../../engine/core/papers/lets-wait-awhile/ml.ts";
import { mlWindows } from "../../../engine/core/papers/lets-wait-awhile/ml-jobs.ts";
import type { Quirk } from "../../../engine/core/papers/lets-wait-awhile/quirks.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { DeadlineWindowSpec } from "../../../engine/core/policy/spec.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { resolveZone } from "../../../engine/formats/time-zone/resolve.ts";
import { traceOf } from "../carbon/traces.ts";
import { settingOf } from "../papers/lets-wait-awhile/small-setting.ts";
import { inputOf } from "./input.ts";
import { onePodWorld, SLOT_MS } from "./one-pod-world.ts";
import { SPEC_OF_TYPE } from "./specs.ts";

const SPEC = SPEC_OF_TYPE["deadline-window"];
const SLOTS = 21 * 48;
const FROM_MS = onePodWorld([1], [], 0).period.fromMs;
const BERLIN = unwrap(resolveZone("Europe/Berlin", FROM_MS, FROM_MS + 30 * DAY_MS));

const grids = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), {
  minLength: SLOTS,
  maxLength: SLOTS,
});
/** The 1st of January 2020 is a Wednesday; the last job ends well inside the data. */
const jobs = fc
  .array(fc.tuple(fc.integer({ min: 4, max: 11 * 48 }), fc.integer({ min: 1, max: 90 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) => list.toSorted(([a], [b]) => a - b));

interface Variant {
  readonly title: string;
  readonly spec: Pick<DeadlineWindowSpec, "friday" | "extraSlot" | "zone">;
  readonly without: readonly Quirk[];
  readonly zone: ZoneOffsets;
}

const VARIANTS: readonly Variant[] = [
  {
    title: "as published",
    spec: { friday: "saturday", extraSlot: true, zone: UTC },
    without: [],
    zone: UTC,
  },
  {
    title: "as corrected",
    spec: { friday: "monday", extraSlot: false, zone: BERLIN },
    without: ["friday-to-saturday", "end-slot", "all-ties", "utc"],
    zone: BERLIN,
  },
];

const MODES = VARIANTS.flatMap((variant) =>
  (["next-workday", "semi-weekly"] as const).flatMap((rule) =>
    [false, true].map((interruptible) => ({ ...variant, rule, interruptible })),
  ),
);

describe("deadline-window on jobs of one pod with free checkpoints", () => {
  it.each(MODES)(
    "$title, $rule, interruptible $interruptible: every job runs in the slots of the published program",
    ({ spec, without, zone, rule, interruptible }) => {
      fc.assert(
        fc.property(grids, jobs, (gPerKwh, list) => {
          const setting = settingOf(SLOTS, (slot) => gPerKwh[slot] as number, { without, zone });
          const windows = mlWindows(
            setting,
            {
              startSlot: Int32Array.from(list, ([start]) => start),
              durationSlots: Int32Array.from(list, ([, slots]) => slots),
            },
            rule === "semi-weekly" ? "semi_weekly" : "next_workday",
          );
          const asked = list.map(
            ([, slots], job) => [windows.fromSlot[job] as number, slots] as const,
          );
          const policy = { ...SPEC, ...spec, rule, interruptible };
          const world = onePodWorld(gPerKwh, asked, 9 * DAY_MS);
          const [timeline] = compare({ ...world, policies: [policy] }).timelines;
          const published = asked.map(([from, slots], job) => {
            const only = (of: Int32Array) => of.slice(job, job + 1);
            const window = {
              fromSlot: Int32Array.of(from),
              toSlot: only(windows.toSlot),
              durationSlots: Int32Array.of(slots),
              shiftable: 0,
            };
            return mlRun(setting, window, interruptible, perfectForecast(setting));
          });
          expect(figures(timeline as Timeline, asked, gPerKwh)).toEqual(published);
        }),
        { numRuns: 25 },
      );
    },
  );
});

/** What a timeline did, in the figures of the paper. */
function figures(
  { pods, fromMs }: Timeline,
  asked: readonly (readonly [from: number, slots: number])[],
  gPerKwh: readonly number[],
) {
  const slotOf = (atMs: number) => (atMs - fromMs) / SLOT_MS;
  return asked.map(([from, slots], request) => {
    const parts = pods.filter((pod) => pod.request === request);
    const active = parts.flatMap(({ startedAtMs, finishedAtMs }) =>
      gPerKwh.slice(slotOf(startedAtMs), slotOf(finishedAtMs)),
    );
    const first = Math.min(...parts.map((pod) => slotOf(pod.startedAtMs)));
    const end = Math.max(...parts.map((pod) => slotOf(pod.finishedAtMs)));
    return {
      sumGPerKwh: active.reduce((sum, value) => sum + value, 0),
      activeSlots: active.length,
      startDelayHours: (first - from) / 2,
      completionDelayHours: (end - from - slots) / 2,
    };
  });
}

describe("deadline-window", () => {
  /** From Friday 3 January 2020, 16:30: two hours of work would end at 18:30. */
  const fridayMs = FROM_MS + 2 * DAY_MS + 16.5 * HOUR_MS;
  const values = Array.from({ length: 10 * 48 }, (_, slot) => 1_000 - slot);
  const trace = new CarbonTrace(traceOf(values, SLOT_MS, FROM_MS));
  const asked = { askedAtMs: fridayMs, deadlineMs: fridayMs + 7 * DAY_MS };
  const onFriday = (changes: Partial<DeadlineWindowSpec>, more = {}) =>
    decide(
      { ...SPEC, rule: "next-workday", interruptible: false, ...changes },
      inputOf(trace, fridayMs, { ...asked, ...more }),
    );
  const nineOn = (day: number) => FROM_MS + (2 + day) * DAY_MS + 9 * HOUR_MS;

  it("takes the last two hours before 09:00 of Monday, or of Saturday and a slot more as published", () => {
    expect(onFriday({})).toMatchObject({ untilMs: nineOn(3) - 2 * HOUR_MS });
    expect(onFriday({ friday: "saturday" })).toMatchObject({ untilMs: nineOn(1) - 2 * HOUR_MS });
    expect(onFriday({ extraSlot: true })).toMatchObject({ untilMs: nineOn(3) - 1.5 * HOUR_MS });
  });

  it("never plans beyond the workload's deadline, its margin, or what follows a step", () => {
    const deadlineMs = fridayMs + 10 * HOUR_MS;
    expect(onFriday({}, { deadlineMs })).toMatchObject({ untilMs: deadlineMs - 2 * HOUR_MS });
    const less = { deadlineMs, marginMs: HOUR_MS, followingMs: HOUR_MS };
    expect(onFriday({}, less)).toMatchObject({ untilMs: deadlineMs - 4 * HOUR_MS });
    expect(onFriday({}, { deadlineMs: fridayMs + HOUR_MS })).toMatchObject({ action: "start" });
  });

  it("runs in one piece what has no checkpoint, and in the earliest of equal slots what has one", () => {
    const flat = new CarbonTrace(
      traceOf(
        values.map((_, slot) => slot % 2),
        SLOT_MS,
        FROM_MS,
      ),
    );
    const checkpoint = { saveMs: 0, restoreMs: 0 };
    const spec = { ...SPEC, rule: "next-workday" as const };
    const inputs = { ...asked, checkpoint };
    // 16:30 is slot 33 of its day: dirty; then every second slot is clean.
    expect(decide(spec, inputOf(flat, fridayMs, inputs))).toMatchObject({
      action: "wait",
      untilMs: fridayMs + SLOT_MS,
    });
    expect(decide(spec, inputOf(flat, fridayMs + SLOT_MS, inputs))).toMatchObject({
      action: "start",
      untilMs: fridayMs + 2 * SLOT_MS,
    });
    const whole = decide(spec, inputOf(flat, fridayMs, asked));
    expect(whole).toMatchObject({ action: "start" });
    expect(whole).not.toHaveProperty("untilMs");
  });
});
