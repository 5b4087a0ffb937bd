/** Parameters as people read them: titles, units, and values to begin with. */

import type { ParameterValue } from "../../core/sweep/axes.ts";
import { durationText } from "../../core/sweep/range.ts";
import { parseDuration } from "../../core/units/duration.ts";
import type { Parameter } from "./parameters.ts";

/** Units that stand at the end of a field's name. */
const UNITS = [
  ["GPerKwh", "g/kWh"],
  ["PerHour", "per hour"],
  ["Pct", "%"],
  ["Gib", "GiB"],
  ["Kwh", "kWh"],
  ["Kg", "kg"],
  ["Years", "years"],
  ["W", "W"],
] as const;

/** Around the scenario's own value. */
const FACTORS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const SEEDS = 10;

/** `Threshold < 240 g: limit`; without a policy `node pool: max nodes`. */
export function titleOf(
  { name, policy }: Pick<Parameter, "name" | "policy">,
  policies: readonly { readonly name: string; readonly title?: string | undefined }[],
): string {
  if (policy === undefined) return words(name.split(".").slice(-2).join(": "));
  const owner = policies.find((each) => each.name === policy)?.title ?? policy;
  return `${owner}: ${words(name.slice(policy.length + 1))}`;
}

export function unitOf({ name }: Pick<Parameter, "name">): string | undefined {
  return UNITS.find(([ending]) => name.endsWith(ending))?.[1];
}

/** `limitGPerKwh` as `limit`, `maxNodes` as `max nodes`. */
function words(name: string): string {
  const ending = UNITS.find(([each]) => name.endsWith(each) && name !== each)?.[0] ?? "";
  const bare = name.slice(0, name.length - ending.length);
  const spaced = bare.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Values to begin with; empty where none can be guessed. */
export function suggestionsFor({ name, field, uncertain }: Parameter): ParameterValue[] {
  const { kind, current, choices, minimum = -Infinity, maximum = Infinity } = field;
  if (choices !== undefined) return [...choices];
  if (kind === "integer" && uncertain && name !== "year") return counted(SEEDS);
  if (name === "year" && typeof current === "number") return [current - 2, current - 1, current];
  if (name === "start") return monthsFrom(String(current));
  if (kind === "duration" && typeof current === "string") {
    const ownMs = parseDuration(current) ?? 0;
    return unique(FACTORS.map((factor) => durationText(Math.round(factor * ownMs))));
  }
  if ((kind !== "number" && kind !== "integer") || typeof current !== "number") return [];
  const scaled = FACTORS.map((factor) => Number((factor * current).toPrecision(6)));
  const whole = kind === "integer" ? scaled.map(Math.round) : scaled;
  return unique(whole.filter((value) => value >= minimum && value <= maximum));
}

/** The first of each month of a year. */
function monthsFrom(date: string): string[] {
  if (!/^\d{4}-/.test(date)) return [];
  return counted(12).map((month) => `${date.slice(0, 4)}-${String(month).padStart(2, "0")}-01`);
}

function counted(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
