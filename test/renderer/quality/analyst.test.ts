/** The room's worker says what core says, and pictures and tables are of the same numbers. */
import { describe, expect, it } from "vitest";
import { runPolicy } from "../../../engine/core/compare/compare.ts";
import { analyseQuality } from "../../../engine/core/quality/analyse.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { Analyst } from "../../../renderer/preview/quality/analyst.ts";
import { smallWorld } from "../small-world.ts";

const world = smallWorld(20);
const prepared = prepareWorld(world);
const analyst = new Analyst(world, null);

describe("the analyst", () => {
  it.each(world.policies.map(({ name }) => name))("says of %s what core says", (name) => {
    const spec = world.policies.find((each) => each.name === name);
    const { timeline } = runPolicy(prepared, spec as never);
    expect(analyst.policy(name)).toEqual(analyseQuality(timeline, world, prepared.surface, null));
  });

  it("has every cell of the surface, and no others", () => {
    const { table } = analyst.surface();
    for (let i = 0; i < table.batchCount; i++) {
      for (let j = 0; j < table.batchCount; j++) {
        const value = table.accuracy[i * table.batchCount + j];
        if (j < i) expect(value).toBeNaN();
        else expect(value).toBe(prepared.surface.accuracy(i, j).value);
      }
    }
  });

  it("has the paths in the order of the policies, with the replay's accuracy", () => {
    const { paths } = analyst.surface();
    expect(paths.map(({ policy }) => policy)).toEqual(world.policies.map(({ name }) => name));
    expect(paths.filter(({ isBaseline }) => isBaseline).map(({ policy }) => policy)).toEqual([
      "now",
    ]);
    for (const [index, spec] of world.policies.entries()) {
      const { account } = runPolicy(prepared, spec);
      expect(paths[index]?.meanAccuracy).toBeCloseTo(account.qualityMean as number, 12);
    }
  });
});
