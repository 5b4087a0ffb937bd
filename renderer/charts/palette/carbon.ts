/**
 * Colours for carbon intensity: pale yellow to dark brown in equal steps of lightness, over a fixed
 * domain, so that the same colour means the same number in every picture. On dark paper the ramp runs
 * the other way: what is high stands out from the paper in both themes.
 */
import { interpolateRgbBasis, scaleLinear } from "d3";

export type Theme = "light" | "dark";

/** Grams of CO2 equivalent per kWh at the two ends; beyond them the colour stays. */
export const CARBON_DOMAIN: readonly [number, number] = [0, 800];

const LIGHT = [
  "#fff3c4",
  "#fbdf8c",
  "#efbb62",
  "#d8933f",
  "#b76b24",
  "#8a4816",
  "#5c2d10",
  "#32170b",
];
const DARK = [
  "#3a2713",
  "#573815",
  "#7c501a",
  "#a56d24",
  "#cc8f3a",
  "#e8b461",
  "#f7d998",
  "#fff6dc",
];

const ramps = { light: interpolateRgbBasis(LIGHT), dark: interpolateRgbBasis(DARK) };
const position = scaleLinear([...CARBON_DOMAIN], [0, 1]).clamp(true);

/** The colour of an intensity in g/kWh, as `rgb(r, g, b)`. */
export function carbonColor(gPerKwh: number, theme: Theme): string {
  return ramps[theme](position(gPerKwh));
}

/** The same ramp for any figure: 0 is pale on light paper, 1 stands out most. */
export function rampColor(position: number, theme: Theme): string {
  return ramps[theme](Math.min(1, Math.max(0, position)));
}

/** Evenly spaced samples for a legend: value and colour. */
export function carbonLegend(theme: Theme, count = 9): { gPerKwh: number; color: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const gPerKwh = (CARBON_DOMAIN[1] * index) / (count - 1);
    return { gPerKwh, color: carbonColor(gPerKwh, theme) };
  });
}
