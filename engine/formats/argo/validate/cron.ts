/** CronWorkflows: schedules, time zone, and when not to start. */
import { parseCron } from "../../cron/parse.ts";
import { below, type CronDocument, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import { checkNotNegative } from "./amounts.ts";
import { checkCondition, checkExpression } from "./expressions.ts";

export function checkCron(report: Report, { spec, locate }: CronDocument): void {
  const place: Place = { locate, path: ["spec"] };
  const { schedules = [], timezone = "" } = spec;
  if (schedules.length === 0) {
    const hint = "Add a cron expression such as `0 2 * * *`.";
    report.error("argo/missing", below(place, "schedules"), "there is no schedule", hint);
  }
  schedules.forEach((schedule, index) => {
    const parsed = parseCron(schedule, timezone);
    const found = parsed.ok ? parsed.warnings : parsed.issues;
    report.add(
      found.map((issue) => {
        const ofZone = issue.code === "scenario/time-zone" && timezone !== "";
        const where = ofZone ? below(place, "timezone") : below(place, "schedules", index);
        return { ...issue, ...locate(where.path) };
      }),
    );
  });
  const counts = [
    "startingDeadlineSeconds",
    "successfulJobsHistoryLimit",
    "failedJobsHistoryLimit",
  ];
  checkNotNegative(report, spec, counts, place);
  checkCondition(report, spec.when, "names", below(place, "when"));
  const expression = below(place, "stopStrategy", "expression");
  checkExpression(report, spec.stopStrategy?.expression, expression);
}
