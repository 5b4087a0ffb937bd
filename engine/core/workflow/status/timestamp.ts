/** Instants as Kubernetes writes them. */
import { civilTime } from "../../clock/civil.ts";
import type { InstantMs } from "../../units/units.ts";

/** RFC 3339 in UTC, to the second: `2026-03-29T01:30:00Z`. */
export function rfc3339(atMs: InstantMs): string {
  const { year, month, day, hour, minute } = civilTime(atMs);
  const second = Math.floor(atMs / 1_000) - Math.floor(atMs / 60_000) * 60;
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}Z`;
}

/** As Go prints a time in UTC: `2026-03-29 01:30:00 +0000 UTC`. */
export function goTime(atMs: InstantMs): string {
  return `${rfc3339(atMs).replace("T", " ").replace("Z", "")} +0000 UTC`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
