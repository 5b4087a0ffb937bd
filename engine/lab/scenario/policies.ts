/** Policies as plain data: schedules become instants, titles get their default. */
import { civilTime, instantOfWall, offsetAt, type ZoneOffsets } from "../../core/clock/civil.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { faultOf } from "../../core/policy/custom/condition.ts";
import type { PolicySpec } from "../../core/policy/spec.ts";
import type { PolicyDocument } from "../../core/scenario/policy-schema.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS, type DurationMs, type InstantMs } from "../../core/units/units.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";
import { instantsIn, type Period, zoneOver } from "./period.ts";

type Locate = YamlDocument["locate"];

export function resolvePolicies(
  documents: readonly PolicyDocument[],
  period: Period,
  locate: Locate,
): Result<PolicySpec[]> {
  const specs: PolicySpec[] = [];
  for (const [index, document] of documents.entries()) {
    const spec = resolvePolicy(document, period, (path) =>
      locate(["spec", "policies", index, ...path]),
    );
    if (!spec.ok) return spec;
    specs.push(spec.value);
  }
  return success(specs);
}

/** Each type that is not written as it is read has a case of its own. */
export function resolvePolicy(
  document: PolicyDocument,
  period: Period,
  locate: Locate,
): Result<PolicySpec> {
  const title = document.title ?? document.name;
  switch (document.type) {
    case "cron":
      return resolveCron(document, title, period, locate);
    case "bidirectional-window": {
      const { before, after, step, ...same } = document;
      const bounds = { beforeMs: durationMs(before), afterMs: durationMs(after) };
      const stepMs = step === undefined ? undefined : durationMs(step);
      return success({ ...same, title, ...bounds, stepMs });
    }
    case "deadline-window": {
      const { slot, timeZone, ...same } = document;
      const zone = zoneOf(timeZone, period, locate);
      if (!zone.ok) return zone;
      return success({ ...same, title, slotMs: durationMs(slot), zone: zone.value });
    }
    case "budget": {
      const { every, timeZone, ...same } = document;
      const zone = zoneOf(timeZone, period, locate);
      if (!zone.ok) return zone;
      const windowsMs = windowsFromMonday(durationMs(every), { ...period, zone: zone.value });
      return success({ ...same, title, windowsMs });
    }
    case "custom":
      return resolveCustom(document, title, period, locate);
    case "all-jobs-wait":
    case "lowest-slot":
    case "ecovisor": {
      const { maxWait, ...same } = document;
      return success({ ...same, title, ...msOf("maxWaitMs", maxWait) });
    }
    case "carbon-time": {
      const { maxWait, every, ...same } = document;
      return success({ ...same, title, ...startTimes(maxWait, every) });
    }
    case "reserved-first": {
      const { maxWait, every, then: rule, ...same } = document;
      return success({ ...same, title, rule, ...startTimes(maxWait, every) });
    }
    case "wait-awhile":
    case "carbon-scaler": {
      const { slot, ...same } = document;
      return success({ ...same, title, ...msOf("slotMs", slot) });
    }
    default:
      return success({ ...document, title });
  }
}

function startTimes(maxWait: string | undefined, every: string | undefined) {
  return { ...msOf("maxWaitMs", maxWait), ...msOf("everyMs", every) };
}

/** A duration under the name that the specification has for it, or nothing. */
function msOf<Key extends string>(key: Key, text: string | undefined): { [K in Key]?: number } {
  const ms = text === undefined ? undefined : parseDuration(text);
  return (ms === undefined ? {} : { [key]: ms }) as { [K in Key]?: number };
}

function resolveCron(
  document: Extract<PolicyDocument, { type: "cron" }>,
  title: string,
  period: Period,
  locate: Locate,
): Result<PolicySpec> {
  const zone = zoneOf(document.timeZone, period, locate);
  if (!zone.ok) return zone;
  const { timeZone } = zone.value;
  const where = { ...period, zone: zone.value };
  const instants = instantsIn(document.schedule, where, locate, ["schedule"]);
  if (!instants.ok) return instants;
  return success({ ...document, title, timeZone, instantsMs: instants.value });
}

function resolveCustom(
  document: Extract<PolicyDocument, { type: "custom" }>,
  title: string,
  period: Period,
  locate: Locate,
): Result<PolicySpec> {
  const { recheckEvery, timeZone, skipWhen, ...same } = document;
  const issues = (["startWhen", "skipWhen"] as const).flatMap((field) => {
    const text = document[field];
    const fault = text === undefined ? undefined : faultOf(text);
    if (fault === undefined) return [];
    const message = `'${field}' cannot be used: ${fault.message}`;
    return [problem("policy/expression", message, fault.hint, locate([field]))];
  });
  if (issues.length > 0) return failure(issues);
  const zone = zoneOf(timeZone, period, locate);
  if (!zone.ok) return zone;
  const recheckEveryMs = durationMs(recheckEvery);
  return success({ ...same, title, skipWhen, recheckEveryMs, zone: zone.value });
}

/**
 * Beginnings of windows, from the Monday at or before the period to behind its end. Whole days are days of
 * the calendar, 23 or 25 hours long where clocks change; anything else is that much time.
 */
function windowsFromMonday(everyMs: DurationMs, { fromMs, toMs, zone }: Period): InstantMs[] {
  const { weekday } = civilTime(fromMs, zone);
  const today = Math.floor((fromMs + offsetAt(zone, fromMs)) / DAY_MS);
  const mondayMs = (today - ((weekday + 6) % 7)) * DAY_MS;
  const firstMs = instantOfWall(mondayMs, zone);
  const byCalendar = everyMs % DAY_MS === 0;
  const windows = [firstMs];
  for (let sinceMs = everyMs; (windows.at(-1) as InstantMs) <= toMs; sinceMs += everyMs) {
    windows.push(byCalendar ? instantOfWall(mondayMs + sinceMs, zone) : firstMs + sinceMs);
  }
  return windows;
}

/** The zone that a policy names, or the period's. */
function zoneOf(timeZone: string | undefined, period: Period, locate: Locate): Result<ZoneOffsets> {
  if (timeZone === undefined) return success(period.zone);
  return zoneOver(timeZone, period.fromMs, period.toMs, locate(["timeZone"]));
}

/** A duration that the schema has accepted. */
function durationMs(text: string): DurationMs {
  return parseDuration(text) as DurationMs;
}
