/** Values that the options of `lowtide workflow` take. */
import { InvalidArgumentError } from "commander";
import type { InstantMs } from "../../core/units/units.ts";

/** Adds one `k=v` of a repeated option. */
export function collectPair(
  text: string,
  pairs: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Write it NAME=VALUE.");
  return { ...pairs, [text.slice(0, at)]: text.slice(at + 1) };
}

/** `2026-01-31`, or `2026-01-31T12:00:00Z` with any offset. */
export function parseInstant(text: string): InstantMs {
  const written = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/.test(text);
  const instantMs = written ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(instantMs)) return instantMs;
  throw new InvalidArgumentError("An instant is like 2026-01-31 or 2026-01-31T12:00:00Z.");
}

/** An integer within bounds, both included. */
export function integerFrom(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give an integer from ${min} to ${max}.`);
  };
}
