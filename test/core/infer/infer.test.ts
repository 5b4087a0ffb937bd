import { describe, expect, it } from "vitest";
import { inferOutputs } from "../../../engine/core/infer/infer.ts";
import { inferred, planOf, RESULT, reader, textsOf } from "./plans.ts";

const when = (condition: string) => `when: ${JSON.stringify(condition)}`;
const argument = (name: string, text: string) =>
  `arguments: { parameters: [{ name: ${name}, value: ${JSON.stringify(text)} }] }`;
const pass = (text: string) => argument("x", text);
const REF = "steps.make.outputs.result";

describe("a result", () => {
  it.each([
    // Conditions: the literals, and another value where only one is known or `!=` and `in` ask for it.
    [when(`${RESULT} == heads`), ["heads", "other"]],
    [when(`${RESULT} == heads || '${RESULT}' == 'tails'`), ["heads", "tails"]],
    [when(`${RESULT} != 1 && ${RESULT} != 2`), ["1", "2", "3"]],
    [when(`${RESULT} in (a, b, 'other')`), ["a", "b", "other", "otherwise"]],
    [when(`${RESULT} == true`), ["true", "false"]],
    [when(`${RESULT} != true && ${RESULT} != false`), ["true", "false"]],
    [when(RESULT), ["true", "false"]],
    [when(`!${RESULT}`), ["true", "false"]],
    [when(`${RESULT} =~ ab`), ["ab", "other"]],
    [when(`${RESULT} =~ ab || ${RESULT} == cab`), ["cab", "other"]],
    [when(`'${RESULT}' == ''`), ["", "other"]],
    // Without quotes an empty value cannot be read.
    [when(`${RESULT} == ''`), ["other"]],
    [when(`${RESULT} =~ 'a.*b'`), ["text"]],
    // Numbers: below, at and above each limit.
    [when(`${RESULT} < 10`), ["9", "10", "11"]],
    [when(`0.95 <= ${RESULT}`), ["0.94", "0.95", "0.96"]],
    [when(`${RESULT} > -1`), ["-2", "-1", "0"]],
    [when(`${RESULT} > 5 || ${RESULT} == none`), ["4", "5", "6"]],
    [when(`${RESULT} + 1 > 3`), ["1 to 9"]],
    // Loops.
    [`withParam: "${RESULT}", ${pass("{{item}}")}`, ["[1,2,3]"]],
    [
      `withParam: "${RESULT}", ${pass("{{item.a}} {{item.b}}")}`,
      ['[{"a":1,"b":1},{"a":2,"b":2},{"a":3,"b":3}]'],
    ],
    [
      `withParam: "${RESULT}", ${when("{{item.kind}} == new")}`,
      ['[{"kind":"new"},{"kind":"other"},{"kind":"new"}]'],
    ],
    [`withParam: "${RESULT}", ${when(`'${RESULT}' != '[]'`)}`, ["[1,2,3]", "[]"]],
    [`withSequence: { count: "${RESULT}" }`, ["3"]],
    [`withSequence: { start: "2", end: "${RESULT}" }`, ["3"]],
    [`withSequence: { start: "${RESULT}", end: "4" }`, ["1"]],
    // Expressions.
    [pass(`{{=asInt(${REF}) + 1}}`), ["1 to 9"]],
    [pass(`{{=sprig.int(${REF})}}`), ["1 to 9"]],
    [pass(`{{=asInt(${REF}) == 1 ? 'a' : 'b'}}`), ["1", "2"]],
    [pass(`{{=asFloat(${REF}) > 0.5}}`), ["0.4", "0.5", "0.6"]],
    [pass(`{{=${REF} in ['a', 'b']}}`), ["a", "b", "other"]],
    [pass(`{{=${REF} contains 'ab'}}`), ["ab", "other"]],
    [pass(`{{=jsonpath(${REF}, '$.a.b')}}`), ['{"a":{"b":1}}']],
    [
      pass(`{{=jsonpath(${REF}, '$.a[0].b') == 'x'}}`),
      ['{"a":[{"b":"x"},{"b":"other"},{"b":"x"}]}'],
    ],
    [pass(`{{=sprig.fromJson(${REF}).ok == true}}`), ['{"ok":true}', '{"ok":false}']],
    [
      pass(`{{=fromJSON(${REF})['a-b'].c > 3}}`),
      ['{"a-b":{"c":2}}', '{"a-b":{"c":3}}', '{"a-b":{"c":4}}'],
    ],
    [
      pass(`{{=toJson(filter(fromJSON(${REF}), {.size > 1}))}}`),
      ['[{"size":0},{"size":1},{"size":2}]'],
    ],
    [pass(`{{=len(fromJSON(${REF}))}}`), ["[1,2,3]"]],
    [pass(`{{=let r = ${REF}; r == 'a' ? 1 : 2}}`), ["a", "other"]],
    [pass(`{{=(${REF} ?? 'z') == 'a'}}`), ["a", "other"]],
    [when(`{{=${REF} == 'yes'}}`), ["yes", "other"]],
    [`hooks: { h: { template: take, expression: "${REF} == 'a'" } }`, ["a", "other"]],
    // What is only passed on is empty.
    [pass(RESULT), []],
    [pass(`so ${RESULT}`), []],
    ["when: 1 == 1", []],
  ])("read by %s", (fields, expected) => {
    expect(textsOf(inferred(reader(fields)).result?.value)).toEqual(expected);
  });

  it("of each item of a loop is JSON when the list of results is read", () => {
    const results = (fields: string) =>
      planOf(`- name: main
  steps:
    - [{ name: make, template: make, withItems: [1, 2] }]
    - [{ name: take, template: take, ${fields} }]
`);
    const loop = 'withParam: "{{steps.make.outputs.result}}"';
    expect(textsOf(inferred(results(pass(RESULT))).result?.value)).toEqual(["1 to 9"]);
    expect(textsOf(inferred(results(`${loop}, ${when("{{item}} == a")}`)).result?.value)).toEqual([
      '"a"',
      '"other"',
    ]);
    expect(textsOf(inferred(results(`${loop}, ${when("{{item.k}} == a")}`)).result?.value)).toEqual(
      ['{"k":"a"}', '{"k":"other"}'],
    );
  });
});

describe("a value is followed", () => {
  it("through the inputs and outputs of other templates", () => {
    const plan = planOf(`- name: main
  steps:
    - [{ name: inner, template: inner }]
    - [{ name: outer, template: outer, ${argument("v", "{{steps.inner.outputs.parameters.out}}")} }]
- name: inner
  steps: [[{ name: make, template: make }]]
  outputs:
    parameters: [{ name: out, valueFrom: { parameter: "{{steps.make.outputs.parameters.p}}" } }]
- name: outer
  inputs: { parameters: [{ name: v }] }
  dag:
    tasks: [{ name: t, template: take, when: "{{inputs.parameters.v}} == {{workflow.name}}" }]
`);
    expect(textsOf(inferred(plan).p?.value)).toEqual(["wf", "other"]);
  });

  it("through a condition that chooses an output", () => {
    const plan = planOf(`- name: main
  steps:
    - [{ name: inner, template: inner }]
    - [{ name: t, template: take, withParam: "{{steps.inner.outputs.parameters.out}}" }]
- name: inner
  steps: [[{ name: make, template: make }]]
  outputs:
    parameters:
      - name: out
        valueFrom: { expression: "workflow.name == 'a' ? '[]' : steps.make.outputs.parameters.p" }
`);
    expect(textsOf(inferred(plan).p?.value)).toEqual(["[1,2,3]"]);
  });

  it("through the items of a loop over constants, and through global outputs", () => {
    const loop = reader(
      `withItems: ["${RESULT}"], ${argument("x", "{{item}}")}`,
      "- { name: unused, suspend: {} }\n",
    );
    expect(inferred(loop)).toEqual({});
    const plan = planOf(`- name: main
  steps:
    - [{ name: g, template: gives }]
    - [{ name: t, template: take, when: "{{workflow.outputs.parameters.all}} == x" }]
- name: gives
  container: { image: a }
  outputs: { parameters: [{ name: o, globalName: all, valueFrom: { path: /o } }] }
`);
    expect(textsOf(inferOutputs(plan).get(1)?.parameters.o?.value)).toEqual(["x", "other"]);
  });

  it("to limits that an argument gives", () => {
    const plan = planOf(`- name: main
  steps: [[{ name: l, template: loop, ${argument("limit", "10")} }]]
- name: loop
  inputs: { parameters: [{ name: limit }] }
  steps:
    - [{ name: make, template: make }]
    - - name: again
        template: loop
        when: "${RESULT} < {{inputs.parameters.limit}}"
        ${argument("limit", "{{inputs.parameters.limit}}")}
`);
    expect(textsOf(inferred(plan).result?.value)).toEqual(["9", "10", "11"]);
  });

  it("into retries, memoization keys and the lengths of suspensions", () => {
    for (const use of [
      'retryStrategy: { limit: "{{inputs.parameters.x}}" }, container: { image: a }',
      'memoize: { key: "{{inputs.parameters.x}}", cache: { configMap: { name: c } } }, container: { image: a }',
      'suspend: { duration: "{{inputs.parameters.x}}" }',
    ]) {
      const plan = planOf(`- name: main
  steps:
    - [{ name: make, template: make }]
    - [{ name: t, template: other, ${argument("x", RESULT)} }]
- { name: other, inputs: { parameters: [{ name: x }] }, ${use} }
`);
      expect(textsOf(inferred(plan).result?.value)).toEqual(["1 to 9"]);
    }
  });
});

describe("nothing is inferred", () => {
  it("for an output that declares a default", () => {
    const known = reader(when("{{steps.make.outputs.parameters.known}} == 2"));
    expect(inferred(known)).toEqual({});
  });

  it("from a template that is never run", () => {
    const more = `- name: never
  steps:
    - [{ name: make, template: make }]
    - [{ name: t, template: take, ${when(`${RESULT} == x`)} }]
`;
    expect(inferred(reader("when: 1 == 1", more))).toEqual({});
  });
});

it("says how each output is read", () => {
  const why = (fields: string) => inferred(reader(fields)).result?.why;
  expect(why(when(`${RESULT} == heads || ${RESULT} == tails`))).toBe("compared with heads, tails");
  expect(why(`withParam: "${RESULT}", ${when("{{item.a}} == 1")}`)).toBe(
    "read as a list; read as JSON with a",
  );
  expect(why(`withSequence: { count: "${RESULT}" }`)).toBe("read as the length of a loop");
  expect(why(pass(`{{=asInt(${REF})}}`))).toBe("read as a number");
  expect(why(when(`${RESULT} =~ 'a.*b'`))).toBe("read in a condition");
});
