import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DrawTable } from "../../../engine/core/profile/draws.ts";
import {
  outputParameters,
  outputText,
  sequenceValue,
} from "../../../engine/core/profile/outputs.ts";
import type { OutputValue } from "../../../engine/core/profile/profile.ts";
import { constant, formula, podOf } from "./pods.ts";

const turns = (values: string[], fields: { cycle?: boolean; by?: "occurrence" | "attempt" }) =>
  ({ kind: "sequence", values, cycle: false, by: "occurrence", ...fields }) as const;

describe("a sequence", () => {
  const VALUES = ["a", "b", "c"];

  it.each([
    ["stays at its last value", {}, "abcccc"],
    ["comes round again", { cycle: true }, "abcabc"],
    ["by attempt does not move with the pods", { by: "attempt" as const }, "aaaaaa"],
  ])("%s", (_, fields, wanted) => {
    const sequence = turns(VALUES, fields);
    const given = [0, 1, 2, 3, 4, 5].map((occurrence) =>
      sequenceValue(sequence, podOf({ occurrence })),
    );
    expect(given.join("")).toBe(wanted);
  });

  it("by attempt moves with the retries", () => {
    const sequence = turns(VALUES, { by: "attempt" });
    const given = [0, 1, 2, 3].map((attempt) =>
      sequenceValue(sequence, podOf({ attempt, occurrence: 7 })),
    );
    expect(given.join("")).toBe("abcc");
  });
});

describe("seeded outputs", () => {
  const nodes = Array.from({ length: 10_000 }, (_, i) => podOf({ nodeName: `.work(${i})` }));
  const counts = (value: OutputValue) => {
    const found: Record<string, number> = {};
    for (const pod of nodes) {
      const text = outputText(value, "result", pod);
      found[text] = (found[text] ?? 0) + 1;
    }
    return found;
  };

  it("choose by weight", () => {
    const {
      heads = 0,
      tails = 0,
      ...rest
    } = counts({
      kind: "choice",
      values: ["heads", "edge", "tails"],
      weights: [1, 0, 3],
    });
    expect(rest).toEqual({});
    expect(Math.abs(heads - 2_500)).toBeLessThan(250);
    expect(heads + tails).toBe(10_000);
  });

  it("draw whole numbers, both bounds included", () => {
    const found = counts({ kind: "integer", min: -1, max: 2 });
    expect(Object.keys(found).sort()).toEqual(["-1", "0", "1", "2"]);
    for (const count of Object.values(found)) expect(Math.abs(count - 2_500)).toBeLessThan(250);
  });

  it("are the same for the same node, and drawn apart for different parameters", () => {
    const coin: OutputValue = { kind: "integer", min: 0, max: 1_000_000 };
    const outputs = [{ name: "a" }, { name: "b" }];
    const given = () => {
      const draws = new DrawTable(5, 3);
      return outputParameters({ a: coin, b: coin }, podOf({ draws, outputs, request: 2 }));
    };
    expect(given()).toEqual(given());
    expect(given().a).not.toBe(given().b);
  });
});

describe("output parameters", () => {
  it("are the profile's, else the declared default, else empty text", () => {
    const outputs = [
      { name: "stated", default: "unused" },
      { name: "declared", default: "7" },
      { name: "silent" },
      { name: "constructor" },
    ];
    const values = { stated: constant("x"), undeclared: constant("y") };
    expect(outputParameters(values, podOf({ outputs }))).toEqual({
      stated: "x",
      declared: "7",
      silent: "",
      constructor: "",
    });
  });

  it.each([
    ["inputs.parameters.name", "ada"],
    ["asInt(inputs.parameters.rows) * 2", "40"],
    ["asInt(inputs.parameters.rows) > 10", "true"],
    ["sprig.upper(inputs.parameters.name)", "ADA"],
    ["toJson(map(1..3, {# * 10}))", "[10,20,30]"],
    ["[1, 2]", "[1,2]"],
  ])("may be worked out: %s", (expression, wanted) => {
    const inputs = { name: "ada", rows: "20" };
    expect(outputText(formula(expression), "result", podOf({ inputs }))).toBe(wanted);
  });
});

it("a choice gives one of its values with a weight, whatever the weights", () => {
  const weights = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(weights, fc.nat(), (list, seed) => {
      fc.pre(list.some((weight) => weight > 0));
      const values = list.map((weight, index) => `${index}:${weight > 0}`);
      const pod = podOf({ draws: new DrawTable(seed) });
      const text = outputText({ kind: "choice", values, weights: list }, "result", pod);
      expect(text).toMatch(/:true$/);
    }),
  );
});
