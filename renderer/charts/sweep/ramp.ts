/** The colour scale of a heat map: pale is better, whichever way the figure prefers. */
import { ticks } from "d3";
import { rampColor, type Theme } from "../palette/carbon.ts";

export interface Ramp {
  readonly min: number;
  readonly max: number;
  /** Round values inside, ascending. */
  readonly ticks: readonly number[];
  /** From 0, the best, to 1. */
  position(value: number): number;
  color(value: number, theme: Theme): string;
}

/** Black or white, whichever stands out more from a colour such as `rgb(1, 2, 3)`. */
export function inkOn(color: string): "#000000" | "#ffffff" {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map((each) => {
    const part = Number(each) / 255;
    // Linear light of sRGB, as WCAG 2 defines relative luminance.
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
}

/** A ramp over the values that are there; undefined when there is none. */
export function rampOf(
  values: Iterable<number>,
  better: "less" | "more" | "none",
): Ramp | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return undefined;
  // Equal values are in the middle: neither the best nor the worst.
  const share = (value: number) => (max === min ? 0.5 : (value - min) / (max - min));
  const position = (value: number) => (better === "more" ? 1 - share(value) : share(value));
  return {
    min,
    max,
    ticks: max === min ? [min] : ticks(min, max, 4),
    position,
    color: (value, theme) => rampColor(0.04 + 0.92 * position(value), theme),
  };
}
