/** Durations as people write them: `90s`, `10m`, `2h30m`, `1d`. */
import { DAY_MS, type DurationMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "./units.ts";

const UNITS: Readonly<Record<string, DurationMs>> = {
  d: DAY_MS,
  h: HOUR_MS,
  m: MINUTE_MS,
  s: SECOND_MS,
  ms: 1,
};
const PART = /^(\d+(?:\.\d+)?)(ms|d|h|m|s)/;

/** Milliseconds, rounded to an integer; undefined when the text is not a duration. */
export function parseDuration(text: string): DurationMs | undefined {
  let rest = text.trim();
  if (rest === "") return undefined;
  let total = 0;
  while (rest !== "") {
    const part = PART.exec(rest);
    if (part === null) return undefined;
    total += Number(part[1]) * (UNITS[part[2] as string] as number);
    rest = rest.slice(part[0].length);
  }
  const durationMs = Math.round(total);
  return Number.isSafeInteger(durationMs) ? durationMs : undefined;
}

/** `2 h 30 min`: the two largest units that are not zero. */
export function formatDuration(durationMs: DurationMs): string {
  const parts: [number, string][] = [
    [Math.floor(durationMs / DAY_MS), "d"],
    [Math.floor((durationMs % DAY_MS) / HOUR_MS), "h"],
    [Math.floor((durationMs % HOUR_MS) / MINUTE_MS), "min"],
    [Math.floor((durationMs % MINUTE_MS) / SECOND_MS), "s"],
  ];
  const shown = parts.filter(([value]) => value > 0).slice(0, 2);
  return shown.length === 0 ? "0 s" : shown.map(([value, unit]) => `${value} ${unit}`).join(" ");
}
