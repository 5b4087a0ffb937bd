/** Every quirk of GAIA, as published and corrected, by hand. */
import { describe, expect, it } from "vitest";
import {
  ALL_QUIRKS,
  AS_DRAWN,
  AS_PUBLISHED,
  CORRECTED,
  publishedWithout,
  type Quirk,
} from "../../../../engine/core/papers/gaia/quirks.ts";
import { gaiaResult } from "../../../../engine/core/papers/gaia/results.ts";
import { experimentOf, HOUR, recordsOf, startsOf } from "./small-setup.ts";

const without = (quirk: Quirk) => publishedWithout(new Set([quirk]));

describe("a quirk of GAIA", () => {
  it("two-hours-is-long: the job may wait a day, and counts in both means", () => {
    const rows = [
      [0, HOUR, 1],
      [0, 2 * HOUR, 1],
      [0, 4 * HOUR, 1],
    ] as const;
    const published = experimentOf(rows, [], AS_PUBLISHED);
    expect(startsOf(published, "AJW-T|r0")).toEqual([6 * HOUR, 24 * HOUR, 24 * HOUR]);
    expect(published.lengths).toEqual({ shortMs: 1.5 * 3_600_000, longMs: 3 * 3_600_000 });
    const corrected = experimentOf(rows, [], without("two-hours-is-long"));
    expect(startsOf(corrected, "AJW-T|r0")).toEqual([6 * HOUR, 6 * HOUR, 24 * HOUR]);
    expect(corrected.lengths).toEqual({ shortMs: 1.5 * 3_600_000, longMs: 4 * 3_600_000 });
  });

  it("whole-hours-only: a job that arrives at 0:30 misses the hour that begins at 2:00", () => {
    const rows = [[HOUR / 2, HOUR, 1]] as const;
    const gPerKwh = [300, 300, 10, 300, 300, 300, 300, 300];
    const published = experimentOf(rows, gPerKwh, AS_PUBLISHED);
    expect(startsOf(published, "Lowest-Window|r0")).toEqual([1.5 * HOUR]);
    const corrected = experimentOf(rows, gPerKwh, without("whole-hours-only"));
    expect(startsOf(corrected, "Lowest-Window|r0")).toEqual([2 * HOUR]);
    expect(startsOf(corrected, "Carbon-Time|r0")).toEqual([2 * HOUR]);
  });

  it("freed-one-step-later: the second job takes the CPU at the end of the first, or a step later", () => {
    const rows = [
      [0, HOUR, 1],
      [1, HOUR, 1],
    ] as const;
    const starts = (quirks: typeof AS_PUBLISHED) =>
      startsOf(experimentOf(rows, [], quirks), "AJW-T|r1");
    expect(starts(AS_PUBLISHED)).toEqual([0, HOUR + 1]);
    expect(starts(without("freed-one-step-later"))).toEqual([0, HOUR]);
  });

  it("all-or-nothing: three CPUs on two reserved ones use none of them, or two", () => {
    const cost = (quirks: typeof AS_PUBLISHED) =>
      recordsOf(experimentOf([[0, HOUR, 3]], [], quirks), "NJW|r2").cost[0];
    expect(cost(AS_PUBLISHED)).toBeCloseTo(3 * 0.0624, 12);
    expect(cost(without("all-or-nothing"))).toBeCloseTo(0.0624, 12);
  });

  it("bill-ends-at-last-start: the reservation costs nothing while the last run goes on", () => {
    const bill = (quirks: typeof AS_PUBLISHED) =>
      recordsOf(experimentOf([[HOUR, 3 * HOUR, 1]], [], quirks), "NJW|r2").totals.reservedBill;
    expect(bill(AS_PUBLISHED)).toBeCloseTo(2 * 0.4 * 0.0624, 12);
    expect(bill(without("bill-ends-at-last-start"))).toBeCloseTo(4 * 2 * 0.4 * 0.0624, 12);
  });

  it("wait-per-run: every piece of a suspended job counts from its arrival", () => {
    // An hour at 2:00 and an hour at 5:00: (2 + 5) / 2 over runs, ended 4 h later than possible.
    const experiment = experimentOf([[0, 2 * HOUR, 1]], [100, 100, 1, 100, 100, 2], AS_PUBLISHED);
    const { totals } = recordsOf(experiment, "Wait-Awhile|r0");
    const baseline = recordsOf(experiment, "NJW|r0").totals;
    expect(totals.runs).toBe(2);
    expect(gaiaResult(totals, baseline, AS_PUBLISHED).waitHours).toBe(3.5);
    expect(gaiaResult(totals, baseline, without("wait-per-run")).waitHours).toBe(4);
    expect(gaiaResult(totals, baseline, AS_PUBLISHED)).toMatchObject({
      startWaitHours: 2,
      normalisedCarbon: 3 / 200,
    });
  });

  it("single-run-at-once: only plans that are not suspended lose their start", () => {
    const rows = [
      [0, HOUR, 1],
      [0, 2 * HOUR + 1, 1],
    ] as const;
    const gPerKwh = [100, 100, 1, 100, 2];
    const starts = (quirks: typeof AS_PUBLISHED) =>
      startsOf(experimentOf(rows, gPerKwh, quirks), "Wait-Awhile|r0");
    expect(starts(AS_PUBLISHED)).toEqual([2 * HOUR, 0]);
    expect(starts(AS_DRAWN)).toEqual([0, 0]);
    const drawn = recordsOf(experimentOf(rows, gPerKwh, AS_DRAWN), "Wait-Awhile|r0");
    expect(drawn.totals.runs).toBe(4);
  });
});

describe("the sets of quirks", () => {
  it("differ from the published one by one name each", () => {
    expect(AS_DRAWN.size).toBe(ALL_QUIRKS.length);
    expect(AS_PUBLISHED.size).toBe(ALL_QUIRKS.length - 1);
    expect(CORRECTED.size).toBe(0);
    for (const quirk of AS_PUBLISHED) {
      expect(without(quirk)).toEqual(new Set([...AS_PUBLISHED].filter((each) => each !== quirk)));
    }
    expect(publishedWithout(new Set(ALL_QUIRKS))).toEqual(CORRECTED);
  });
});
