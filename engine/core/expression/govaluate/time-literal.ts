/** Quoted texts that govaluate takes for dates. */
import { unixSeconds } from "../go/time.ts";
import { parseGoTime } from "../go/time-parse.ts";

/** Layouts in the order in which they are tried, with the lengths (in bytes) of texts they fit. */
const LAYOUTS: readonly (readonly [layout: string, shortest: number, longest: number])[] = [
  ["Mon Jan _2 15:04:05 2006", 23, 24],
  ["Mon Jan 02 15:04:05 -0700 2006", 30, 30],
  ["3:04PM", 6, 7],
  ["2006-01-02T15:04:05Z07:00", 25, 25],
  ["2006-01-02T15:04:05.999999999Z07:00", 35, 35],
  ["2006-01-02", 10, 10],
  ["2006-01-02 15:04", 16, 16],
  ["2006-01-02 15:04:05", 19, 19],
  ["2006-01-02 15:04:05-07:00", 25, 25],
  ["2006-01-02T15Z0700", 18, 18],
  ["2006-01-02T15:04Z0700", 21, 21],
  ["2006-01-02T15:04:05Z0700", 24, 24],
  ["2006-01-02T15:04:05.999999999Z0700", 34, 34],
];

/**
 * Unix seconds of a text that is a date; undefined for any other. `2024-01-01T00:00:00Z` is none:
 * with a `Z` it is shorter than the layouts, and stays a text.
 */
export function unixSecondsOfText(text: string): number | undefined {
  if (!/[:-]/.test(text)) return undefined;
  for (const [layout, shortest, longest] of LAYOUTS) {
    if (text.length < shortest || text.length > longest) continue;
    const time = parseGoTime(layout, text);
    if (time !== undefined) return Number(unixSeconds(time));
  }
  return undefined;
}
