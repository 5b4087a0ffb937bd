/** The published tables, recomputed from the catalogue: power, embodied emissions, Boavizta's watts. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  offsetThrough,
  type PowerModel,
  powerOf,
} from "../../../engine/core/catalogue/power-models.ts";
import { numberOfSize } from "../../../engine/core/catalogue/sizes.ts";
import { curveAt } from "../../../engine/core/cluster/power-curve.ts";
import { describeSize } from "../../../engine/lab/catalogue/describe.ts";
import { builtInCatalogue } from "../../../engine/lab/catalogue/load.ts";

const catalogue = builtInCatalogue();

/** IT W idle and full (CPU, memory and GPUs), and M in g/h over four years. */
const TABLE: readonly (readonly [string, number, number, number])[] = [
  ["Standard_D2s_v5", 5, 10, 0.9],
  ["Standard_D4s_v5", 9, 20, 1.8],
  ["Standard_D8s_v5", 18, 41, 3.59],
  ["Standard_D16s_v5", 37, 82, 7.18],
  ["Standard_E8s_v5", 31, 53, 4.54],
  ["Standard_F8s_v2", 11, 39, 5.04],
  ["Standard_B4ms", 9, 20, 7.07],
  ["Standard_NC4as_T4_v3", 21, 89, 4.19],
  ["Standard_NC6s_v3", 83, 371, 16.76],
  ["Standard_NC24ads_A100_v4", 143, 542, 16.04],
  ["Standard_ND96asr_v4", 792, 3949, 102.05],
  ["m5.2xlarge", 18, 47, 3.83],
  ["p3.16xlarge", 517, 2875, 101.14],
  ["p4d.24xlarge", 881, 4089, 133.47],
];

const BOAVIZTA: readonly (readonly [string, number, number, number])[] = [
  ["Standard_D2s_v5", 4.4, 11.4, 14.5],
  ["Standard_D4s_v5", 8.7, 22.8, 29],
  ["Standard_D8s_v5", 17.4, 45.7, 57.9],
  ["Standard_D16s_v5", 34.9, 91.3, 115.8],
  ["Standard_E8s_v5", 29.5, 57.8, 70],
  ["Standard_F8s_v2", 11.4, 39.6, 51.9],
];

function figuresOf(size: string, model: PowerModel, memory = true) {
  const answer = powerOf(catalogue, size, model, memory);
  if (!answer.known) throw new Error(`${size} lacks ${answer.missing.join(", ")}`);
  return answer.figures;
}

const numberOf = (size: string, field: string) =>
  numberOfSize(catalogue, size, field)?.value ?? Number.NaN;

describe("the published table of VM sizes", () => {
  it.each(TABLE)("gives %s %s to %s W and %s g/h", (size, idleW, fullW, gramsPerHour) => {
    const { idleW: idle, fullW: full } = figuresOf(size, "ccf");
    const gpus = catalogue.number("size", size, "gpus")?.value ?? 0;
    const ofGpus = (field: string) => (gpus === 0 ? 0 : gpus * numberOf(size, field));
    expect(Math.round(idle + ofGpus("gpuIdleW"))).toBe(idleW);
    expect(Math.round(full + ofGpus("gpuFullW"))).toBe(fullW);
    const described = describeSize(catalogue, size, undefined);
    const { ccfGPerHour } = described.ok ? described.value.embodied : {};
    expect(ccfGPerHour?.toFixed(2)).toBe(gramsPerHour.toFixed(2));
  });

  it.each(BOAVIZTA)("gives %s by Boavizta %s, %s and %s W", (size, idle, half, full) => {
    const { idleW, fullW, curve } = figuresOf(size, "boavizta");
    const at = (load: number) => idleW + (fullW - idleW) * curveAt(curve, load);
    expect([at(0), at(0.5), at(1)].map((watts) => Number(watts.toFixed(6)))).toEqual([
      idle,
      half,
      full,
    ]);
  });
});

describe("power models", () => {
  it("follow the Teads curve of the CPU's share of its TDP", () => {
    const { idleW, fullW, curve } = figuresOf("Standard_D8s_v5", "teads", false);
    const shareW = (270 * 8) / 64;
    const at = (load: number) => idleW + (fullW - idleW) * curveAt(curve, load);
    for (const [load, factor] of [
      [0, 0.12],
      [0.1, 0.32],
      [0.3, 0.535],
      [0.5, 0.75],
      [1, 1.02],
    ] as const) {
      expect(at(load)).toBeCloseTo(factor * shareW, 9);
    }
  });

  it.each(["ccf", "teads"] as const)("add 0.392 W/GiB of memory by %s where wanted", (model) => {
    const [whole, bare] = [true, false].map((memory) =>
      figuresOf("Standard_E8s_v5", model, memory),
    );
    expect((whole?.idleW ?? 0) - (bare?.idleW ?? 0)).toBeCloseTo(0.392 * 64, 9);
    expect((whole?.fullW ?? 0) - (bare?.fullW ?? 0)).toBeCloseTo(0.392 * 64, 9);
  });

  it("say which numbers they lack", () => {
    expect(powerOf(catalogue, "Standard_F8s_v2", "teads", true)).toEqual({
      known: false,
      missing: ["tdpW", "threads"],
    });
  });

  it("find the logarithm through any share at half load", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.505, max: 0.95, noNaN: true }), (share) => {
        const curve = { kind: "logarithmic", b: 1, c: offsetThrough(share) } as const;
        expect(curveAt(curve, 0.5)).toBeCloseTo(share, 6);
        // It rises all the way.
        for (let load = 0.1; load <= 1; load += 0.1) {
          expect(curveAt(curve, load)).toBeGreaterThan(curveAt(curve, load - 0.1));
        }
      }),
    );
  });
});
