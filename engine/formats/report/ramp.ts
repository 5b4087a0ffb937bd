/** The colours of carbon intensity: 16 classes of 50 g/kWh over a fixed domain, in both themes. */

/** Pale yellow to dark brown in equal steps of lightness. */
const LIGHT = "fff3c4 fbdf8c efbb62 d8933f b76b24 8a4816 5c2d10 32170b".split(" ");
/** On dark paper what is high stands out as well, so the ramp runs the other way. */
const DARK = "3a2713 573815 7c501a a56d24 cc8f3a e8b461 f7d998 fff6dc".split(" ");

const CLASSES = 16;
export const CLASS_G_PER_KWH = 50;

/** CSS class of an intensity: `c0` below 50 g/kWh to `c15` from 750 on. */
export function intensityClass(gPerKwh: number): string {
  const index = Math.floor(gPerKwh / CLASS_G_PER_KWH);
  return `c${Math.min(CLASSES - 1, Math.max(0, index))}`;
}

/** The classes as CSS custom properties, `--c0` and on. */
export function rampProperties(theme: "light" | "dark"): string {
  const stops = (theme === "light" ? LIGHT : DARK).map(channels);
  return Array.from({ length: CLASSES }, (_, index) => {
    const position = (index / (CLASSES - 1)) * (stops.length - 1);
    const below = Math.min(stops.length - 2, Math.floor(position));
    const [from, to] = [stops[below] as number[], stops[below + 1] as number[]];
    const mixed = from.map((value, channel) =>
      Math.round(value + ((to[channel] as number) - value) * (position - below)),
    );
    return `--c${index}:rgb(${mixed.join(" ")})`;
  }).join(";");
}

/** `.c0{fill:var(--c0)}` and on. */
export function rampRules(): string {
  return Array.from({ length: CLASSES }, (_, index) => `.c${index}{fill:var(--c${index})}`).join(
    "",
  );
}

function channels(hex: string): number[] {
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
