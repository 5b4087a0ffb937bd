import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilTime, instantOfUtc, isoInstant, UTC } from "../../../engine/core/clock/civil.ts";
import { cronInstants } from "../../../engine/core/cron/instants.ts";
import { nextStart } from "../../../engine/core/cron/next.ts";
import { parseCron } from "../../../engine/core/cron/parse.ts";
import type { CalendarSchedule } from "../../../engine/core/cron/schedule.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { resolveZone } from "../../../engine/formats/time-zone/resolve.ts";

const parse = (text: string) => unwrap(parseCron(text)) as CalendarSchedule;

describe("nextStart", () => {
  const next = (text: string, after: number) => nextStart(parse(text), UTC, after);
  const noon = instantOfUtc(2026, 3, 2, 12);

  it("is later than the instant given, on a whole second", () => {
    expect(next("* * * * *", noon)).toBe(noon + MINUTE_MS);
    expect(next("* * * * *", noon - 1)).toBe(noon);
    expect(next("* * * * *", noon + 1)).toBe(noon + MINUTE_MS);
    expect(next("0 12 * * *", noon + 1_500)).toBe(noon + DAY_MS);
    expect(nextStart(unwrap(parseCron("@every 7s")), UTC, noon + 1_500)).toBe(noon + 8_000);
  });

  it("looks no further than five years ahead", () => {
    expect(next("0 0 29 2 *", noon)).toBe(instantOfUtc(2028, 2, 29));
    expect(next("0 0 29 2 *", instantOfUtc(2096, 3, 1))).toBeUndefined();
    expect(next("0 0 30 2 *", noon)).toBeUndefined();
    expect(next("0 , * * *", noon)).toBeUndefined();
    expect(next(", 0 * * *", noon)).toBeUndefined();
    expect(next("0 0 * , *", noon)).toBeUndefined();
    expect(next("0 0 * * ,", noon)).toBeUndefined();
  });

  it("ends where a zone leaves out a whole day", () => {
    const from = instantOfUtc(2011, 12, 29);
    const zone = unwrap(resolveZone("Pacific/Apia", from, from + 9 * DAY_MS));
    expect(nextStart(parse("0 0 31 12 *"), zone, from)).toBeUndefined();
  });
});

describe("cronInstants", () => {
  it("ORs the day fields only when both are restricted", () => {
    const days = (text: string) =>
      cronInstants(parse(text), UTC, instantOfUtc(2024, 1, 1), instantOfUtc(2024, 2, 1)).map(
        (at) => civilTime(at).day,
      );
    expect(days("0 0 13 * fri")).toEqual([5, 12, 13, 19, 26]);
    expect(days("0 0 13 * *")).toEqual([13]);
    expect(days("0 0 * * fri")).toEqual([5, 12, 19, 26]);
    expect(days("0 0 13 * */1")).toEqual([13]);
    expect(days("0 0 13 * */6")).toEqual([6, 7, 13, 14, 20, 21, 27, 28]);
  });

  it("includes the start, excludes the end, and stops at the limit", () => {
    const from = instantOfUtc(2024, 1, 1);
    const hourly = parse("@hourly");
    expect(cronInstants(hourly, UTC, from, from + 2 * HOUR_MS)).toEqual([from, from + HOUR_MS]);
    expect(cronInstants(hourly, UTC, from + 1, from + 2 * HOUR_MS)).toEqual([from + HOUR_MS]);
    expect(cronInstants(hourly, UTC, from, from)).toEqual([]);
    expect(cronInstants(hourly, UTC, from, from + DAY_MS, 5)).toHaveLength(5);
  });

  // The rule is Argo's (docs/cron-workflows.md, "Daylight Saving"); the instants follow from it.
  it.each([
    ["Europe/Amsterdam", "59 1 * * *", "2024-03-31", ["2024-03-31T00:59:00Z"]],
    ["Europe/Amsterdam", "0 2 * * *", "2024-03-31", []],
    ["Europe/Amsterdam", "30 2 * * *", "2024-03-31", []],
    ["Europe/Amsterdam", "0 3 * * *", "2024-03-31", ["2024-03-31T01:00:00Z"]],
    ["Europe/Amsterdam", "59 1 * * *", "2024-10-27", ["2024-10-26T23:59:00Z"]],
    [
      "Europe/Amsterdam",
      "0 2 * * *",
      "2024-10-27",
      ["2024-10-27T00:00:00Z", "2024-10-27T01:00:00Z"],
    ],
    [
      "Europe/Amsterdam",
      "59 2 * * *",
      "2024-10-27",
      ["2024-10-27T00:59:00Z", "2024-10-27T01:59:00Z"],
    ],
    ["Europe/Amsterdam", "0 3 * * *", "2024-10-27", ["2024-10-27T02:00:00Z"]],
    ["America/New_York", "0 2 * * *", "2024-03-10", []],
    ["America/New_York", "59 1 * * *", "2024-03-10", ["2024-03-10T06:59:00Z"]],
    ["America/New_York", "0 3 * * *", "2024-03-10", ["2024-03-10T07:00:00Z"]],
    [
      "America/New_York",
      "30 1 * * *",
      "2024-11-03",
      ["2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z"],
    ],
    ["America/New_York", "0 2 * * *", "2024-11-03", ["2024-11-03T07:00:00Z"]],
    [
      "America/Los_Angeles",
      "59 1 * * *",
      "2020-11-01",
      ["2020-11-01T08:59:00Z", "2020-11-01T09:59:00Z"],
    ],
    ["America/Los_Angeles", "1 2 * * *", "2020-03-08", []],
  ])("%s `%s` on %s runs at %j", (timeZone, text, date, expected) => {
    const [year, month, day] = date.split("-").map(Number) as [number, number, number];
    const from = instantOfUtc(year, month, day) - DAY_MS;
    const zone = unwrap(resolveZone(timeZone, from, from + 3 * DAY_MS));
    const instants = cronInstants(parse(text), zone, from, from + 3 * DAY_MS);
    const onDay = instants.filter((at) => civilTime(at, zone).day === day);
    expect(onDay.map(isoInstant)).toEqual(expected);
  });

  it("misses the first start after a change of half an hour, as robfig/cron does", () => {
    const from = instantOfUtc(2026, 10, 2);
    const zone = unwrap(resolveZone("Australia/Lord_Howe", from, from + 4 * DAY_MS));
    const instants = cronInstants(parse("15 3 * * *"), zone, from, from + 3 * DAY_MS);
    expect(instants.map(isoInstant)).toEqual(["2026-10-02T16:45:00Z", "2026-10-04T16:15:00Z"]);
  });

  it("counts @every from the start of the period", () => {
    const from = instantOfUtc(2024, 1, 1);
    const instants = cronInstants(unwrap(parseCron("@every 90m")), UTC, from, from + 4 * HOUR_MS);
    expect(instants.map((at) => at - from)).toEqual([1.5 * HOUR_MS, 3 * HOUR_MS]);
  });

  it("equals a scan of every minute where clocks change by whole hours and not at midnight", () => {
    const field = (min: number, max: number) => {
      const value = fc.integer({ min, max });
      return fc.oneof(
        fc.constantFrom("*", "*/2", "*/7", "?"),
        value.map(String),
        fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}/3`),
        fc.tuple(value, value).map(([a, b]) => `${a},${b}`),
      );
    };
    const fields = fc.tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6));
    const zones = ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "America/St_Johns"];
    const start = fc.constantFrom("2024-03-09", "2024-03-30", "2024-04-06", "2024-10-26");
    fc.assert(
      fc.property(fields, fc.constantFrom(...zones), start, (words, timeZone, date) => {
        const [year, month, day] = date.split("-").map(Number) as [number, number, number];
        const from = instantOfUtc(year, month, day) + 7 * MINUTE_MS;
        const to = from + 2 * DAY_MS;
        const zone = unwrap(resolveZone(timeZone, from, to));
        const cron = parse(words.join(" "));
        const expected: number[] = [];
        for (let at = from; at < to; at += MINUTE_MS) {
          const time = civilTime(at, zone);
          const date = cron.daysOfMonth.has(time.day);
          const weekday = cron.weekdays.has(time.weekday);
          const onDay = cron.eitherDay ? date || weekday : date && weekday;
          if (!onDay || !cron.months.has(time.month)) continue;
          if (cron.hours.has(time.hour) && cron.minutes.has(time.minute)) {
            expected.push(at);
          }
        }
        expect(cronInstants(cron, zone, from, to)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
