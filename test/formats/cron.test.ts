import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilTime, instantOfUtc, isoInstant, UTC } from "../../engine/core/clock/civil.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { cronInstants } from "../../engine/formats/cron/instants.ts";
import { parseCron } from "../../engine/formats/cron/parse.ts";
import { resolveZone } from "../../engine/formats/time-zone/resolve.ts";

const parse = (text: string) => unwrap(parseCron(text));
const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);

describe("parseCron", () => {
  it("reads lists, ranges, steps and names", () => {
    const cron = parse("0,30 8-10/2 */10 Jan-MAR,dec ?");
    expect(cron.minutes).toEqual([0, 30]);
    expect(cron.hours).toEqual([8, 10]);
    expect(sorted(cron.daysOfMonth)).toEqual([1, 11, 21, 31]);
    expect(sorted(cron.months)).toEqual([1, 2, 3, 12]);
    expect(sorted(cron.weekdays)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(parse("5/20 * * * mon-fri").minutes).toEqual([5, 25, 45]);
    expect(sorted(parse("0 0 * * mon-fri").weekdays)).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([
    ["@hourly", "0 * * * *"],
    ["@daily", "0 0 * * *"],
    ["@midnight", "0 0 * * *"],
    ["@weekly", "0 0 * * sun"],
    ["@monthly", "0 0 1 * *"],
    ["@yearly", "0 0 1 1 *"],
  ])("%s means %s", (shorthand, fields) => {
    expect(parse(shorthand)).toEqual({ ...parse(fields), text: shorthand });
  });

  it.each([
    ["0 2 * *", "cron/syntax", /4 fields/],
    ["", "cron/syntax", /0 fields/],
    ["0 0 2 * * *", "cron/syntax", /6 fields/],
    ["TZ=UTC 0 2 * * *", "cron/syntax", /6 fields/],
    ["@every 1h", "cron/syntax", /shorthand/],
    ["60 2 * * *", "cron/syntax", /minute field "60" .* 60 lies outside 0 to 59/],
    ["0 2-1 * * *", "cron/syntax", /hour field .* backwards/],
    ["0 2 0 * *", "cron/syntax", /day of month field/],
    ["0 2 * 13 *", "cron/syntax", /month field/],
    ["0 2 * * 7", "cron/syntax", /Sunday is 0/],
    ["*/0 2 * * *", "cron/syntax", /never advances/],
    ["1-2-3 2 * * *", "cron/syntax", /more than one hyphen/],
    ["1/2/3 2 * * *", "cron/syntax", /more than one slash/],
    ["x 2 * * *", "cron/syntax", /"x" is not a value/],
    ["-1 2 * * *", "cron/syntax", /a value is missing/],
    [", 2 * * *", "cron/syntax", /has no value/],
    ["0 0 30 2 *", "cron/never", /never occurs/],
  ])("refuses %j", (text, code, message) => {
    const result = parseCron(text);
    if (result.ok) throw new Error("accepted");
    expect(result.issues[0]?.code).toBe(code);
    expect(result.issues[0]?.message).toMatch(message);
    expect(result.issues[0]?.hint).not.toBe("");
  });

  it("names every wrong field at once", () => {
    const result = parseCron("61 25 * * 8");
    expect(result.ok ? [] : result.issues.map((issue) => issue.path)).toEqual([
      "minute",
      "hour",
      "day of week",
    ]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0159*/-,? @LmonJAN") }), (text) => {
        expect(typeof parseCron(text).ok).toBe("boolean");
      }),
    );
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

  it("equals a scan of every minute", () => {
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
    const zones = ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
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
          if (cron.hours.includes(time.hour) && cron.minutes.includes(time.minute)) {
            expected.push(at);
          }
        }
        expect(cronInstants(cron, zone, from, to)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
