import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCron } from "../../../engine/core/cron/parse.ts";
import type { CalendarSchedule } from "../../../engine/core/cron/schedule.ts";
import { parseZonedCron } from "../../../engine/core/cron/zoned.ts";
import { unwrap } from "../../../engine/core/issue.ts";

const parse = (text: string) => unwrap(parseCron(text)) as CalendarSchedule;
const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);

describe("parseCron", () => {
  it("reads lists, ranges, steps and names", () => {
    const cron = parse("0,30 8-10/2 */10 Jan-MAR,dec ?");
    expect(sorted(cron.minutes)).toEqual([0, 30]);
    expect(sorted(cron.hours)).toEqual([8, 10]);
    expect(sorted(cron.daysOfMonth)).toEqual([1, 11, 21, 31]);
    expect(sorted(cron.months)).toEqual([1, 2, 3, 12]);
    expect(sorted(cron.weekdays)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(sorted(parse("5/20 * * * mon-fri").minutes)).toEqual([5, 25, 45]);
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
    ["@every 90", "cron/syntax", /not a duration/],
    ["@every 1d", "cron/syntax", /not a duration/],
    ["@reboot", "cron/syntax", /shorthand/],
    [" @daily", "cron/syntax", /1 fields/],
    ["@daily ", "cron/syntax", /shorthand/],
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
    ["H 2 * * *", "cron/syntax", /"H" is not a value/],
    [`${"0,".repeat(600)}0 2 * * *`, "cron/syntax", /too long/],
  ])("refuses %j", (text, code, message) => {
    const result = parseCron(text);
    if (result.ok) throw new Error("accepted");
    expect(result.issues[0]?.code).toBe(code);
    expect(result.issues[0]?.message).toMatch(message);
    expect(result.issues[0]?.hint).not.toBe("");
  });

  it.each([
    ["0 0 30 2 *", true],
    ["0 0 31 4,6,9,11 *", true],
    [", 2 * * *", true],
    ["0 0 29 2 *", false],
    ["0 0 31 2 fri", false],
  ])("warns of %j, which Argo accepts and never starts: %j", (text, never) => {
    const result = parseCron(text);
    expect(result.ok && result.warnings.map((issue) => issue.code)).toEqual(
      never ? ["cron/never"] : [],
    );
  });

  it.each([
    ["@every 1h30m", 5_400_000],
    ["@every 90.5s", 90_000],
    ["@every 10ms", 1_000],
    ["@every -5m", 1_000],
  ])("%s is %d ms", (text, everyMs) => {
    expect(unwrap(parseCron(text))).toEqual({ kind: "interval", text, everyMs });
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

describe("parseZonedCron", () => {
  it.each([
    ["0 9 * * *", undefined, "UTC"],
    ["0 9 * * *", "", "UTC"],
    ["0 9 * * *", "Asia/Tokyo", "Asia/Tokyo"],
    ["CRON_TZ=Asia/Tokyo 0 9 * * *", undefined, "Asia/Tokyo"],
    ["TZ=Asia/Tokyo   @daily ", undefined, "Asia/Tokyo"],
    ["TZ= 0 9 * * *", undefined, "UTC"],
    ["TZ=Local 0 9 * * *", undefined, "UTC"],
  ])("%j with timezone %j is in %s", (text, timezone, expected) => {
    expect(unwrap(parseZonedCron(text, timezone)).timeZone).toBe(expected);
  });

  it.each([
    ["CRON_TZ=Asia/Tokyo 0 9 * * *", "UTC"],
    ["CRON_TZ=Asia/Tokyo TZ=UTC 0 9 * * *", undefined],
    ["cron_tz=Asia/Tokyo 0 9 * * *", undefined],
    [" TZ=Asia/Tokyo 0 9 * * *", undefined],
    ["TZ=Asia/Tokyo", undefined],
  ])("refuses %j with timezone %j", (text, timezone) => {
    const result = parseZonedCron(text, timezone);
    expect(result.ok || result.issues.map((issue) => issue.code)).toEqual(["cron/syntax"]);
  });
});
