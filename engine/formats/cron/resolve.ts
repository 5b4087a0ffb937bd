/** Makes a CronWorkflow ready to run: parses its schedules and resolves their time zones. */
import type { CronWorkflow } from "../../core/cron/cron-workflow.ts";
import type { CronPlan, ZonedSchedule } from "../../core/cron/plan.ts";
import { parseZonedCron } from "../../core/cron/zoned.ts";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { DAY_MS, type InstantMs } from "../../core/units/units.ts";
import { resolveZone } from "../time-zone/resolve.ts";

/** Most schedules of one CronWorkflow. */
const MAX_SCHEDULES = 100;
/** Offsets are resolved this far beyond the period: a walk may look a little ahead or behind. */
const MARGIN_MS = DAY_MS;

/**
 * The plan of a CronWorkflow over `[fromMs, toMs)`.
 *
 * Fails with `cron/syntax` and `scenario/time-zone`, warns with `cron/never`; the paths are those of
 * the manifest.
 */
export function resolveCron(
  cron: CronWorkflow,
  fromMs: InstantMs,
  toMs: InstantMs,
): Result<CronPlan> {
  const count = cron.schedules.length;
  if (count === 0 || count > MAX_SCHEDULES) {
    const message = `the CronWorkflow "${cron.name}" has ${count} schedules`;
    const hint = `Give it 1 to ${MAX_SCHEDULES}, for example \`0 2 * * *\`.`;
    return failure([problem("cron/syntax", message, hint, { path: "spec.schedules" })]);
  }
  const schedules: ZonedSchedule[] = [];
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  for (const [i, text] of cron.schedules.entries()) {
    const resolved = resolveSchedule(text, cron.timezone, fromMs, toMs);
    const where = { path: `spec.schedules[${i}]` };
    const found = resolved.ok ? resolved.warnings : resolved.issues;
    (resolved.ok ? warnings : issues).push(...found.map((issue) => ({ ...issue, ...where })));
    if (resolved.ok) schedules.push(resolved.value);
  }
  return issues.length > 0 ? failure(issues) : success({ cron, schedules }, warnings);
}

function resolveSchedule(
  text: string,
  timezone: string | undefined,
  fromMs: InstantMs,
  toMs: InstantMs,
): Result<ZonedSchedule> {
  const parsed = parseZonedCron(text, timezone);
  if (!parsed.ok) return parsed;
  const { schedule, timeZone } = parsed.value;
  const zone = resolveZone(timeZone, fromMs - MARGIN_MS, toMs + MARGIN_MS);
  return zone.ok ? success({ schedule, zone: zone.value }, parsed.warnings) : zone;
}
