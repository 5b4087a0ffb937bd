/** Figures, differences and the comparison: right number, right unit, right sign. */
import { describe, expect, it } from "vitest";
import { compare } from "../../engine/core/compare/compare.ts";
import { withRegret } from "../../engine/core/compare/regret.ts";
import type { PolicyResult } from "../../renderer/preview/types.ts";
import {
  comparisonCsv,
  comparisonTable,
  sortRows,
} from "../../renderer/screens/explore/comparison-rows.ts";
import { differenceBars, factors } from "../../renderer/screens/explore/differences.ts";
import { figures } from "../../renderer/screens/explore/figures.ts";
import { smallWorld } from "./small-world.ts";

const world = smallWorld();
const comparison = compare(world);
const { results } = comparison;
const judged = withRegret(world, comparison).results;
const regrets = new Map(judged.map(({ policy, regret }) => [policy, regret]));
const [now, threshold] = results as [PolicyResult, PolicyResult];

describe("figures", () => {
  const byId = new Map(
    figures(world, threshold, now, regrets).map((figure) => [figure.id, figure]),
  );

  it("shows value, unit and difference", () => {
    // Three hours at 100 W: 0.3 kWh; 100 g/kWh make 30 g, the host adds 1 g an hour.
    expect(byId.get("energy")).toMatchObject({ text: "0.300", unit: "kWh" });
    expect(byId.get("carbon")).toMatchObject({ text: "33.0", unit: "g" });
    expect(byId.get("sci")).toMatchObject({ text: "11.0", unit: "g / training" });
    expect(byId.get("cost")).toMatchObject({ text: "1.50", unit: "EUR" });
    expect(byId.get("wait")).toMatchObject({
      text: "4.0",
      delta: { text: "+4.0 h", tone: "same" },
    });
    expect(byId.get("energy")?.delta).toEqual({ text: "±0.0\u00a0%", tone: "same" });
    expect(byId.get("carbon")?.delta).toEqual({ text: "−73.2\u00a0%", tone: "better" });
  });

  it("opens to formula, inputs and sources, every one of them", () => {
    for (const figure of byId.values()) {
      expect(figure.formula).not.toBe("");
      expect(figure.inputs.length).toBeGreaterThan(1);
      expect(figure.sources.length).toBeGreaterThan(0);
    }
    expect(byId.get("sci")?.sources.join()).toContain("Synthetic");
  });

  it("gives the baseline no difference to itself", () => {
    expect(figures(world, now, now, regrets).every((figure) => figure.delta === null)).toBe(true);
  });

  it("says how far the policy is from the best possible, and the baseline is", () => {
    // 400 g/kWh at once, 100 at the best start: 300 % above; the threshold finds the best start.
    const regret = byId.get("regret");
    expect(regret).toMatchObject({ text: "0.0", unit: "%", baselineText: "300.0 %" });
    expect(regret?.delta).toEqual({ text: "−300.0 pp", tone: "better" });
    expect(regret?.inputs.map(({ value }) => value)).toContain("30.0\u00a0g");
  });

  it("leaves the place of a regret that is still computed", () => {
    const figure = figures(world, threshold, now, new Map()).find(({ id }) => id === "regret");
    expect(figure).toMatchObject({ text: "…", delta: null });
  });

  it("calls more carbon worse", () => {
    const carbon = figures(world, now, threshold, regrets).find((each) => each.id === "carbon");
    expect(carbon?.delta?.tone).toBe("worse");
  });
});

describe("differences", () => {
  it("has parts that add up to the whole", () => {
    const bars = differenceBars(threshold, now);
    const sum = bars.filter((bar) => !bar.total).reduce((total, bar) => total + bar.valueG, 0);
    expect(sum).toBeCloseTo(threshold.carbonG - now.carbonG, 9);
    expect(bars.at(-1)?.text).toBe("−90.0\u00a0g");
  });

  it("writes the factors of the published experiment", () => {
    const decomposition = {
      frequencyFactor: 3.7183,
      timingFactor: 1.7369,
      totalFactor: 6.4583,
      basis: "cpu-seconds",
    } as const;
    expect(factors({ ...threshold, decomposition })).toMatchObject({
      total: "6.458",
      frequency: "3.718",
      timing: "1.737",
    });
    expect(factors(now)).toBeNull();
  });
});

describe("comparison", () => {
  const table = comparisonTable(world, results, regrets);
  const column = (id: string) => table.columns.findIndex((each) => each.id === id);

  it("shows CPU-seconds × intensity only where it was measured", () => {
    expect(column("cpu")).toBe(-1);
    const measured = comparisonTable(
      world,
      [{ ...now, cpuSecondsTimesIntensity: 438_398.7 }],
      regrets,
    );
    const cells = measured.rows[0]?.cells.map((cell) => cell.text);
    expect(cells).toContain("438,398.7");
  });

  it("gives the cost its currency and the difference its sign", () => {
    expect(table.columns[column("cost")]?.unit).toBe("EUR");
    expect(table.rows[1]?.cells[column("delta")]).toMatchObject({
      tone: "better",
      text: "−73.2\u00a0%",
    });
    expect(table.rows[0]?.cells[column("delta")]?.text).toBe("baseline");
  });

  it("has the regret beside the saving, and no number before there is one", () => {
    expect(column("regret")).toBe(column("delta") + 1);
    expect(table.rows.map((row) => row.cells[column("regret")]?.text).slice(0, 2)).toEqual([
      "300.0",
      "0.0",
    ]);
    const waiting = comparisonTable(world, results, new Map()).rows[0]?.cells[column("regret")];
    expect(waiting).toMatchObject({ text: "…", plain: "" });
  });

  it("sorts by number, and keeps the order of equals", () => {
    const carbon = column("carbon");
    const up = sortRows(table.rows, { column: carbon, descending: false });
    expect(up.at(-1)?.policy).toBe("now");
    const misses = sortRows(table.rows, { column: column("misses"), descending: true });
    expect(misses.map((row) => row.policy)).toEqual(table.rows.map((row) => row.policy));
  });

  it("writes CSV with plain numbers, quoted where it must be", () => {
    const odd = { ...now, title: 'All, "now"', qualityMean: null };
    const [head, first] = comparisonCsv(comparisonTable(world, [odd], regrets)).split("\r\n");
    expect(head).toContain("Carbon (g)");
    expect(first?.startsWith('"All, ""now""",')).toBe(true);
    expect(first).toContain(",,");
    expect(first).not.toContain("−");
  });
});
