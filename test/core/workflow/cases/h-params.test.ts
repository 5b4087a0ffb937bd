/** Group h: loops over lists and numbers that are only known when they begin. */
import { describe } from "vitest";
import { dag, items, param, steps, values } from "./loop-case.ts";
import type { Case } from "./run-case.ts";
import { check } from "./table.ts";

describe("h: withParam", () => {
  const produced = (result: string): Case => ({
    templates: `- name: main
  steps:
    - - { name: make, template: pod }
    - - name: use
        template: takes
        arguments: { parameters: [{ name: x, value: "{{item}}" }] }
        withParam: "{{steps.make.outputs.result}}"
- { name: takes, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
    outcomes: { make: { result } },
  });
  const problem = "withParam value could not be parsed as a JSON list:";
  check([
    [
      "a JSON list from a step",
      produced('[1, "a", {"k": [true]}]'),
      items,
      [
        ["use(0:1)", "1"],
        ["use(1:a)", "a"],
        ["use(2:k:[true])", '{"k":[true]}'],
      ],
    ],
    ["white space does not count", produced('\n [ "a" ,\t"b" ]\n'), values, ["a", "b"]],
    [
      "an empty list skips the step",
      produced("[]"),
      ({ node, phase }) => [node("use").phase, node("use").message, phase],
      ["Skipped", "Skipped, empty params", "Succeeded"],
    ],
    [
      "an empty list in a dag skips the task",
      dag(param("[]")),
      ({ node, phase }) => [node("use").type, node("use").phase, phase],
      ["Skipped", "Skipped", "Succeeded"],
    ],
    [
      "null is an empty list",
      produced("null"),
      ({ node }) => node("use").message,
      "Skipped, empty params",
    ],
    [
      "what is no list is an error",
      produced('{"a": 1}'),
      ({ message, phase }) => [message.slice(0, problem.length), phase],
      [problem, "Failed"],
    ],
    [
      "what is no JSON is an error",
      produced("a, b"),
      ({ message }) => message.slice(0, problem.length),
      problem,
    ],
    [
      "in a dag the task is in Error",
      dag(param("nope")),
      ({ node, phase }) => [
        node("use").type,
        node("use").phase,
        node("use").message?.slice(0, problem.length),
        phase,
      ],
      ["Skipped", "Error", problem, "Error"],
    ],
    [
      "what is no list does not matter when the condition is false",
      steps(`${param("nope")}\nwhen: "false"`),
      ({ node, phase }) => [node("use").message, phase],
      ["Skipped, empty params", "Succeeded"],
    ],
    [
      "items of a false condition are skipped one by one",
      steps(`${param('["a", "b"]')}\nwhen: "false"`),
      ({ phases, phase }) => [phases["[0].use(0:a)"], phases["[0].use(1:b)"], phase],
      ["Skipped", "Skipped", "Succeeded"],
    ],
    [
      "a list of the workflow's parameters",
      steps('withParam: "{{workflow.parameters}}"', "{{item.name}}={{item.value}}", {
        spec: "arguments: { parameters: [{ name: a, value: 1 }, { name: b, value: 2 }] }",
      }),
      values,
      ["a=1", "b=2"],
    ],
    [
      "an expression that makes a list",
      steps(`withParam: "{{=toJson(map([1, 2], # * 10))}}"`),
      values,
      ["10", "20"],
    ],
  ]);
});

describe("h: withSequence", () => {
  check([
    [
      "count",
      steps("withSequence: { count: 3 }"),
      items,
      [
        ["use(0:0)", "0"],
        ["use(1:1)", "1"],
        ["use(2:2)", "2"],
      ],
    ],
    ["start and count", steps("withSequence: { start: 5, count: 2 }"), values, ["5", "6"]],
    [
      "start and end, both included",
      steps("withSequence: { start: 2, end: 4 }"),
      values,
      ["2", "3", "4"],
    ],
    ["end alone starts at 0", steps("withSequence: { end: 2 }"), values, ["0", "1", "2"]],
    [
      "counts down when the end is lower",
      steps("withSequence: { start: 1, end: -1 }"),
      values,
      ["1", "0", "-1"],
    ],
    ["one number", steps("withSequence: { start: 7, end: 7 }"), values, ["7"]],
    [
      "a count of 0 is an empty loop",
      steps("withSequence: { count: 0 }"),
      ({ node }) => node("use").message,
      "Skipped, empty params",
    ],
    ["numbers in quotes", steps('withSequence: { count: "2" }'), values, ["0", "1"]],
    [
      "numbers from tags",
      steps('withSequence: { count: "{{workflow.parameters.many}}" }', "{{item}}", {
        spec: "arguments: { parameters: [{ name: many, value: 2 }] }",
      }),
      values,
      ["0", "1"],
    ],
    [
      "numbers from expressions",
      steps('withSequence: { count: "{{=1 + 1}}" }'),
      values,
      ["0", "1"],
    ],
    [
      "a format, in upper-case hexadecimal",
      steps("withSequence: { start: 10, count: 2, format: 'user%02X' }"),
      items,
      [
        ["use(0:user0A)", "user0A"],
        ["use(1:user0B)", "user0B"],
      ],
    ],
    [
      "a format with leading zeros",
      steps("withSequence: { count: 1, format: 'part-%04d.csv' }"),
      values,
      ["part-0000.csv"],
    ],
    [
      "a format with a percent sign",
      steps("withSequence: { count: 1, format: '%d%%' }"),
      values,
      ["0%"],
    ],
    [
      "what is no number is an error",
      steps('withSequence: { count: "{{workflow.name}}" }'),
      ({ message }) => message,
      'strconv.Atoi: parsing "wf": invalid syntax',
    ],
    [
      "what is no number does not matter when the condition is false",
      steps('withSequence: { count: "{{workflow.name}}" }\nwhen: "false"'),
      ({ node }) => node("use").message,
      "Skipped, empty params",
    ],
    [
      "more items than may be run are an error",
      steps("withSequence: { count: 60000 }"),
      ({ message, pods }) => [message, pods],
      ["the sequence has 60000 items; at most 50000 are run", []],
    ],
    [
      "neither count nor end is an error",
      { ...steps("withSequence: { start: 1 }"), unchecked: true },
      ({ message }) => message,
      "neither end nor count was specified in withSequence",
    ],
  ]);
});

describe("h: nothing may stay open in a loop", () => {
  const open = (x: string): Case => ({ ...steps("withItems: [a]", x), unchecked: true });
  check([
    [
      "an unknown tag is an error",
      open("{{nothing}}"),
      ({ message }) => message,
      "step group deemed errored due to child wf[0].use(0:a) error: failed to resolve {{nothing}}",
    ],
    [
      "a key that the item does not have",
      open("{{item.key}}"),
      ({ phase, message }) => [phase, message.endsWith("failed to resolve {{item.key}}")],
      ["Failed", true],
    ],
    [
      "an expression with an unknown name",
      open("{{=nothing}}"),
      ({ message }) => message.endsWith("failed to evaluate expression: nothing is missing"),
      true,
    ],
    [
      "unless the condition is false",
      { ...steps('withItems: [a]\nwhen: "{{item}} == b"', "{{nothing}}"), unchecked: true },
      ({ node, phase }) => [node("use(0:a)").phase, phase],
      ["Skipped", "Succeeded"],
    ],
  ]);
});
