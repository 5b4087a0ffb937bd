import { describe, expect, it } from "vitest";
import { ExpressionError } from "../../../engine/core/expression/value.ts";
import { run } from "./run.ts";

const ENV = {
  "inputs.parameters.count": "3",
  "inputs.parameters.flag": "true",
  "inputs.parameters.list": '["a", "b"]',
  "tasks.a.outputs.result": null,
  item: "7",
  retries: "2",
};

describe("expressions in tags", () => {
  it.each([
    ["division of whole numbers gives a fraction", "1 / 2", 0.5],
    ["division of whole numbers stays a float", "6 / 3", 2],
    ["the remainder keeps the sign of the first", "-7 % 3", -1n],
    ["whole numbers wrap like int64", "9223372036854775807 + 1", -9223372036854775808n],
    ["a power is a float and binds tighter than a sign", "-2 ** 2", -4],
    ["ints and floats compare by value", "1 == 1.0 && 2 > 1.5", true],
    ["`not` binds tighter than a comparison", "not (1 == 2)", true],
    ["comparisons chain", "1 < 2 < 3", true],
    ["a parameter is text: a number is never equal to it", "inputs.parameters.count == 3", false],
    ["asInt makes a number of it", "asInt(inputs.parameters.count) == 3", true],
    ["text is joined by +", "item + '-' + retries", "7-2"],
    ["a nil output falls back", "tasks.a.outputs.result ?? 'none'", "none"],
    ["what a map does not have is nil", "inputs.parameters.nope == nil", true],
    ["an optional member of nothing is nil", "tasks.b?.outputs.result ?? 'none'", "none"],
    ["an optional chain ends as a whole", "tasks.b?.outputs.result.more", null],
    ["brackets take names with dashes", "tasks['a'].outputs['result'] ?? 1", 1n],
    ["a condition", "item == '7' ? 'yes' : 'no'", "yes"],
    ["if and else", "if item == '8' { 1 } else if retries == '2' { 2 } else { 3 }", 2n],
    ["pipes", "fromJSON(inputs.parameters.list) | map(upper(#)) | join('+')", "A+B"],
    ["variables", "let n = asInt(item); n * n", 49n],
    ["sequences give their last part", "1; 2; 3", 3n],
    ["comments", "1 /* one */ + 2 // two", 3n],
    ["negative indices", "[1, 2, 3][-1]", 3n],
    ["slices", "'abcdef'[1:-1]", "bcde"],
    ["ranges", "len(3..7)", 5n],
    ["members of elements", "map([{n: 'x'}, {n: 'y'}], .n)[1]", "y"],
    ["#acc and #index", "reduce([1, 2, 3], #acc + # * #index, 0)", 8n],
    ["regular expressions of Go", "item matches '^[[:digit:]]+$'", true],
    ["now comes from the clock that is given", "now().Unix()", 1_700_000_000n],
    ["durations", "duration('90m').Hours()", 1.5],
    ["dates", "(date('2024-02-28') + duration('48h')).Format('2006-01-02')", "2024-03-01"],
    [
      "JSON of Go: sorted keys, escaped signs",
      "toJson({b: '<&>', a: 1.0})",
      '{"a":1,"b":"\\u003c\\u0026\\u003e"}',
    ],
    ["text of Go", "string({b: [1, nil], a: 1e21})", "map[a:1e+21 b:[1 <nil>]]"],
  ])("%s: %s", (_, text, value) => {
    expect(run(text, ENV)).toEqual(value);
  });

  it.each([
    ["a text and a number at the top of the environment", "item == 7", "mismatched types"],
    ["the same in a branch that is not taken", "true ? 1 : item + 1", "mismatched types"],
    [
      "a text and a number that come out at run time",
      "inputs.parameters.count + 1",
      "string + int",
    ],
    ["an unknown name, guarded or not", "nope ?? 1", "unknown name nope"],
    ["a member of nil", "tasks.b.outputs", "cannot fetch outputs from nil"],
    ["?? beside another operator", "nil ?? 1 + 2", "cannot be mixed"],
    ["a remainder by zero", "asInt(item) % 0", "integer divide by zero"],
    ["a text as a condition", "inputs.parameters.flag ? 1 : 2", "not a bool"],
    ["a declared name that is taken", "let item = 1; item", "cannot redeclare item"],
    ["a pattern that RE2 does not have", "item matches '(?=x)'", ""],
    ["zones other than UTC", "date('2024-01-01', '2006-01-02', 'Europe/Paris')", "only UTC is"],
    ["text as a number", "asInt('3.5')", "int(3.5)"],
  ])("refuse %s: %s", (_, text, message) => {
    expect(() => run(text, ENV)).toThrow(ExpressionError);
    expect(() => run(text, ENV)).toThrow(message);
  });
});
