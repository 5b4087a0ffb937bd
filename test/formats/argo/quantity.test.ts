import { describe, expect, it } from "vitest";
import { parseCpu, parseMemoryGib, parseQuantity } from "../../../engine/formats/argo/quantity.ts";

describe("quantities", () => {
  it.each([
    ["500m", 0.5],
    [2, 2],
    ["0.25", 0.25],
    [".5", 0.5],
    ["2.", 2],
    ["+1", 1],
    ["1e3", 1_000],
    ["1k", 1_000],
    ["0", 0],
    ["-1", undefined],
    ["2 cores", undefined],
    ["1mm", undefined],
    ["", undefined],
    [{ toString: 1 }, undefined],
    [[2], undefined],
    [null, undefined],
  ])("cpu %j is %j", (text, cpu) => expect(parseCpu(text)).toBe(cpu));

  it.each([
    ["512Mi", 0.5],
    ["4Gi", 4],
    [1_073_741_824, 1],
    ["1.5Gi", 1.5],
    ["1Ti", 1_024],
    ["1G", 1e9 / 1_073_741_824],
    ["1073741824e0", 1],
    ["1GB", undefined],
    ["-4Gi", undefined],
    [{}, undefined],
  ])("memory %j is %j GiB", (text, memory) => expect(parseMemoryGib(text)).toBe(memory));

  it("knows every suffix of Kubernetes", () => {
    for (const suffix of [
      "n",
      "u",
      "m",
      "",
      "k",
      "M",
      "G",
      "T",
      "P",
      "E",
      "Ki",
      "Mi",
      "Gi",
      "Ti",
      "Pi",
      "Ei",
    ]) {
      expect(parseQuantity(`3${suffix}`)).toBeGreaterThan(0);
    }
    for (const suffix of ["K", "g", "mi", "KB", "x"])
      expect(parseQuantity(`3${suffix}`)).toBeUndefined();
  });
});
