/** Plain arithmetic for pictures: linear scales, round ticks, and the geometry all figures share. */

export type Scale = (value: number) => number;

/** Pixels of the drawing; it is shown as wide as the page allows. */
export const WIDTH = 1_060;
/** Left of this stand labels. */
export const LEFT = 178;
export const RIGHT = WIDTH - 14;

export function linear(from: readonly [number, number], to: readonly [number, number]): Scale {
  const span = from[1] - from[0];
  const factor = span === 0 ? 0 : (to[1] - to[0]) / span;
  return (value) => to[0] + (value - from[0]) * factor;
}

/** From 0 in steps of 1, 2 or 5 x 10^n, up to the first tick that holds the largest value. */
export function ticks(largest: number, count: number): number[] {
  const step = roundStep(largest / count);
  const marks: number[] = [];
  for (let index = 0; index === 0 || (index - 1) * step < largest; index++)
    marks.push(index * step);
  return marks;
}

function roundStep(atLeast: number): number {
  let power = 1;
  while (power < atLeast) power *= 10;
  while (power / 10 >= atLeast && power > 1e-6) power /= 10;
  return [power / 5, power / 2, power].find((step) => step >= atLeast) ?? power;
}
