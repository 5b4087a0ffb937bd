import { describe, expect, it } from "vitest";
import { instantOfUtc, isoInstant } from "../../engine/core/clock/civil.ts";
import type { CronWorkflow } from "../../engine/core/cron/cron-workflow.ts";
import { nextScheduled } from "../../engine/core/cron/plan.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { DAY_MS } from "../../engine/core/units/units.ts";
import { parseCron } from "../../engine/formats/cron/parse.ts";
import { resolveCron } from "../../engine/formats/cron/resolve.ts";

const FROM = instantOfUtc(2026, 3, 2);

function resolve(fields: Partial<CronWorkflow>, days = 400) {
  const cron: CronWorkflow = {
    name: "train",
    namespace: "ml",
    schedules: ["0 * * * *"],
    concurrencyPolicy: "Allow",
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    ...fields,
  };
  return resolveCron(cron, FROM, FROM + days * DAY_MS);
}

describe("resolveCron", () => {
  it.each([
    [{ schedules: ["0 9 * * *"] }, "2026-03-02T09:00:00Z"],
    [{ schedules: ["0 9 * * *"], timezone: "Asia/Tokyo" }, "2026-03-02T00:00:00Z"],
    [{ schedules: ["CRON_TZ=Europe/Berlin 0 9 * * *"] }, "2026-03-02T08:00:00Z"],
    [{ schedules: ["0 9 * * *", "CRON_TZ=Europe/Berlin 0 9 * * *"] }, "2026-03-02T08:00:00Z"],
    [{ schedules: ["0 9 1 7 *"], timezone: "America/New_York" }, "2026-07-01T13:00:00Z"],
  ])("%j starts next at %s", (fields, expected) => {
    expect(isoInstant(nextScheduled(unwrap(resolve(fields)), FROM) ?? 0)).toBe(expected);
  });

  it.each([
    [{ schedules: [] }, "cron/syntax", "spec.schedules"],
    [{ schedules: new Array(101).fill("0 * * * *") }, "cron/syntax", "spec.schedules"],
    [{ schedules: ["0 * * * *", "0 25 * * *"] }, "cron/syntax", "spec.schedules[1]"],
    [
      { schedules: ["0 * * * *"], timezone: "Mars/Olympus" },
      "scenario/time-zone",
      "spec.schedules[0]",
    ],
    [{ schedules: ["TZ=Mars/Olympus 0 * * * *"] }, "scenario/time-zone", "spec.schedules[0]"],
    [{ schedules: ["TZ=UTC 0 * * * *"], timezone: "UTC" }, "cron/syntax", "spec.schedules[0]"],
  ])("refuses %j with %s at %s", (fields, code, path) => {
    const result = resolve(fields);
    if (result.ok) throw new Error("accepted");
    expect(result.issues.map((issue) => [issue.code, issue.path])).toEqual([[code, path]]);
  });

  it("keeps a schedule that is never due, with a warning", () => {
    const result = resolve({ schedules: ["0 0 30 2 *", "0 * * * *"] });
    if (!result.ok) throw new Error("refused");
    expect(result.warnings.map((issue) => [issue.code, issue.path])).toEqual([
      ["cron/never", "spec.schedules[0]"],
    ]);
    expect(nextScheduled(result.value, FROM)).toBe(FROM);
  });
});

describe("parseCron", () => {
  it.each([
    ["0 9 * * *", undefined, []],
    ["CRON_TZ=Asia/Tokyo 0 9 * * *", undefined, []],
    ["CRON_TZ=Asia/Tokio 0 9 * * *", undefined, ["scenario/time-zone"]],
    ["0 9 * * *", "Asia/Tokio", ["scenario/time-zone"]],
    ["CRON_TZ=Asia/Tokyo 0 9 * * *", "UTC", ["cron/syntax"]],
    ["0 0 31 2 *", undefined, ["cron/never"]],
  ])("finds in %j with timezone %j: %j", (text, timezone, codes) => {
    const result = parseCron(text, timezone);
    const found = result.ok ? result.warnings : result.issues;
    expect(found.map((issue) => issue.code)).toEqual(codes);
  });
});
