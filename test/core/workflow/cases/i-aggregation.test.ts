/** Group i: the outputs of a loop as a whole. */
import { describe, expect, it } from "vitest";
import { aggregate } from "../../../../engine/core/workflow/graph/aggregate.ts";
import type { Case, CaseRun, Outcome } from "./run-case.ts";
import { check } from "./table.ts";

const FAILED: Outcome = { exitCode: 1 };
const MAKES = `- name: makes
  outputs: { parameters: [{ name: p, valueFrom: { path: /p } }, { name: q, valueFrom: { path: /q, default: "0" } }] }
  RETRY
  container: { image: a }
- { name: takes, inputs: { parameters: [{ name: x }] }, container: { image: a } }`;

/** A loop of three, and a step behind it that takes what the loop gave. */
const steps = (value: string, outcomes: Case["outcomes"], fields = "", retry = ""): Case => ({
  outcomes: outcomes ?? {},
  templates: `- name: main
  steps:
    - - { name: make, template: makes, withItems: [a, b, c], ${fields} }
    - - name: use
        template: takes
        arguments: { parameters: [{ name: x, value: '${value.replaceAll("'", "''")}' }] }
${MAKES.replace("  RETRY\n", retry)}`,
});
const dag = (value: string, outcomes: Case["outcomes"], fields = ""): Case => ({
  outcomes: outcomes ?? {},
  templates: `- name: main
  dag:
    tasks:
      - { name: make, template: makes, withItems: [a, b, c], ${fields} }
      - name: use
        template: takes
        depends: make || make.Failed
        arguments: { parameters: [{ name: x, value: '${value}' }] }
${MAKES.replace("  RETRY\n", "")}`,
});
const results = (...list: string[]): Case["outcomes"] => ({
  make: list.map((result) => ({ result })),
});
const parameters = (...list: string[]): Case["outcomes"] => ({
  make: list.map((p) => ({ parameters: { p } })),
});
const x = ({ node }: CaseRun) => node("use").inputs.x;

describe("i: results", () => {
  const RESULT = "{{steps.make.outputs.result}}";
  check([
    ["numbers stay numbers", steps(RESULT, results("1", "2", "3")), x, "[1,2,3]"],
    ["texts in quotes stay texts", steps(RESULT, results('"a"', '"b"', '"c"')), x, '["a","b","c"]'],
    [
      "objects and lists are inlined, without white space",
      steps(RESULT, results('{ "b": 1, "a": 2 }', "[ 1 ]", "true")),
      x,
      '[{"b":1,"a":2},[1],true]',
    ],
    [
      "numbers stay as they were written",
      steps(RESULT, results("1.0", "1e3", "12345678901234567890")),
      x,
      "[1.0,1e3,12345678901234567890]",
    ],
    [
      "a trailing line end does not matter",
      steps(RESULT, results("1\n", "2\n", "3\n")),
      x,
      "[1,2,3]",
    ],
    [
      "a plain word is an error of the template",
      steps(RESULT, results("1", "word", "3")),
      ({ phase, pods, node }) => [phase, pods.length, node("wf").message],
      ["Error", 3, "'word' in a list of results is not JSON"],
    ],
    [
      "a plain word that nobody reads is none",
      steps("{{steps.make.outputs.parameters.p}}", {
        make: { result: "word", parameters: { p: "1" } },
      }),
      ({ phase }) => phase,
      "Succeeded",
    ],
    [
      "order is that of the items, not of their ends",
      steps(RESULT, {
        make: [{ result: "1", durationMs: 90_000 }, { result: "2" }, { result: "3" }],
      }),
      x,
      "[1,2,3]",
    ],
    [
      "only those that succeeded count",
      steps(
        RESULT,
        { make: [{ result: "1" }, { ...FAILED, result: "2" }, { result: "3" }] },
        "continueOn: { failed: true }",
      ),
      x,
      "[1,3]",
    ],
    [
      "skipped items do not count",
      steps(RESULT, results("1", "2", "3"), "when: '{{item}} != b'"),
      x,
      "[1,2]",
    ],
    ["in a dag", dag("{{tasks.make.outputs.result}}", results("1", "2", "3")), x, "[1,2,3]"],
    [
      "in a dag only those that succeeded count",
      dag("{{tasks.make.outputs.result}}", { make: [FAILED, { result: "2" }, { result: "3" }] }),
      x,
      "[2,3]",
    ],
    [
      "retried items count once, with their last attempt",
      steps(
        RESULT,
        { "[0].make(0:a)": [{ ...FAILED, result: "0" }, { result: "1" }], make: { result: "9" } },
        "",
        "  retryStrategy: { limit: 1 }\n",
      ),
      x,
      "[1,9,9]",
    ],
    [
      "exit handlers of the items do not count",
      steps(
        RESULT,
        { make: { result: "1" }, "make(0:a).onExit": { result: "5" } },
        "hooks: { exit: { template: makes } }",
      ),
      x,
      "[1,1,1]",
    ],
    [
      "an item of a list by expression",
      steps("{{=jsonpath(steps.make.outputs.result, '$[1]')}}", results("1", "2", "3")),
      x,
      "2",
    ],
    [
      "a loop over the results of a loop",
      {
        templates: `- name: main
  dag:
    tasks:
      - { name: make, template: makes, withItems: [a, b, c] }
      - name: use
        depends: make
        template: takes
        withParam: "{{tasks.make.outputs.result}}"
        arguments: { parameters: [{ name: x, value: "{{item}}" }] }
${MAKES.replace("  RETRY\n", "")}`,
        outcomes: results("10", '{"k":1}', '"t"') ?? {},
      },
      ({ phases }) => Object.keys(phases).filter((name) => name.startsWith("use(")),
      ["use(0:10)", "use(1:k:1)", "use(2:t)"],
    ],
  ]);
});

describe("i: parameters", () => {
  const P = "{{steps.make.outputs.parameters.p}}";
  check([
    ["one by name is a list of texts", steps(P, parameters("1", "2", "3")), x, '["1","2","3"]'],
    ["words", steps(P, parameters("foo", "bar", "")), x, '["foo","bar",""]'],
    [
      "values that are all objects or lists are inlined",
      steps(P, parameters('["1"]', '{"number":"1"}', ' ["2"] ')),
      x,
      '[["1"],{"number":"1"},["2"]]',
    ],
    [
      "one plain value keeps them all as texts",
      steps(P, parameters('["1"]', "2", '{"a":1}')),
      x,
      '["[\\"1\\"]","2","{\\"a\\":1}"]',
    ],
    [
      "what only looks like an object keeps them all as texts",
      steps(P, parameters("{}", "[]", "{x")),
      x,
      '["{}","[]","{x"]',
    ],
    [
      "all together are a list of maps by sorted names",
      steps("{{steps.make.outputs.parameters}}", parameters("1", "2", "3")),
      x,
      '[{"p":"1","q":"0"},{"p":"2","q":"0"},{"p":"3","q":"0"}]',
    ],
    [
      "only those that succeeded count",
      steps(
        P,
        { make: [{ parameters: { p: "1" } }, FAILED, { parameters: { p: "3" } }] },
        "continueOn: { failed: true }",
      ),
      x,
      '["1","3"]',
    ],
    [
      "in a dag",
      dag("{{tasks.make.outputs.parameters.p}}", parameters("1", "2", "3")),
      x,
      '["1","2","3"]',
    ],
    [
      "outputs of the template around the loop",
      {
        templates: `- { name: main, steps: [[{ name: inner, template: inner }]] }
- name: inner
  outputs: { parameters: [{ name: all, valueFrom: { parameter: "{{tasks.make.outputs.parameters.p}}" } }] }
  dag: { tasks: [{ name: make, template: makes, withItems: [a, b, c] }] }
${MAKES.replace("  RETRY\n", "")}`,
        outcomes: parameters("1", "2", "3") ?? {},
      },
      ({ node }) => node("inner").outputs.all,
      '["1","2","3"]',
    ],
    [
      "lists that are too long for a parameter are an error, not a crash",
      steps(P, { make: { parameters: { p: "x".repeat(200_000) } } }),
      ({ phase, message }) => [phase, message],
      ["Failed", "Failed to resolve references: the text is longer than 262144 characters"],
    ],
  ]);
});

describe("i: which results are kept", () => {
  const kept = (text: string): Case => ({
    templates: `- name: main
  steps:
    - - { name: make, template: pod }
    - - { name: use, template: pod, when: "${text}" }`,
    outcomes: { make: { result: "out" } },
  });
  check([
    [
      "those that some text of the template reads",
      kept("{{steps.make.outputs.result}} == out"),
      ({ node }) => node("make").result,
      "out",
    ],
    [
      "those that an expression reads",
      kept("{{=steps['make'].outputs.result == 'out'}}"),
      ({ node }) => node("make").result,
      "out",
    ],
    [
      "no others",
      kept("{{steps.make.status}} == Succeeded"),
      ({ node }) => node("make").result,
      undefined,
    ],
  ]);
});

it("i: nothing that succeeded gives empty lists", () => {
  expect(aggregate([])).toEqual({ "outputs.result": "[]", "outputs.parameters": "[]" });
});
