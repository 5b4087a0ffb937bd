import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  evaluateCondition,
  parseCondition,
} from "../../../../engine/core/expression/govaluate/condition.ts";
import { ConditionError } from "../../../../engine/core/expression/govaluate/error.ts";

const OPERATORS = ["==", "!=", "<", "<=", "=~", "!~", "in", "&&", "||", "+", "-", "*", "/", "%"];
const MORE = ["**", "&", "|", "^", "<<", ">>", "?", ":", "??", "!", "~", ",", "(", ")", "[", "]"];
const VALUES = [
  "a",
  "1",
  "'b'",
  "'2024-01-01'",
  "a.b",
  "0x1F",
  "true",
  "'",
  '"',
  "\\",
  " ",
  "1.2.3",
];

describe("a condition says what is wrong with it", () => {
  it.each([
    ["", /ends where a value is needed/],
    ["ship", /not true or false/],
    ["1 + 1", /is 2, not true or false/],
    ["== ship", /'==' at position 1 cannot stand at the start/],
    ["ship ==", /ends where a value/],
    ["a b", /'b' at position 3 cannot stand after 'a'/],
    ["1.2.3 == 1", /'1\.2\.3' at position 1 is not a number/],
    ["'open", /is not closed/],
    ["[open", /is not closed/],
    ["a\\", /ends with a backslash/],
    ["(1 == 1", /do not match up/],
    ["1 < a", /two numbers or two texts, not 1 and "a"/],
    ["a - b == 1", /'-' needs a number, not "a"/],
    ["a && true", /needs true or false on both sides/],
    ["1==-1", /'==-' at position 2 is no operator; put spaces/],
    ["a in ()", /the list after 'in' is empty/],
    ["a in b", /needs a list/],
    ["a =~ '('", /\(/],
    ["a.b == c", /there is no 'a' in a condition; quote a text/],
    ["{{x}} == 1", /no operator/],
    [`${"(".repeat(200)}1${")".repeat(200)}`, /nested too deeply/],
    [`${"1 + ".repeat(100_000)}1 == 1`, /too long/],
  ])("%#", (text, message) => {
    expect(() => evaluateCondition(text)).toThrow(ConditionError);
    expect(() => evaluateCondition(text)).toThrow(message);
  });

  it("in a CronWorkflow also for a bare word", () => {
    expect(evaluateCondition("a == a")).toBe(true);
    expect(() => evaluateCondition("a == a", "names")).toThrow(/there is no 'a'/);
    expect(evaluateCondition("'a' == 'a'", "names")).toBe(true);
  });

  it("before it is evaluated, as far as that can be known", () => {
    expect(() => parseCondition("1 < a")).not.toThrow();
    expect(() => parseCondition("1 <")).toThrow(ConditionError);
    expect(() => parseCondition("false && a =~ '['")).toThrow(ConditionError);
  });
});

it("gives true, false or its own error, whatever the text", () => {
  const part = fc.constantFrom(...OPERATORS, ...MORE, ...VALUES);
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(part, { maxLength: 30 }).map((parts) => parts.join(" ")),
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (each) => {
      for (const words of ["texts", "names"] as const) {
        try {
          expect(typeof evaluateCondition(each, words)).toBe("boolean");
        } catch (error) {
          expect(error).toBeInstanceOf(ConditionError);
        }
      }
    }),
    { numRuns: 4_000 },
  );
});

it("computes in float64 from left to right", () => {
  const number = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      expect(
        evaluateCondition(`${a} - ${b} - ${c} == ${a - b} - ${c}`.replace("== -", "== 0 - ")),
      ).toBe(true);
      expect(evaluateCondition(`${a} + ${b} * ${c} == ${a + b * c}`)).toBe(true);
      expect(evaluateCondition(`${a} < ${b}`)).toBe(a < b);
    }),
  );
});
