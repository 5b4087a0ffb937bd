/** Group a: expression tags, and texts that can never be filled in. */
import { describe, expect, it } from "vitest";
import { runCase } from "./run-case.ts";
import { type TextRow, textCase } from "./text-case.ts";

const EXPRESSIONS: readonly TextRow[] = [
  { name: "an expression is evaluated", value: "{{=1 + 2}}", expected: "3" },
  { name: "with a space it is no expression", value: "{{ =1 + 2}}", expected: "{{ =1 + 2}}" },
  { name: "a text loses its quotes", value: '{{="a" + "b"}}', expected: "ab" },
  { name: "a list becomes JSON", value: '{{=["a", 1]}}', expected: '["a",1]' },
  {
    name: "a map becomes JSON with sorted keys",
    value: '{{=({"b": 1, "a": true} )}}',
    expected: '{"a":true,"b":1}',
  },
  { name: "a truth value", value: "{{=1 < 2}}", expected: "true" },
  {
    name: "parameters are texts until asInt",
    value:
      "{{=asInt(workflow.parameters.num) * 2}} {{=workflow.parameters.num + workflow.parameters.num}}",
    given: { num: "21" },
    expected: "42 2121",
  },
  {
    name: "asFloat",
    value: "{{=asFloat(workflow.parameters.num) / 2}}",
    given: { num: "3" },
    expected: "1.5",
  },
  {
    name: "jsonpath reads JSON",
    value: "{{=jsonpath(steps.before.outputs.result, '$.a[1]')}}",
    result: '{"a":[1,2]}',
    expected: "2",
  },
  { name: "toJson is compact", value: '{{=toJson(["x"])}}', expected: '["x"]' },
  { name: "sprig functions", value: "{{=sprig.upper(workflow.name)}}", expected: "WF" },
  {
    name: "names with a dash need brackets",
    value: "{{=workflow.parameters['a-b']}}",
    given: { "a-b": "yes" },
    expected: "yes",
  },
  {
    name: "a result of a step",
    value: "{{=steps.before.outputs.result + '!'}}",
    result: "hi",
    expected: "hi!",
  },
  {
    name: "a guarded member that is missing has its fallback",
    value: "{{=workflow.parameters.nope ?? 'fallback'}}",
    expected: "fallback",
  },
  {
    name: "an optional chain that is missing has its fallback",
    value: "{{=workflow?.nope?.deeper ?? 'fallback'}}",
    expected: "fallback",
  },
  {
    name: "a missing member alone leaves the tag as it is",
    value: "{{=workflow.parameters.nope}}",
    expected: "{{=workflow.parameters.nope}}",
  },
  {
    name: "a missing member that the result does not need does not matter",
    value: "{{=workflow.parameters.nope == nil ? 'none' : 'some'}}",
    expected: "none",
  },
  {
    name: "a missing variable leaves the tag as it is, whatever is done with it",
    value: "{{=nope == nil ? 'none' : 'some'}}",
    expected: "{{=nope == nil ? 'none' : 'some'}}",
  },
  { name: "item waits, guarded or not", value: "{{=item ?? 'x'}}", expected: "{{=item ?? 'x'}}" },
  {
    name: "retries wait",
    value: "{{=sprig.int(retries)}}",
    expected: "{{=sprig.int(retries)}}",
  },
  {
    name: "workflow.failures waits for the end",
    value: "{{=workflow.failures ?? 'none'}}",
    expected: "{{=workflow.failures ?? 'none'}}",
  },
];

describe("expression tags", () => {
  it.each(EXPRESSIONS)("$name", (row) => {
    const { node, phase } = runCase(textCase(row));
    expect(node("use").inputs.x).toBe(row.expected);
    expect(phase).toBe("Succeeded");
  });
});

describe("terminal errors where upstream asks for ever", () => {
  it.each([
    {
      name: "a step that does not exist",
      value: "{{steps.nobody.outputs.result}}",
      problem: "Failed to resolve references: failed to resolve {{steps.nobody.outputs.result}}",
    },
    {
      name: "an output that the step does not have",
      value: "{{steps.before.outputs.parameters.q}}",
      problem:
        "Failed to resolve references: failed to resolve {{steps.before.outputs.parameters.q}}",
    },
    {
      name: "the own result",
      value: "{{steps.use.outputs.result}}",
      problem: "Failed to resolve references: failed to resolve {{steps.use.outputs.result}}",
    },
    {
      name: "an expression over a step that does not exist",
      value: "{{=steps.nobody.outputs.result}}",
      problem:
        /^Failed to resolve references: failed to evaluate expression: steps\.nobody.* is missing/,
    },
    {
      name: "an expression that is nil although all it names is there",
      value: "{{=nil}}",
      problem: /Failed to resolve references: failed to evaluate expression/,
    },
    {
      name: "an expression that fails although all it names is there",
      value: "{{=asInt(workflow.name)}}",
      problem: /Failed to resolve references: failed to evaluate expression/,
    },
    {
      name: "an expression that cannot be read",
      value: "{{=1 +}}",
      problem: /Failed to resolve references: failed to evaluate expression/,
    },
    {
      name: "a value that has no place in JSON, as terminal colours",
      value: "{{steps.before.outputs.result}}",
      result: "\u001b[31mred",
      problem: /the result was invalid JSON/,
    },
  ])("$name", ({ value, problem, ...row }) => {
    const { node, phase, message } = runCase(textCase({ ...row, value, expected: "" }));
    expect(node("[1]").phase).toBe("Error");
    const wanted =
      typeof problem === "string"
        ? expect.stringMatching(`^${escaped(problem)}`)
        : expect.stringMatching(problem);
    expect(message).toEqual(wanted);
    expect(phase).toBe("Failed");
  });
});

function escaped(text: string): string {
  return text.replace(/[{}.*+?^$()|[\]\\]/g, "\\$&");
}
