import { describe, expect, it } from "vitest";
import { expandEnv } from "../../../engine/core/expression/environment.ts";
import { evaluateBoolean } from "../../../engine/core/expression/evaluate.ts";
import { parseExpression } from "../../../engine/core/expression/parse.ts";
import { ExpressionError, isMap, type Value } from "../../../engine/core/expression/value.ts";
import { contextOf, run } from "./run.ts";

describe("expandEnv", () => {
  it("nests dotted names", () => {
    expect(run("a.b.c + a.b.d", { "a.b.c": "x", "a.b.d": "y" })).toBe("xy");
  });

  it.each([[["a", "a.b"]], [["a.b", "a"]]])(
    "keeps the longer of two names, given as %j",
    (names) => {
      const env = expandEnv(names.map((name) => [name, name]));
      expect(env.get("a")).toEqual(new Map([["b", "a.b"]]));
    },
  );

  it("does not write into a map that is a value", () => {
    const given: Value = new Map([["x", "1"]]);
    expandEnv([
      ["a", given],
      ["a.b", "2"],
    ]);
    expect(given).toEqual(new Map([["x", "1"]]));
  });

  it("takes names of JavaScript's objects like any other", () => {
    const flat = { "__proto__.x": "1", "constructor.y": "2" };
    const env = expandEnv(Object.entries(flat).concat([["__proto__.x", "1"]]));
    expect(isMap(env.get("__proto__") as Value)).toBe(true);
    expect(run("constructor.y + toString", { "constructor.y": "2", toString: "3" })).toBe("23");
    expect(() => run("hasOwnProperty")).toThrow("unknown name hasOwnProperty");
    expect(run("m.constructor", { m: {} })).toBeNull();
  });

  it.each([
    ["asInt('7') + 1", 8n],
    ["asFloat('7') / 2", 3.5],
    ["toJson({'b': [1, '<'], 'a': nil})", '{"a":null,"b":[1,"\\u003c"]}'],
    ["jsonpath('{\"a\": [1, 2]}', '$.a[-1]')", 2],
    ["sprig.upper('a') + sprig.trim(' b ')", "Ab"],
    ["'x' | sprig", undefined],
  ])("has Argo's functions: %s", (text, value) => {
    if (value === undefined) expect(() => run(text)).toThrow(ExpressionError);
    else expect(run(text)).toEqual(value);
  });

  it("lets names of tasks take the place of functions", () => {
    expect(run("date.outputs + len", { "date.outputs": "x", len: "y" })).toBe("xy");
    expect(() => run("len('a')", { len: "y" })).toThrow("string is not callable");
    expect(run("::len('a')", { len: "y" })).toBe(1n);
  });
});

describe("evaluateBoolean", () => {
  const decide = (text: string) =>
    evaluateBoolean(parseExpression(text), expandEnv([]), contextOf());

  it("gives true and false", () => {
    expect([decide("1 < 2"), decide("1 > 2")]).toEqual([true, false]);
  });

  it.each(["1", "'true'", "nil", "[]"])("refuses %s", (text) => {
    expect(() => decide(text)).toThrow(ExpressionError);
  });
});
