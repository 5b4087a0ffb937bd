import { describe, expect, it } from "vitest";
import {
  type PageHinkleyOptions,
  pageHinkley,
} from "../../../../engine/core/model/drift/page-hinkley.ts";
import { bells } from "./samples.ts";

/** Where it speaks, and what it says. */
function found(values: readonly number[], options: PageHinkleyOptions = {}) {
  const test = pageHinkley(options);
  return values.flatMap((value, at) => {
    const { drift } = test.add(value);
    return drift === null ? [] : [[at, drift] as const];
  });
}

describe("Page-Hinkley", () => {
  // River 0.26.1's PageHinkley with the same parameters.
  it.each<[string, PageHinkleyOptions, number[], number[]]>([
    ["its defaults", {}, [...bells(21, 1_000, 0.2, 0.05), ...bells(22, 2_000, 0.6, 0.05)], [1133]],
    [
      "a low threshold",
      { threshold: 2 },
      [...bells(23, 500, 0.2, 0.1), ...bells(24, 500, 0.5, 0.1), ...bells(25, 500, 0.1, 0.1)],
      [507, 1003],
    ],
    [
      "rises alone",
      { threshold: 1, direction: "up", minimum: 10, alpha: 0.99 },
      [...bells(26, 300, 0.5, 0.1), ...bells(27, 300, 0.3, 0.1), ...bells(28, 300, 0.6, 0.1)],
      [69, 527, 596, 607, 728],
    ],
    [
      "falls alone",
      { threshold: 1, direction: "down", delta: 0.02 },
      [...bells(29, 300, 0.5, 0.1), ...bells(30, 300, 0.3, 0.1), ...bells(31, 300, 0.6, 0.1)],
      [306],
    ],
  ])("with %s speaks where River does", (_, options, values, expected) => {
    expect(found(values, options).map(([at]) => at)).toEqual(expected);
  });

  it("says whether the mean rose or fell, and begins anew", () => {
    const values = [
      ...bells(1, 200, 0.2, 0.02),
      ...bells(2, 200, 0.6, 0.02),
      ...bells(3, 200, 0.2, 0.02),
    ];
    const said = found(values, { threshold: 2 });
    expect(said.map(([, drift]) => drift)).toEqual(["up", "down"]);
    const test = pageHinkley({ threshold: 2 });
    const counts = values.map((value) => test.add(value).count);
    expect(counts.filter((count) => count === 1)).toHaveLength(3);
  });

  it("is silent about a stream that does not change, whatever its level", () => {
    for (const level of [0, 0.3, 1e6]) {
      expect(found(Array.from({ length: 5_000 }, () => level))).toEqual([]);
    }
    let alarms = 0;
    for (let seed = 1; seed <= 40; seed++) {
      alarms += found(bells(seed, 2_000, 0.2, 0.05), { threshold: 5, delta: 0.01 }).length;
    }
    expect(alarms).toBe(0);
  });

  it("takes the longer, the smaller the change: about the threshold over the change", () => {
    const delays = [0.4, 0.2, 0.1].map((change) => {
      const values = [...bells(7, 500, 0.2, 0.02), ...bells(8, 3_000, 0.2 + change, 0.02)];
      return (found(values, { threshold: 5 })[0]?.[0] ?? 1e9) - 500;
    });
    expect(delays[0]).toBeGreaterThanOrEqual(5 / 0.4 - 1);
    expect(delays[0]).toBeLessThan(30);
    expect(delays[1]).toBeGreaterThan(delays[0] as number);
    expect(delays[2]).toBeGreaterThan(delays[1] as number);
    expect(delays[2]).toBeLessThan(200);
  });
});
