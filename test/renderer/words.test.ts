/** Numbers and dates as people read them. */
import { describe, expect, it } from "vitest";
import { instantOfUtc } from "../../engine/core/clock/civil.ts";
import {
  clockText,
  dayStart,
  daysBetween,
  nextDay,
  rangeText,
  weekStart,
} from "../../renderer/preview/calendar.ts";
import {
  duration,
  energy,
  fixed,
  grams,
  joined,
  percent,
  short,
  signed,
} from "../../renderer/widgets/format.ts";

const HOUR = 3_600_000;

describe("numbers", () => {
  it("uses a true minus, separators and a fixed count of digits", () => {
    expect([fixed(-1234.5, 1), fixed(0.04, 1), fixed(-0.04, 1)]).toEqual([
      "−1,234.5",
      "0.0",
      "0.0",
    ]);
  });

  it("keeps about three digits", () => {
    expect([1234.5, 56.78, 5.678, 0.5678, 0.00567, 0].map(short)).toEqual([
      "1,235",
      "56.8",
      "5.68",
      "0.568",
      "0.0057",
      "0",
    ]);
  });

  it("signs differences, and says ± for none", () => {
    expect([signed(2), signed(-2), signed(0), signed(-0.01)]).toEqual([
      "+2.0",
      "−2.0",
      "±0.0",
      "±0.0",
    ]);
    expect(percent(-49.63)).toBe("−49.6\u00a0%");
  });

  it("chooses the unit that fits", () => {
    expect([5, 5_000, 50_000, 5_000_000].map((g) => joined(grams(g)))).toEqual([
      "5.00\u00a0g",
      "5,000\u00a0g",
      "50.0\u00a0kg",
      "5.00\u00a0t",
    ]);
    expect(joined(grams(500, 50_000))).toBe("0.500\u00a0kg");
    expect([0.0031, 3.1].map((kwh) => joined(energy(kwh)))).toEqual([
      "3.10\u00a0Wh",
      "3.10\u00a0kWh",
    ]);
  });

  it("says how long", () => {
    const texts = [90_000, 45 * 60_000, 8 * HOUR, 2.5 * HOUR].map(duration);
    expect(texts).toEqual(["90\u00a0s", "45\u00a0min", "8\u00a0h", "2\u00a0h 30\u00a0min"]);
  });
});

describe("calendar across a daylight-saving change", () => {
  // Amsterdam, 31 March 2024: +1 h until 01:00 UTC, then +2 h.
  const zone = {
    timeZone: "Europe/Amsterdam",
    fromMs: [0, instantOfUtc(2024, 3, 31, 1)],
    offsetMs: [HOUR, 2 * HOUR],
  };
  const saturday = instantOfUtc(2024, 3, 29, 23);

  it("has one day of 23 hours, and no other", () => {
    const days = daysBetween(saturday, saturday + 3 * 24 * HOUR - HOUR, zone);
    expect(days.map((day) => (day.toMs - day.fromMs) / HOUR)).toEqual([24, 23, 24]);
    expect(days.every((day) => clockText(day.fromMs, zone) === "00:00")).toBe(true);
  });

  it("finds midnights from any hour of the day", () => {
    for (let hour = 0; hour < 23; hour++)
      expect(dayStart(saturday + (24 + hour) * HOUR, zone)).toBe(saturday + 24 * HOUR);
    expect(nextDay(saturday + 24 * HOUR, zone)).toBe(saturday + 47 * HOUR);
  });

  it("begins weeks on Monday", () => {
    const monday = weekStart(instantOfUtc(2024, 4, 3), zone);
    expect([clockText(monday, zone), rangeText(monday, nextDay(monday, zone, 7), zone)]).toEqual([
      "00:00",
      "1–7 Apr 2024",
    ]);
    expect(weekStart(instantOfUtc(2024, 3, 31, 12), zone)).toBe(instantOfUtc(2024, 3, 24, 23));
  });

  it("names years only once", () => {
    const utc = { timeZone: "UTC", fromMs: [0], offsetMs: [0] };
    expect(rangeText(instantOfUtc(2024, 1, 1), instantOfUtc(2025, 1, 1), utc)).toBe(
      "1 Jan – 31 Dec 2024",
    );
    expect(rangeText(instantOfUtc(2023, 12, 25), instantOfUtc(2024, 1, 2), utc)).toBe(
      "25 Dec 2023 – 1 Jan 2024",
    );
  });
});
