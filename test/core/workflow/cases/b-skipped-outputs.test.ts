/** Group b: outputs of what was skipped or omitted: a default, or nothing at all. */
import { describe } from "vitest";
import type { Case, CaseRun } from "./run-case.ts";
import { check } from "./table.ts";

const TEMPLATES = `- name: makes
  outputs:
    parameters:
      - { name: id, valueFrom: { path: /id } }
      - { name: mode, valueFrom: { path: /mode, default: fast } }
    artifacts: [{ name: file, path: /file }]
  container: { image: a }
- { name: takes, inputs: { parameters: [{ name: x, value: own }] }, container: { image: a } }
- { name: needs, inputs: { parameters: [{ name: x }] }, container: { image: a } }
- name: reads
  inputs: { artifacts: [{ name: file, path: /file, optional: OPTIONAL }] }
  container: { image: a }`;

/** A task that does not run, and one behind it that reads from it. */
const dag = (use: string, more: Case = {}): Case => ({
  templates: `- name: main
  dag:
    tasks:
      - { name: make, template: makes, when: "false" }
      - { name: use, depends: make, ${use} }
${TEMPLATES.replace("OPTIONAL", "true")}`,
  ...more,
});
const steps = (use: string, more: Case = {}): Case => ({
  templates: `- name: main
  steps:
    - - { name: make, template: makes, when: "false" }
    - - { name: use, ${use} }
${TEMPLATES.replace("OPTIONAL", "true")}`,
  ...more,
});
const given = (template: string, value: string) =>
  `template: ${template}, arguments: { parameters: [{ name: x, value: "${value}" }] }`;
const ID = "tasks.make.outputs.parameters.id";
const MODE = "tasks.make.outputs.parameters.mode";
const use = ({ node }: CaseRun) => [node("use").phase, node("use").inputs.x];
const problem = ({ node, phase }: CaseRun) => [node("use").phase, node("use").message, phase];
const ABSENT =
  "inputs.parameters.x: argument references an absent optional (skipped/omitted node output with no default)";

describe("b: a producer that was skipped", () => {
  check([
    ["its default is its output", dag(given("needs", `{{${MODE}}}`)), use, ["Succeeded", "fast"]],
    [
      "its default wins over the consumer's",
      dag(given("takes", `{{${MODE}}}`)),
      use,
      ["Succeeded", "fast"],
    ],
    [
      "its default may be part of a text",
      dag(given("needs", `<{{${MODE}}}>`)),
      use,
      ["Succeeded", "<fast>"],
    ],
    [
      "without a default the consumer's own holds",
      dag(given("takes", `{{${ID}}}`)),
      use,
      ["Succeeded", "own"],
    ],
    [
      "spaces around a lone reference do not count",
      dag(given("takes", `{{ ${ID} }}`)),
      use,
      ["Succeeded", "own"],
    ],
    [
      "without any default the consumer ends in Error",
      dag(given("needs", `{{${ID}}}`)),
      problem,
      ["Error", `task 'wf.use' errored: ${ABSENT}`, "Error"],
    ],
    [
      "as a part of a text it ends in Error, whatever the consumer's default",
      dag(given("takes", `v-{{${ID}}}`)),
      problem,
      [
        "Error",
        `{{${ID}}} refers to an output of a node that was skipped, and has no default`,
        "Error",
      ],
    ],
    [
      "an expression may fall back",
      dag(given("needs", `{{=${ID} ?? 'else'}}`)),
      use,
      ["Succeeded", "else"],
    ],
    [
      "an expression tells absent from empty",
      dag(given("needs", `{{=${ID} == nil ? 'absent' : 'there'}}`)),
      use,
      ["Succeeded", "absent"],
    ],
    [
      "an expression that is nil ends in Error",
      dag(given("takes", `{{=${ID}}}`)),
      ({ node }) => [node("use").phase, node("use").message?.slice(0, 29)],
      ["Error", "failed to evaluate expression"],
    ],
    [
      "a consumer whose own condition is false is not asked",
      dag(`${given("needs", `{{${ID}}}`)}, when: "false"`),
      (run) => [run.node("use").phase, run.phase],
      ["Skipped", "Succeeded"],
    ],
    [
      "a condition that reads it ends in Error",
      dag(`template: pod, when: "{{${ID}}} == a"`),
      ({ node }) => node("use").phase,
      "Error",
    ],
    [
      "a condition may fall back",
      dag(`template: pod, when: "{{=${ID} ?? 'a'}} == a"`),
      ({ node }) => node("use").phase,
      "Succeeded",
    ],
    [
      "a loop over it ends in Error",
      dag(`template: pod, withParam: "{{${ID}}}"`),
      ({ node }) => node("use").phase,
      "Error",
    ],
    [
      "a loop over it need not be readable when the condition is false",
      dag(`template: pod, withParam: "{{${ID}}}", when: "false"`),
      ({ node }) => [node("use").phase, node("use").message],
      ["Skipped", "Skipped, empty params"],
    ],
    [
      "a name of a template may come from its default",
      {
        templates: `- name: main
  dag:
    tasks:
      - { name: make, template: makes, when: "false" }
      - { name: use, depends: make, template: "{{${MODE}}}" }
- { name: fast, container: { image: a } }
${TEMPLATES.replace("OPTIONAL", "true")}`,
        unchecked: true,
      },
      ({ node }) => [node("use").phase, node("use").templateName],
      ["Succeeded", "fast"],
    ],
    [
      "in steps its default is its output",
      steps(given("needs", `{{${MODE.replace("tasks", "steps")}}}`)),
      use,
      ["Succeeded", "fast"],
    ],
    [
      "in steps the consumer's own default holds",
      steps(given("takes", `{{${ID.replace("tasks", "steps")}}}`)),
      use,
      ["Succeeded", "own"],
    ],
    [
      "in steps a step whose condition is false never fails for it",
      steps(
        `${given("needs", "{{steps.make.outputs.parameters.id}}")}, when: "{{steps.make.status}} == Succeeded"`,
      ),
      (run) => [run.node("use").phase, run.phase],
      ["Skipped", "Succeeded"],
    ],
    [
      "its artifact is absent for a consumer that takes it as optional",
      dag(
        `template: reads, arguments: { artifacts: [{ name: file, from: "{{tasks.make.outputs.artifacts.file}}", optional: true }] }`,
      ),
      ({ node }) => node("use").phase,
      "Succeeded",
    ],
  ]);
});

describe("b: a producer that was omitted", () => {
  const omitted = (more: string): Case => ({
    templates: `- name: main
  dag:
    tasks:
      - { name: first, template: pod }
      - { name: make, template: makes, depends: first.Failed }
      - { name: use, depends: make.Omitted, ${more} }
${TEMPLATES.replace("OPTIONAL", "true")}`,
  });
  check([
    [
      "its default is its output",
      omitted(given("needs", `{{${MODE}}}`)),
      use,
      ["Succeeded", "fast"],
    ],
    [
      "without a default the consumer's own holds",
      omitted(given("takes", `{{${ID}}}`)),
      use,
      ["Succeeded", "own"],
    ],
    [
      "an expression may fall back",
      omitted(given("needs", `{{=${ID} ?? 'else'}}`)),
      use,
      ["Succeeded", "else"],
    ],
  ]);
});

describe("b: outputs of a template whose inner nodes were skipped", () => {
  const outer = (output: string, consumer = "takes"): Case => ({
    templates: `- name: main
  steps:
    - - { name: part, template: part }
    - - name: use
        ${given(consumer, "{{steps.part.outputs.parameters.best}}").replace(", arguments", "\n        arguments")}
- name: part
  outputs: { parameters: [{ name: best, valueFrom: { ${output} } }] }
  dag: { tasks: [{ name: make, template: makes, when: "false" }] }
${TEMPLATES.replace("OPTIONAL", "true")}`,
  });
  const part = ({ node }: CaseRun) => [node("part").phase, node("part").outputs.best];
  check([
    ["the inner default comes out", outer(`parameter: "{{${MODE}}}"`), part, ["Succeeded", "fast"]],
    [
      "the outer default holds for what is absent",
      outer(`parameter: "{{${ID}}}", default: spare`),
      part,
      ["Succeeded", "spare"],
    ],
    [
      "the inner default wins over the outer one",
      outer(`parameter: "{{${MODE}}}", default: spare`),
      part,
      ["Succeeded", "fast"],
    ],
    [
      "an expression may fall back",
      outer(`expression: "${ID} ?? 'else'"`),
      part,
      ["Succeeded", "else"],
    ],
    [
      "an expression that is nil has the outer default",
      outer(`expression: "${ID}", default: spare`),
      part,
      ["Succeeded", "spare"],
    ],
    [
      "an expression that is nil without a default is an error",
      outer(`expression: "${ID}"`),
      (run) => [run.node("part").phase, run.node("part").message, run.phase],
      ["Error", `failed to evaluate expression "${ID}"`, "Failed"],
    ],
    [
      "an expression gives numbers as Go prints them",
      outer('expression: "1.50 + 1"'),
      part,
      ["Succeeded", "2.5"],
    ],
    [
      "an expression gives maps as Go prints them",
      outer(`expression: '{"b": 1, "a": [true, "x"]}'`),
      part,
      ["Succeeded", "map[a:[true x] b:1]"],
    ],
  ]);
});
