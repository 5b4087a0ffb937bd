import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingNames, referencedNames } from "../../../engine/core/expression/missing.ts";
import { parseExpression } from "../../../engine/core/expression/parse.ts";
import { ExpressionError } from "../../../engine/core/expression/value.ts";
import { run } from "./run.ts";

const repeated = (text: string, count: number) => text.repeat(count);

describe("bounds", () => {
  it.each([
    ["a range of a thousand million", "1..1000000000"],
    ["a string of a thousand million", "repeat('a', 1000000000)"],
    ["a string that grows with every step", `reduce(1..40, #acc + #acc, "ab")`],
    ["closures in closures", "map(1..1000, map(1..1000, map(1..1000, #)))"],
    ["a list in a list, 5,000 deep", "string(reduce(1..5000, [#acc], []))"],
    ["the same compared", "reduce(1..5000, [#acc], []) == reduce(1..5000, [#acc], [])"],
    ["the same flattened", "flatten(reduce(1..5000, [#acc], []))"],
    ["the same as JSON", "toJSON(reduce(1..5000, [#acc], []))"],
    ["JSON that is nested too deeply", `fromJSON(repeat("[", 5000) + repeat("]", 5000))`],
    ["a list that is in itself 2^60 times", "string(reduce(1..60, [#acc, #acc], 0))"],
    ["the same as JSON", "toJson(reduce(1..60, [#acc, #acc], 0))"],
    ["the same as a map", "toJSON(reduce(1..60, {a: #acc, b: #acc}, 0))"],
    ["the same flattened", "flatten(reduce(1..60, [#acc, #acc], 0))"],
    ["the same compared", "let x = reduce(1..60, [#acc, #acc], 0); x == (x | map(#))"],
    ["the largest of them", "max(reduce(1..60, [#acc, #acc], 0))"],
    [
      "all below all below all",
      'jsonpath(toJson(reduce(1..100, [#acc], 0)), "$..[*]..[*]..[*]..[*]")',
    ],
    ["a quadratic comparison", "uniq(1..900000)"],
    ["many pieces", `len(split(repeat("a,", 400000), ",")) + sum(map(1..900000, # * 2))`],
  ])("ends %s with an error", (_, text) => {
    expect(() => run(text)).toThrow(ExpressionError);
  });

  it.each([
    ["parentheses", repeated("(", 5_000) + repeated(")", 5_000)],
    ["brackets", repeated("[", 5_000)],
    ["signs", `${repeated("-", 5_000)}1`],
    ["a chain of sums", `1${repeated(" + 1", 4_000)}`],
    ["a chain of members", `a${repeated(".b", 4_000)}`],
    ["a chain of conditions", `${repeated("true ? 1 : ", 2_000)}2`],
    ["a chain of if", `${repeated("if true { 1 } else ", 1_000)}{ 2 }`],
    ["a chain of let", `${repeated("let a = 1; ", 1_500)}2`],
    ["a chain of pipes", `1${repeated(" | string()", 2_000)}`],
    ["nested closures", `${repeated("map(1..2, ", 1_000)}1${repeated(")", 1_000)}`],
    ["too many tokens", repeated("1,", 20_000)],
    ["too many characters", `"${repeated("a", 70_000)}"`],
  ])("refuses %s beyond the depth or length", (_, text) => {
    expect(() => parseExpression(text)).toThrow(ExpressionError);
  });

  it("takes what is long but not deep", () => {
    expect(run(`len([${repeated("1, ", 3_000)}])`)).toBe(3_000n);
    expect(run(`1${repeated(" + 1", 200)}`)).toBe(201n);
  });

  it("stops at the steps that the caller allows", () => {
    expect(run("sum(1..100)", {}, 1_000)).toBe(5_050n);
    expect(() => run("sum(1..100)", {}, 50)).toThrow("more work than is allowed");
  });

  it("says where it is wrong", () => {
    const problem = (text: string) => {
      try {
        run(text);
      } catch (error) {
        return error instanceof ExpressionError ? error.position : error;
      }
      return "no error";
    };
    expect(problem("1 + @")).toBe(4);
    expect(problem("1 + nope")).toBe(4);
    expect(problem("1 + 'a'")).toBe(2);
    expect(problem("[1][5]")).toBe(3);
  });
});

const WORDS =
  `1 2.5 0x1F "a" 'b' \`c\` nil true false m m.x m?.y a # #acc .n ( ) [ ] { } , : ; ? ?. ?? . .. + - * / % ** ^ ` +
  `== != < > <= >= = ! not in and or && || | matches contains let if else x map filter reduce sum len ` +
  `upper split string toJSON fromJSON int float duration date groupBy sort repeat $env :: // /* "\\q" \\ @ é`;

describe("any text", () => {
  const env = { "m.x": "1", "m.y": 2, a: [1, "b", null], sNested: { k: [1.5] } };
  const harmless = (text: string): void => {
    try {
      const expression = parseExpression(text);
      referencedNames(expression);
      missingNames(expression, new Map());
      run(text, env, 20_000);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
    }
  };

  it("ends with a value or an ExpressionError, made of words of the language", () => {
    const words = fc.array(fc.constantFrom(...WORDS.split(" ")), { maxLength: 25 });
    fc.assert(
      fc.property(words, (parts) => harmless(parts.join(" "))),
      { numRuns: 3_000 },
    );
  });

  it("ends with a value or an ExpressionError, made of any characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), harmless), {
      numRuns: 500,
    });
  });

  it("keeps a string that goes through a literal, whatever is in it", () => {
    const literal = (text: string) => `\`${text.replaceAll("`", "``")}\``;
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(run(`fromJSON(toJSON(${literal(text)}))`)).toBe(text);
        expect(run(`fromBase64(toBase64(${literal(text)}))`)).toBe(text);
      }),
    );
  });
});
