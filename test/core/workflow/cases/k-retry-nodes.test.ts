/** Group k: the nodes of a retry, and what attempts know of each other. */
import { describe } from "vitest";
import { FAILED, OK, retried } from "./retry-case.ts";
import { check, type Row } from "./table.ts";

const GROUP = `- name: main
  retryStrategy: { limit: 2 }
  steps: [[{ name: a, template: pod }], [{ name: b, template: pod }]]`;

const GRAPH = `- name: main
  retryStrategy: { limit: 2 }
  dag: { tasks: [{ name: a, template: pod }, { name: b, template: pod, depends: a }] }`;

const WITH_OUTPUT = `- name: main
  steps:
    - - { name: flaky, template: flaky }
    - - name: use
        template: use
        arguments: { parameters: [{ name: x, value: "{{steps.flaky.outputs.parameters.out}}" }] }
- name: flaky
  retryStrategy: { limit: 2 }
  container: { image: a }
  outputs: { parameters: [{ name: out, valueFrom: { path: /out } }] }
- { name: use, inputs: { parameters: [{ name: x }] }, container: { image: a } }`;

const FLAKY = [{ ...FAILED, parameters: { out: "old" } }, { parameters: { out: "new" } }];

const TOLD = (value: string) => `- name: main
  steps:
    - - name: a
        template: told
        arguments: { parameters: [{ name: x, value: "${value}" }] }
- name: told
  retryStrategy: { limit: 2 }
  inputs: { parameters: [{ name: x }] }
  container: { image: a, args: ["{{inputs.parameters.x}}"] }`;

/** What two attempts are told when an argument refers to the attempt before. */
const told = (name: string, value: string, expected: readonly string[]): Row => [
  name,
  { templates: TOLD(value), outcomes: { a: [{ exitCode: 7, message: "lost" }, OK] } },
  (run) => [run.node("a(0)").inputs.x, run.node("a(1)").inputs.x],
  expected,
];

describe("k: nodes of a retry", () => {
  check([
    [
      "the node is a Retry, its attempts are what the template is",
      retried("{ limit: 1 }", [FAILED, OK]),
      (run) => run.run.nodes.map(({ name, type, phase }) => [name, type, phase]),
      [
        ["wf", "Retry", "Succeeded"],
        ["wf(0)", "Pod", "Failed"],
        ["wf(1)", "Pod", "Succeeded"],
      ],
    ],
    [
      "attempts are its children, and say that they are attempts",
      retried("{ limit: 1 }", [FAILED, OK]),
      (run) => [run.node("wf").children, run.node("(0)").nodeFlag, run.node("wf").nodeFlag],
      [["(0)", "(1)"], { retried: true }, undefined],
    ],
    [
      "a steps template is retried as a whole",
      { templates: GROUP, outcomes: { b: [FAILED, OK] } },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["(0)[0].a", "(0)[1].b", "(1)[0].a", "(1)[1].b"]],
    ],
    [
      "a dag template is retried as a whole",
      { templates: GRAPH, outcomes: { a: [FAILED, OK] } },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["(0).a", "(1).a", "(1).b"]],
    ],
    [
      "a dag template that fails every time fails with its last attempt",
      { templates: GRAPH, outcomes: { a: FAILED } },
      (run) => [run.phase, run.message, run.pods.length],
      ["Failed", "No more retries left", 3],
    ],
    [
      "outputs are those of the last attempt",
      { templates: WITH_OUTPUT, outcomes: { flaky: FLAKY } },
      (run) => run.node("flaky").outputs,
      { out: "new" },
    ],
    [
      "those behind it see the outputs of the last attempt",
      { templates: WITH_OUTPUT, outcomes: { flaky: FLAKY } },
      (run) => run.node("use").inputs,
      { x: "new" },
    ],
    [
      "those behind it follow the last attempt",
      { templates: WITH_OUTPUT, outcomes: { flaky: FLAKY } },
      (run) => run.node("[0].flaky(1)").children,
      ["[1]"],
    ],
    [
      "a strategy of the workflow is for every template",
      {
        templates: GROUP.replace("  retryStrategy: { limit: 2 }\n", ""),
        spec: "retryStrategy: { limit: 1 }",
        outcomes: { a: [FAILED, OK] },
      },
      (run) => [run.node("wf").type, run.pods],
      ["Retry", ["(0)[0].a(0)", "(0)[0].a(1)", "(0)[1].b(0)"]],
    ],
    [
      "that of the template wins",
      retried("{ limit: 0 }", [FAILED], { spec: "retryStrategy: { limit: 5 }" }),
      (run) => run.pods.length,
      1,
    ],
    told("retries is the number of the attempt", "n{{retries}}", ["n0", "n1"]),
    told("the first attempt knows of an exit code 0", "c{{lastRetry.exitCode}}", ["c0", "c7"]),
    told("the first attempt knows of no status", "s{{lastRetry.status}}", ["s", "sFailed"]),
    told("the duration of the attempt before is in seconds", "d{{lastRetry.duration}}", [
      "d0",
      "d10",
    ]),
    told("its message is there, too", "m{{lastRetry.message}}", ["m", "mlost"]),
    [
      "every item of a loop is retried by itself",
      {
        templates: `- name: main
  steps: [[{ name: a, template: flaky, withItems: [x, z] }]]
- { name: flaky, retryStrategy: { limit: 1 }, container: { image: a } }`,
        outcomes: { "[0].a(0:x)": [FAILED, OK] },
      },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["[0].a(0:x)(0)", "[0].a(1:z)(0)", "[0].a(0:x)(1)"]],
    ],
  ]);
});
