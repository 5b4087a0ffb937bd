import { describe, expect, it } from "vitest";
import { parseText } from "../../../engine/core/workflow/templating/text.ts";
import { drive, type PodOutcome, planOf } from "./drive.ts";

const inputsOf = (run: ReturnType<typeof drive>["run"], name: string) =>
  run.nodes.find((node) => node.displayName === name)?.inputs.parameters;
const TAKES =
  "- { name: takes, inputs: { parameters: [{ name: x, value: fallback }] }, container: { image: a } }";
const NEEDS = "- { name: needs, inputs: { parameters: [{ name: x }] }, container: { image: a } }";

describe("inputs", () => {
  it.each([
    ["nothing", "", "fallback"],
    ["a text", "given", "given"],
    ["an empty text", "''", ""],
    ["a number", "20", "20"],
    ["a workflow parameter", '"{{workflow.parameters.rows}}"', "100"],
    ["a mixture", '"{{ workflow.name }}/{{workflow.parameters.rows}}.csv"', "wf/100.csv"],
  ])("take %s", (_, value, expected) => {
    const given = value === "" ? "" : `, arguments: { parameters: [{ name: x, value: ${value} }] }`;
    const plan = planOf(
      `- name: main\n  steps: [[{ name: s, template: takes${given} }]]\n${TAKES}`,
      "[{ name: rows, value: 100 }]",
    );
    expect(inputsOf(drive(plan).run, "s")).toEqual({ x: expected });
  });

  it("of the entrypoint are the workflow's own arguments", () => {
    const plan = planOf(
      "- { name: main, inputs: { parameters: [{ name: message }] }, container: { image: a } }",
      "[{ name: message, value: 'hello {{x}}' }]",
    );
    const { run } = drive(plan);
    expect(run.phase).toBe("Succeeded");
    expect(run.nodes[0]?.inputs.parameters).toEqual({ message: "hello {{x}}" });
  });

  it("may have a default that refers to the workflow", () => {
    const plan = planOf(
      `- name: main\n  steps: [[{ name: s, template: t }]]
- name: t
  inputs: { parameters: [{ name: x, value: "{{workflow.parameters.rows}}" }] }
  container: { image: a }`,
      "[{ name: rows, value: 7 }]",
    );
    expect(inputsOf(drive(plan).run, "s")).toEqual({ x: "7" });
  });

  it("are passed down from the caller's", () => {
    const plan = planOf(`- name: main
  steps: [[{ name: outer, template: mid, arguments: { parameters: [{ name: given, value: "1" }] } }]]
- name: mid
  inputs: { parameters: [{ name: given }] }
  dag:
    tasks:
      - name: inner
        template: needs
        arguments: { parameters: [{ name: x, value: "{{inputs.parameters.given}}0" }] }
${NEEDS}`);
    expect(inputsOf(drive(plan).run, "inner")).toEqual({ x: "10" });
  });
});

const producing = (when: string, consumer: string, value: string) =>
  planOf(`- name: main
  dag:
    tasks:
      - { name: make, template: makes${when} }
      - name: use
        template: ${consumer}
        depends: make.Succeeded || make.Skipped
        arguments: { parameters: [{ name: x, value: "${value}" }] }
- name: makes
  outputs: { parameters: [{ name: id, valueFrom: { path: /id } }, { name: mode, valueFrom: { path: /m, default: fast } }] }
  container: { image: a }
${TAKES}
${NEEDS}`);
const made: PodOutcome = { result: "line", parameters: { id: "42" } };
const SKIP = ', when: "false"';

describe("outputs", () => {
  it.each([
    ["a parameter", "", "needs", "{{tasks.make.outputs.parameters.id}}", "42"],
    ["the standard output", "", "needs", "<{{tasks.make.outputs.result}}>", "<line>"],
    ["the status", "", "needs", "{{tasks.make.status}}", "Succeeded"],
    [
      "the default of a parameter that was not written",
      "",
      "needs",
      "{{tasks.make.outputs.parameters.mode}}",
      "fast",
    ],
    [
      "the default of a parameter of a skipped task",
      SKIP,
      "needs",
      "{{tasks.make.outputs.parameters.mode}}",
      "fast",
    ],
    [
      "the consumer's default where a skipped task gives none",
      SKIP,
      "takes",
      "{{tasks.make.outputs.parameters.id}}",
      "fallback",
    ],
  ])("give %s", (_, when, consumer, value, expected) => {
    const { run } = drive(producing(when, consumer, value), () => made);
    expect(inputsOf(run, "use")).toEqual({ x: expected });
    expect(run.phase).toBe("Succeeded");
  });

  it.each([
    ["is needed", "needs", "{{tasks.make.outputs.parameters.id}}", /references an absent optional/],
    ["is part of a text", "takes", "v{{tasks.make.outputs.parameters.id}}", /that was skipped/],
  ])("that are absent put a task in Error where one %s", (_, consumer, value, problem) => {
    const { run, messageOf } = drive(producing(SKIP, consumer, value), () => made);
    expect(messageOf("use")).toMatch(problem);
    expect(run.phase).toBe("Error");
  });

  it("do not fail a task whose condition is false", () => {
    const plan = planOf(`- name: main
  steps:
    - - { name: a, template: pod, when: "false" }
    - - name: b
        template: needs
        when: "{{steps.a.status}} == Succeeded"
        arguments: { parameters: [{ name: x, value: "{{steps.a.outputs.result}}" }] }
${NEEDS}`);
    expect(drive(plan).phases).toMatchObject({ "[1].b": "Skipped", "": "Succeeded" });
  });

  const outer = (valueFrom: string) =>
    planOf(`- name: main
  steps:
    - - { name: part, template: part }
    - - name: use
        template: needs
        arguments: { parameters: [{ name: x, value: "{{steps.part.outputs.parameters.best}}" }] }
- name: part
  outputs: { parameters: [{ name: best, valueFrom: { ${valueFrom} } }] }
  steps:
    - - { name: a, template: pod }
    - - { name: b, template: pod, when: "false" }
${NEEDS}`);

  it("of a steps template come from its steps", () => {
    const { run } = drive(outer('parameter: "{{steps.a.outputs.result}}!"'), () => made);
    expect(inputsOf(run, "use")).toEqual({ x: "line!" });
  });

  it("of a steps template fall back to their default, and fail without one", () => {
    const absent = 'parameter: "{{steps.b.outputs.result}}"';
    expect(inputsOf(drive(outer(`${absent}, default: none`)).run, "use")).toEqual({ x: "none" });
    const { run, messageOf } = drive(outer(absent));
    expect(messageOf("[0].part")).toBe("Unable to resolve: {{steps.b.outputs.result}}");
    expect(run.phase).toBe("Failed");
  });
});

describe("parseText", () => {
  it("cuts a text at its tags", () => {
    expect(parseText("a {{ b.c }}{{d}} }} {{").parts).toEqual([
      "a ",
      { kind: "reference", ref: "b.c", source: "{{ b.c }}" },
      { kind: "reference", ref: "d", source: "{{d}}" },
      " }} {{",
    ]);
    expect(parseText("plain }} {").parts).toEqual([]);
    expect(
      parseText("{{a}}{{=b}}{{c}}").parts.map((part) => typeof part === "object" && part.kind),
    ).toEqual(["reference", "expression", "reference"]);
  });

  it("is not slowed down by a tag of spaces that never ends", () => {
    expect(parseText(`{{${" ".repeat(500_000)}`).parts).toHaveLength(1);
  });
});
