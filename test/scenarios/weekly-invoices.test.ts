import { describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import type { ObservedQuality } from "../../engine/core/model/quality.ts";
import { Qualities } from "../../engine/lab/quality/qualities.ts";
import { showQuality } from "../../engine/lab/quality/show.ts";
import { findScenario } from "../../engine/lab/scenario/open.ts";
import { answerOf } from "./figures.ts";

const { world, comparison } = answerOf("weekly-invoices");
const quality = world.quality as ObservedQuality;
const view = new Qualities().view("weekly-invoices");
const shown = unwrap(showQuality(unwrap(findScenario("weekly-invoices")), view.features));
const of = (policy: string) => {
  const result = comparison.results.find((each) => each.policy === policy);
  const path = shown.policies.find((each) => each.policy === policy);
  if (result === undefined || path === undefined) throw new Error(`no policy '${policy}'`);
  return { result, path };
};
const dateOf = (batch: number) =>
  new Date(world.batchesAtMs[batch] as number).toISOString().slice(0, 10);

describe("the surface of a year of weeks", () => {
  it("was measured by the program that is there now, every cell", () => {
    expect(view.issues).toEqual([]);
    expect(quality.trained?.seed).toBe(world.seed);
    expect(world.batchesAtMs).toHaveLength(52);
    for (const [i, row] of quality.accuracy.entries())
      for (const [j, cell] of row.entries()) expect(cell === null).toBe(j < i);
  });

  it("has models that age: fresh ones are better than those of half a year before", () => {
    const fresh = quality.accuracy.slice(26).map((row, index) => row[index + 26] as number);
    const old = fresh.map((_, index) => quality.accuracy[index]?.[index + 26] as number);
    for (const [index, accuracy] of fresh.entries())
      expect(accuracy).toBeGreaterThan(old[index] as number);
  });
});

describe("what the README says", () => {
  it("of the policies", () => {
    expect(of("lowest-window").result.savedVsBaselinePct).toBeCloseTo(27.8, 1);
    const { result, path } = of("drift-gated");
    expect(result.savedVsBaselinePct).toBeCloseTo(83.1, 1);
    expect(path.models).toHaveLength(11);
    expect(of("immediate").path.models).toHaveLength(52);
    expect(path.meanAccuracy).toBeCloseTo(0.7356, 4);
    expect(of("immediate").path.meanAccuracy).toBeCloseTo(0.7423, 4);
    expect(result.qualityMin).toBeCloseTo(0.7148, 4);
    expect(of("immediate").result.qualityMin).toBeCloseTo(0.7294, 4);
  });

  it("of the renumberings, and of a model that is never replaced", () => {
    const detector = of("drift-gated").path.detectors.find(({ id }) => id === "page-hinkley");
    expect(detector?.alone.firedAt.map(dateOf)).toEqual(["2024-04-29", "2024-07-29", "2024-10-28"]);
    const first = quality.accuracy[0] as number[];
    expect(first.reduce((sum, each) => sum + each, 0) / 52).toBeCloseTo(0.6734, 4);
  });
});
