/** Group m: `argo retry` and `argo resubmit`. */
import { describe } from "vitest";
import { resubmit } from "../../../../engine/core/workflow/run/retry-run.ts";
import { asking, at, CHAIN, FAILED, heard, retry } from "./operation-case.ts";
import { type Case, manifestOf, runCase } from "./run-case.ts";
import { check, finishedAt, seconds, startedAt } from "./table.ts";

const DIAMOND = `- name: main
  dag:
    tasks:
      - { name: a, template: pod }
      - { name: b, template: pod, dependencies: [a] }
      - { name: c, template: pod, dependencies: [a] }
      - { name: d, template: pod, dependencies: [b, c] }`;

const NESTED = `- name: main
  dag: { tasks: [{ name: in, template: inner }, { name: z, template: pod, depends: in }] }
- name: inner
  dag: { tasks: [{ name: x, template: pod }, { name: last, template: pod, depends: x }] }`;

const PASSING = `- name: main
  steps:
    - - { name: give, template: give }
    - - name: use
        template: use
        arguments: { parameters: [{ name: x, value: "{{steps.give.outputs.parameters.out}}" }] }
- name: give
  container: { image: a }
  outputs: { parameters: [{ name: out, valueFrom: { path: /out } }] }
- { name: use, inputs: { parameters: [{ name: x }] }, container: { image: a } }`;

/** The same workflow once more, as `wf-2`, after a run that came to its end. */
function again(given: Case & { templates: string }, memoized: boolean): Case {
  const before = runCase(given);
  return {
    yaml: manifestOf(given.templates).replace("name: wf,", "name: wf-2,"),
    run: resubmit(before.plan, before.run, "second", memoized),
  };
}

const FAILED_CHAIN = { templates: CHAIN, outcomes: { b: FAILED } };

describe("m: argo retry", () => {
  check([
    [
      "runs again what failed, and what comes behind it",
      { templates: CHAIN, outcomes: { a: {}, b: [FAILED, {}] }, operations: [retry(100)] },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["[0].a", "[1].b", "[1].b"]],
    ],
    [
      "keeps when the others ran",
      { templates: CHAIN, outcomes: { b: [FAILED, {}] }, operations: [retry(100)] },
      (run) => [startedAt(run, ["a", "b"]), finishedAt(run, ["a", "b"])],
      [
        [0, 100],
        [10, 110],
      ],
    ],
    [
      "keeps what the others gave",
      {
        templates: PASSING,
        outcomes: { give: { parameters: { out: "made" } }, use: [FAILED, {}] },
        operations: [retry(100)],
      },
      (run) => [run.phase, run.node("use").inputs, run.pods.length],
      ["Succeeded", { x: "made" }, 3],
    ],
    [
      "runs again the failed side of a diamond, and its end",
      { templates: DIAMOND, outcomes: { c: [FAILED, {}] }, operations: [retry(100)] },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["a", "b", "c", "c", "d"]],
    ],
    [
      "works inside of nested dags",
      { templates: NESTED, outcomes: { last: [FAILED, {}] }, operations: [retry(100)] },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["in.x", "in.last", "in.last", "z"]],
    ],
    [
      "runs the exit handler again",
      {
        templates: `${CHAIN}\n- { name: clean, container: { image: a } }`,
        spec: "onExit: clean",
        outcomes: { b: [FAILED, {}] },
        operations: [retry(100)],
      },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["[0].a", "[1].b", "onExit", "[1].b", "onExit"]],
    ],
    [
      "may fail again",
      { templates: CHAIN, outcomes: { b: FAILED }, operations: [retry(100), retry(200)] },
      (run) => [run.phase, run.pods.length],
      ["Failed", 4],
    ],
    [
      "gives a retried node all of its attempts again",
      {
        templates: "- { name: main, retryStrategy: { limit: 1 }, container: { image: a } }",
        outcomes: { main: [FAILED, FAILED, FAILED, {}] },
        operations: [retry(100)],
      },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["(0)", "(1)", "(0)", "(1)"]],
    ],
    [
      "keeps the attempts of a retried node that went well in the end",
      {
        templates: `- name: main
  steps: [[{ name: a, template: flaky }], [{ name: b, template: pod }]]
- name: flaky
  retryStrategy: { limit: 1, backoff: { duration: 10s, maxDuration: 60s } }
  container: { image: a }`,
        outcomes: { a: [FAILED, {}], b: [FAILED, {}] },
        operations: [retry(100)],
      },
      (run) => [run.phase, run.phases["[0].a(0)"], run.pods],
      ["Succeeded", "Failed", ["[0].a(0)", "[0].a(1)", "[1].b", "[1].b"]],
    ],
    [
      "leaves a failure that was got over",
      {
        templates: `- name: main
  steps:
    - - { name: a, template: pod, continueOn: { failed: true } }
    - - { name: b, template: pod }
    - - { name: c, template: pod }`,
        outcomes: { a: FAILED, c: [FAILED, {}] },
        operations: [retry(100)],
      },
      (run) => [run.phase, run.phases["[0].a"], run.pods],
      ["Succeeded", "Failed", ["[0].a", "[1].b", "[2].c", "[2].c"]],
    ],
    [
      "goes on where a workflow was terminated",
      { templates: CHAIN, operations: [{ type: "terminate", ...at(15) }, retry(100)] },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["[0].a", "[1].b", "[1].b"]],
    ],
    [
      "goes on after the deadline",
      {
        templates: CHAIN,
        spec: "activeDeadlineSeconds: 15",
        operations: [retry(100)],
      },
      (run) => [run.phase, run.pods, seconds(run)],
      ["Succeeded", ["[0].a", "[1].b", "[1].b"], 110],
    ],
    [
      "does not ask again what was answered",
      {
        ...asking("{ supplied: {} }", { resumes: { ask: { outputs: { answer: "yes" } } } }),
        outcomes: { next: [FAILED, {}] },
        operations: [retry(100)],
      },
      (run) => [run.phase, heard(run), startedAt(run, ["next"])],
      ["Succeeded", "yes", [100]],
    ],
    [
      "restarts what is selected, and all that is behind it",
      {
        templates: DIAMOND,
        outcomes: { d: [FAILED, {}] },
        operations: [retry(100, { restartSuccessful: true, selector: { displayName: "b" } })],
      },
      (run) => [run.phase, run.pods],
      ["Succeeded", ["a", "b", "c", "d", "b", "d"]],
    ],
    [
      "restarts nodes of a workflow that succeeded, when they are selected",
      {
        templates: CHAIN,
        operations: [retry(100, { restartSuccessful: true, selector: { displayName: "a" } })],
      },
      (run) => [run.phase, run.pods, seconds(run)],
      ["Succeeded", ["[0].a", "[1].b", "[0].a", "[1].b"], 120],
    ],
    [
      "does nothing to a workflow that succeeded otherwise",
      { templates: CHAIN, operations: [retry(100), retry(101, { restartSuccessful: true })] },
      (run) => [run.phase, run.pods.length, seconds(run)],
      ["Succeeded", 2, 20],
    ],
    [
      "does nothing to a workflow that runs",
      { templates: CHAIN, operations: [retry(5)] },
      (run) => [run.phase, run.pods.length],
      ["Succeeded", 2],
    ],
  ]);
});

describe("m: argo resubmit", () => {
  check([
    ["runs all of it again", again(FAILED_CHAIN, false), (run) => run.pods.length, 2],
    [
      "memoized: runs only what failed",
      again(FAILED_CHAIN, true),
      (run) => [run.phase, run.pods, run.run.nodes.map(({ name }) => name)],
      ["Succeeded", ["[1].b"], ["wf-2", "wf-2[0]", "wf-2[0].a", "wf-2[1]", "wf-2[1].b"]],
    ],
    [
      "memoized: pods that succeeded are Skipped, and say what they were",
      again(FAILED_CHAIN, true),
      (run) => {
        const { type, phase, message } = run.node("a");
        return [type, phase, message];
      },
      ["Skipped", "Skipped", `original pod: ${runCase(FAILED_CHAIN).node("a").id}`],
    ],
    [
      "memoized: their outputs are there",
      again(
        { templates: PASSING, outcomes: { give: { parameters: { out: "made" } }, use: FAILED } },
        true,
      ),
      (run) => [run.pods, run.node("use").inputs],
      [["[1].use"], { x: "made" }],
    ],
    [
      "memoized: a retried pod has the outputs of its last attempt",
      again(
        {
          templates: PASSING.replace("  container", "  retryStrategy: { limit: 1 }\n  container"),
          outcomes: {
            give: [FAILED, { parameters: { out: "second" } }],
            use: FAILED,
          },
        },
        true,
      ),
      (run) => [run.pods, run.node("use").inputs],
      [["[1].use"], { x: "second" }],
    ],
    [
      "memoized: what a run that succeeded did is done again",
      again({ templates: CHAIN }, true),
      (run) => run.pods.length,
      2,
    ],
    [
      "memoized: suspended nodes are asked again",
      again(
        {
          ...asking("{ supplied: {}, default: maybe }", { outcomes: { next: FAILED } }),
          templates: asking("{ supplied: {}, default: maybe }").templates as string,
        },
        true,
      ),
      (run) => [run.node("ask").type, startedAt(run, ["next"])],
      ["Suspend", [60]],
    ],
  ]);
});
