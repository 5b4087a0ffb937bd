/** Group a: where the values of inputs come from, and in how many passes they are filled in. */
import { describe, expect, it } from "vitest";
import { manifest } from "./config-case.ts";
import { type Case, runCase } from "./run-case.ts";

interface Row extends Case {
  readonly name: string;
  /** Display name of the node whose inputs are looked at. */
  readonly of?: string;
  readonly inputs: Readonly<Record<string, string>>;
}

const INPUTS: readonly Row[] = [
  {
    name: "an argument wins over a default",
    templates: `- name: main
  steps: [[{ name: use, template: t, arguments: { parameters: [{ name: x, value: given }] } }]]
- { name: t, inputs: { parameters: [{ name: x, default: kept }] }, container: { image: a } }`,
    inputs: { x: "given" },
  },
  {
    name: "an empty argument wins, too",
    templates: `- name: main
  steps: [[{ name: use, template: t, arguments: { parameters: [{ name: x, value: "" }] } }]]
- { name: t, inputs: { parameters: [{ name: x, default: kept }] }, container: { image: a } }`,
    inputs: { x: "" },
  },
  {
    name: "without an argument the default holds",
    templates: `- name: main
  steps: [[{ name: use, template: t }]]
- { name: t, inputs: { parameters: [{ name: x, default: kept }] }, container: { image: a } }`,
    inputs: { x: "kept" },
  },
  {
    name: "the input's own value wins over its default",
    templates: `- name: main
  steps: [[{ name: use, template: t }]]
- name: t
  inputs: { parameters: [{ name: x, default: kept, value: own }] }
  container: { image: a }`,
    inputs: { x: "own" },
  },
  {
    name: "a ConfigMap gives a value where there is no argument",
    yaml: manifest(`templates:
  - name: main
    steps: [[{ name: use, template: t }]]
  - name: t
    inputs:
      parameters: [{ name: x, valueFrom: { configMapKeyRef: { name: settings, key: region } } }]
    container: { image: a }`),
    inputs: { x: "north" },
  },
  {
    name: "names in a ConfigMap reference may hold tags",
    yaml: manifest(`arguments: { parameters: [{ name: map, value: settings }] }
templates:
  - name: main
    steps: [[{ name: use, template: t }]]
  - name: t
    inputs:
      parameters:
        - name: x
          valueFrom:
            configMapKeyRef: { name: "{{workflow.parameters.map}}", key: "{{workflow.name}}" }
    container: { image: a }`),
    inputs: { x: "named" },
  },
  {
    name: "a ConfigMap without the key leaves its default",
    yaml: manifest(`templates:
  - name: main
    steps: [[{ name: use, template: t }]]
  - name: t
    inputs:
      parameters:
        - name: x
          valueFrom: { configMapKeyRef: { name: settings, key: nothing }, default: spare }
    container: { image: a }`),
    inputs: { x: "spare" },
  },
  {
    name: "a workflow parameter may come from a ConfigMap",
    yaml: manifest(`arguments:
  parameters: [{ name: r, valueFrom: { configMapKeyRef: { name: settings, key: region } } }]
templates:
  - name: main
    steps:
      - - name: use
          template: t
          arguments: { parameters: [{ name: x, value: "{{workflow.parameters.r}}" }] }
  - { name: t, inputs: { parameters: [{ name: x }] }, container: { image: a } }`),
    inputs: { x: "north" },
  },
  {
    name: "labels and annotations of the workflow, by name and as JSON",
    yaml: manifest(`templates:
  - name: main
    steps: [[{ name: use, template: t }]]
  - name: t
    inputs:
      parameters:
        - { name: a, value: "{{workflow.labels.team}} {{workflow.annotations.note}}" }
        - { name: b, value: "{{workflow.labels.json}} {{workflow.annotations}}" }
    container: { image: a }`),
    inputs: { a: "green a b", b: '{"team":"green"} {"note":"a b"}' },
  },
  {
    name: "the second pass fills in inputs that the first one brought in",
    spec: 'arguments: { parameters: [{ name: g, value: "<{{inputs.parameters.x}}>" }] }',
    templates: `- name: main
  steps: [[{ name: use, template: t }]]
- name: t
  inputs: { parameters: [{ name: x, value: inner }, { name: z, value: "{{workflow.parameters.g}}" }] }
  container: { image: a }`,
    inputs: { x: "inner", z: "<inner>" },
  },
  {
    name: "what the second pass brings in is not filled in again",
    templates: `- name: main
  steps: [[{ name: use, template: t }]]
- name: t
  inputs:
    parameters:
      - { name: a, value: "{{inputs.parameters.b}}" }
      - { name: b, value: "{{inputs.parameters.c}}" }
      - { name: c, value: "{{inputs.parameters.a}}" }
  container: { image: a }`,
    inputs: {
      a: "{{inputs.parameters.c}}",
      b: "{{inputs.parameters.a}}",
      c: "{{inputs.parameters.b}}",
    },
  },
  {
    name: "an expression may use inputs and the workflow at once",
    templates: `- name: main
  steps: [[{ name: use, template: t }]]
- name: t
  inputs:
    parameters: [{ name: x, value: "7" }, { name: z, value: "{{=inputs.parameters.x + workflow.name}}" }]
  container: { image: a }`,
    inputs: { x: "7", z: "7wf" },
  },
  {
    name: "inputs.parameters is a JSON list of all inputs, with their defaults",
    templates: `- name: main
  steps: [[{ name: use, template: t, arguments: { parameters: [{ name: b, value: "2" }] } }]]
- name: t
  inputs:
    parameters:
      - { name: a, default: one }
      - { name: b }
      - { name: all, value: "{{inputs.parameters}}" }
  container: { image: a }`,
    inputs: {
      a: "one",
      b: "2",
      all: '[{"name":"a","default":"one","value":"one"},{"name":"b","value":"2"},{"name":"all","value":"{{inputs.parameters}}"}]',
    },
  },
  {
    name: "node.name, steps.name and pod.name of a step",
    templates: `- name: main
  steps: [[{ name: use, template: t }]]
- name: t
  inputs:
    parameters:
      - { name: node, value: "{{node.name}}" }
      - { name: s, value: "{{steps.name}}" }
      - { name: p, value: "{{pod.name}}" }
  container: { image: a }`,
    inputs: { node: "wf[0].use", s: "use", p: "wf-t-2080581927" },
  },
  {
    name: "calls inside a retried template know its attempt",
    of: "wf[0].use(1)[0].inner",
    templates: `- name: main
  steps: [[{ name: use, template: mid }]]
- name: mid
  retryStrategy: { limit: 1 }
  steps:
    - - name: inner
        template: t
        arguments: { parameters: [{ name: x, value: "{{retries}} {{lastRetry.status}}" }] }
- { name: t, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
    outcomes: { t: [{ exitCode: 1 }, {}] },
    inputs: { x: "1 Failed" },
  },
  {
    name: "the entrypoint is a step without a name",
    of: "wf",
    templates: `- name: main
  inputs: { parameters: [{ name: s, value: "<{{steps.name}}>" }] }
  container: { image: a }`,
    inputs: { s: "<>" },
  },
  {
    name: "tasks.name of a task; steps.name is unknown there",
    templates: `- name: main
  dag: { tasks: [{ name: use, template: t }] }
- name: t
  inputs: { parameters: [{ name: task, value: "{{tasks.name}}" }, { name: s, value: "{{steps.name}}" }] }
  container: { image: a }`,
    inputs: { task: "use", s: "{{steps.name}}" },
  },
  {
    name: "the name of an item holds its index and value",
    of: "use(0:left)",
    templates: `- name: main
  dag: { tasks: [{ name: use, template: t, withItems: [left] }] }
- { name: t, inputs: { parameters: [{ name: task, value: "{{tasks.name}}" }] }, container: { image: a } }`,
    inputs: { task: "use(0:left)" },
  },
  {
    name: "a template around a call fills its own names into the arguments",
    of: "inner",
    templates: `- name: main
  steps: [[{ name: outer, template: mid }]]
- name: mid
  steps:
    - - name: inner
        template: t
        arguments: { parameters: [{ name: x, value: "{{node.name}} {{steps.name}}" }] }
- { name: t, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
    inputs: { x: "wf[0].outer outer" },
  },
  {
    name: "a retried node has the pod name of its attempt, and the node name of the whole",
    of: "use(0)",
    templates: `- name: main
  steps: [[{ name: use, template: t }]]
- name: t
  retryStrategy: { limit: 1 }
  inputs: { parameters: [{ name: p, value: "{{pod.name}}" }, { name: node, value: "{{node.name}}" }] }
  container: { image: a }`,
    inputs: { p: "wf-t-2537842778", node: "wf[0].use" },
  },
  {
    name: "the default of an output may use the inputs of its template",
    templates: `- name: main
  steps:
    - - { name: make, template: makes, arguments: { parameters: [{ name: lot, value: "7" }] } }
    - - name: use
        template: t
        arguments: { parameters: [{ name: x, value: "{{steps.make.outputs.parameters.p}}" }] }
- name: makes
  inputs: { parameters: [{ name: lot }] }
  outputs:
    parameters: [{ name: p, valueFrom: { path: /p, default: "lot {{inputs.parameters.lot}}" } }]
  container: { image: a }
- { name: t, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
    inputs: { x: "lot 7" },
  },
  {
    name: "the workflow's arguments are those of its entrypoint",
    of: "wf",
    spec: "arguments: { parameters: [{ name: x, value: top }] }",
    templates: "- { name: main, inputs: { parameters: [{ name: x }] }, container: { image: a } }",
    inputs: { x: "top" },
  },
  {
    name: "an entrypoint that does not name a parameter does not get it",
    of: "wf",
    spec: "arguments: { parameters: [{ name: other, value: top }] }",
    templates:
      "- { name: main, inputs: { parameters: [{ name: x, default: own }] }, container: { image: a } }",
    inputs: { x: "own" },
  },
  {
    name: "template defaults only add what fits the template's own type",
    spec: `templateDefaults:
  inputs: { parameters: [{ name: added, value: everywhere }] }
  script: { image: never, source: "" }`,
    templates: `- name: main
  steps: [[{ name: use, template: t }]]
- { name: t, container: { image: a } }`,
    inputs: { added: "everywhere" },
  },
];

describe("inputs", () => {
  it.each(INPUTS)("$name", ({ of = "use", inputs, name: _, ...row }) => {
    const { node, phase } = runCase(row);
    expect(node(of).inputs).toEqual(inputs);
    expect(phase).toBe("Succeeded");
  });
});
