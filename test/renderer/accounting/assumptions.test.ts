/** Fields of assumptions: what is offered, what a value becomes, and what conclusions say. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assumptions } from "../../../renderer/preview/accounting/types.ts";
import {
  assumptionFields,
  fieldValue,
  unitOptions,
  withField,
} from "../../../renderer/screens/accounting/assumption-fields.ts";
import { abatementText, flipText } from "../../../renderer/screens/accounting/flip-words.ts";
import { smallWorld } from "../small-world.ts";
import { richWorld } from "./rich-world.ts";

const keys = (world = smallWorld()) => assumptionFields(world).map(({ key }) => key);

describe("fields", () => {
  it("offer a spot price only where there is a spot pool", () => {
    expect(keys()).not.toContain("spotPriceFactor");
    expect(keys(richWorld())).toContain("spotPriceFactor");
  });

  it("offer no lifespan where hardware emits nothing", () => {
    const world = smallWorld();
    const without = keys({ ...world, pool: { ...world.pool, embodiedG: 0 } });
    expect(without).not.toContain("lifespanYears");
    expect(without).toContain("pue");
  });

  it("show what was set, and leave no trace at the scenario's own value", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.double({ min: 0, max: 1, noNaN: true }), (index, share) => {
        const fields = assumptionFields(richWorld());
        const field = fields[index % fields.length] as (typeof fields)[number];
        const value = field.min + share * (field.max - field.min);
        const before: Assumptions = { pueFactor: 1.1, scoredWith: "deciding" };
        const set = withField(before, field, value);
        expect(fieldValue(field, set)).toBe(value);
        expect(set.scoredWith).toBe("deciding");
        const back = withField(set, field, field.origin);
        expect(field.key in back).toBe(false);
        expect(fieldValue(field, back)).toBe(
          field.key === "pue" || !("pueFactor" in back) ? field.origin : fieldValue(field, before),
        );
      }),
    );
  });

  it("show a factor of PUE as the PUE that it makes, never below 1", () => {
    const world = richWorld();
    const pue = assumptionFields(world).find(({ key }) => key === "pue");
    expect(fieldValue(pue as never, { pueFactor: 1.1 })).toBe(1.32);
    expect(fieldValue(pue as never, { pueFactor: 0.5 })).toBe(1);
    expect(withField({ pueFactor: 1.1 }, pue as never, 1.5)).toEqual({ pue: 1.5 });
  });

  it("offer the scenario's own unit first", () => {
    const [own, ...others] = unitOptions(smallWorld());
    expect(own).toMatchObject({ unit: null, label: expect.stringContaining("training") });
    for (const { unit } of others) {
      const {
        perRun,
        perDay,
        perBatch = 0,
        perModelVersion = 0,
      } = unit as never as {
        [key: string]: number;
      };
      expect([perRun, perDay, perBatch, perModelVersion].filter((each) => each === 1).length).toBe(
        1,
      );
    }
  });
});

describe("words", () => {
  const titleOf = (name: string) => name.toUpperCase();
  it.each([
    [
      { kind: "sci-order", first: "a", second: "b", now: "reversed" },
      /A had a lower SCI than B; now it is the other way/,
    ],
    [
      { kind: "cost-order", first: "a", second: "b", now: "equal" },
      /A cost less than B; now both are equal/,
    ],
    [
      { kind: "saving-sign", policy: "a", beforePct: 12.34, afterPct: -2 },
      /A saved 12.3 % .* now it emits 2.0 % more/,
    ],
    [
      { kind: "saving-sign", policy: "a", beforePct: -3, afterPct: 0 },
      /A emitted 3.0 % more .* now it saves nothing/,
    ],
  ] as const)("say what flips: %o", (flip, text) => {
    expect(flipText(flip, titleOf)).toMatch(text);
  });

  const money = { policy: "a", baseline: "b", perTonne: null };
  it.each([
    [
      { ...money, which: "cleaner-and-dearer", extraCost: 5, savedG: 2e6, perTonne: 2.5 },
      /saves 2.00.t and costs 5.00.EUR more: 2.50.EUR a tonne/,
    ],
    [
      { ...money, which: "cleaner-and-cheaper", extraCost: 0, savedG: 10 },
      /at the same cost: there is no price to pay/,
    ],
    [
      { ...money, which: "cleaner-and-cheaper", extraCost: -3, savedG: 10 },
      /saves 10.0.g and 3.00.EUR/,
    ],
    [
      { ...money, which: "dirtier-and-cheaper", extraCost: -5, savedG: -1e6, perTonne: 5 },
      /each tonne more saves 5.00.EUR\./,
    ],
    [
      { ...money, which: "dirtier-and-dearer", extraCost: 0, savedG: -10 },
      /nothing speaks for it here/,
    ],
    [
      { ...money, which: "same-carbon", extraCost: 2, savedG: 0 },
      /emits the same and costs 2.00.EUR more/,
    ],
  ] as const)("say what saving costs: %o", (abatement, text) => {
    expect(abatementText(abatement, titleOf, "EUR")).toMatch(text);
  });
});
