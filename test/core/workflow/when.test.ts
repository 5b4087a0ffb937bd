import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateCondition } from "../../../engine/core/workflow/expression/evaluate.ts";
import { ConditionError } from "../../../engine/core/workflow/expression/lex.ts";

describe("a condition is true", () => {
  it.each([
    "true",
    "!false",
    "!!true",
    "1 == 1.0",
    "0.73 >= 0.7",
    ".5 < 1",
    "5. == 5",
    "2 < 10",
    "'2' > '10'",
    "-1 < 0",
    "- 3 + 5 == 2",
    "1 + 2 * 3 == 7",
    "(1 + 2) * 3 == 9",
    "10 - 4 - 3 == 3",
    "8 / 4 / 2 == 1",
    "7 % 4 == 3",
    "heads == heads",
    "heads == 'heads'",
    'heads == "heads"',
    "heads != tails",
    "größe == größe",
    "snake_case == snake_case",
    "abc < abd",
    "'a' + 'b' == ab",
    "'n' + 1 == n1",
    "1 != '1'",
    "true != 'true'",
    "'it\\'s' == \"it's\"",
    "'' == ''",
    "b in (a, b, c)",
    "b in (b)",
    "2 in (1, 1 + 1)",
    "!(b in (a, c))",
    "true || false && false",
    "(true || false) && true",
    "true || 1",
    "!(false && 'x')",
    "1 < 2 == true",
    "ship\n==\tship",
  ])("%s", (text) => expect(evaluateCondition(text)).toBe(true));
});

describe("a condition is false", () => {
  it.each([
    "false",
    "1 == '1'",
    "true == 'true'",
    "heads == Heads",
    "2 > 10",
    "'2' == 2",
    "d in (a, b)",
    "2 in ('1', '2')",
    "false || true && false",
    "false && 1",
    "0.7 > 0.7",
  ])("%s", (text) => expect(evaluateCondition(text)).toBe(false));
});

describe("a condition is refused", () => {
  it.each([
    ["", /ends where a value is needed/],
    ["ship", /not true or false/],
    ["1 + 1", /not true or false/],
    ["== ship", /unexpected '=='/],
    ["ship ==", /ends where a value/],
    ["a b", /unexpected 'b'/],
    ["1.2.3 == 1", /unexpected/],
    ["'open", /not closed/],
    ["(1 == 1", /missing at the end/],
    ["1 == 1)", /unexpected '\)'/],
    ["1 < a", /two numbers or two strings/],
    ["true < false", /two numbers or two strings/],
    ["a - b == 1", /needs a number/],
    ["!a", /needs true or false/],
    ["a && true", /needs true or false/],
    ["true && 1", /needs true or false/],
    ["a in ()", /unexpected '\)'/],
    ["a in b", /unexpected 'b'/],
    ["2 ** 3 == 8", /not supported/],
    ["a =~ b", /unexpected character '='/],
    ["a.b == c", /unexpected character '\.'|unexpected/],
    ["a = b", /unexpected character '='/],
    ["{{x}} == 1", /unexpected character/],
    [`${"(".repeat(200)}1`, /nested too deeply/],
    [`${"!".repeat(200)}true`, /nested too deeply/],
    [`${"1 + ".repeat(100_000)}1 == 1`, /too long/],
  ])("%#", (text, message) => {
    expect(() => evaluateCondition(text)).toThrow(ConditionError);
    expect(() => evaluateCondition(text)).toThrow(message);
  });

  it("with its own error, whatever the text", () => {
    const part = fc.constantFrom(
      "(",
      ")",
      ",",
      "in",
      "==",
      "<",
      "&&",
      "||",
      "!",
      "-",
      "a",
      "1",
      "'",
      "\\",
      " ",
      "**",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 30 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (each) => {
        try {
          expect(typeof evaluateCondition(each)).toBe("boolean");
        } catch (error) {
          expect(error).toBeInstanceOf(ConditionError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

it("reads numbers as JavaScript does, in any arithmetic", () => {
  const number = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      expect(
        evaluateCondition(
          `${a} - ${b} * ${c} == ${a - b * c < 0 ? "-" : ""}${Math.abs(a - b * c)}`,
        ),
      ).toBe(true);
      expect(evaluateCondition(`${a} + ${b} < ${c}`)).toBe(a + b < c);
    }),
  );
});
