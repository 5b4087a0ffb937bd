/** The carbon ramp can be read by everyone: lightness goes one way, and steps can be told apart. */
import { describe, expect, it } from "vitest";
import { CARBON_DOMAIN, carbonColor, type Theme } from "../../renderer/charts/palette/carbon.ts";
import { difference, lab, parseRgb, VISIONS } from "./color-vision.ts";

const cases = (["light", "dark"] as const).flatMap((theme) =>
  Object.keys(VISIONS).map((vision) => [theme, vision] as const),
);

function seen(theme: Theme, vision: string, stepG: number) {
  const count = CARBON_DOMAIN[1] / stepG + 1;
  return Array.from({ length: count }, (_, index) =>
    lab(parseRgb(carbonColor(index * stepG, theme)), VISIONS[vision] ?? []),
  );
}

describe.each(cases)("carbon ramp, %s theme, %s vision", (theme, vision) => {
  it("changes lightness in one direction", () => {
    const lightness = seen(theme, vision, 25).map(([l]) => l);
    const up = theme === "dark";
    for (let i = 1; i < lightness.length; i++) {
      const change = (lightness[i] as number) - (lightness[i - 1] as number);
      expect(up ? change : -change).toBeGreaterThan(0.5);
    }
  });

  it("keeps 100 g/kWh apart by a difference that is seen at a glance", () => {
    const colors = seen(theme, vision, 100);
    for (let i = 0; i < colors.length; i++)
      for (let j = i + 1; j < colors.length; j++)
        expect(difference(colors[i] ?? [0, 0, 0], colors[j] ?? [0, 0, 0])).toBeGreaterThan(7);
  });
});

describe("carbon ramp", () => {
  it("has one colour for one number, and stays at its ends", () => {
    expect(carbonColor(-20, "light")).toBe(carbonColor(0, "light"));
    expect(carbonColor(2_000, "dark")).toBe(carbonColor(800, "dark"));
    expect(carbonColor(300, "light")).not.toBe(carbonColor(500, "light"));
  });
});
