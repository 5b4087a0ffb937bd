/** Group n: memoized steps, dags and retries; keys, locks and room. */
import { describe } from "vitest";
import { MEMO, memoized, second } from "./memo-case.ts";
import type { Case } from "./run-case.ts";
import { check, seconds } from "./table.ts";

const composite = (body: string): Case => ({
  templates: `- name: main
  steps: [[{ name: a, template: whole }], [{ name: b, template: whole }]]
- name: whole
  ${MEMO}
  ${body}
  outputs: { parameters: [{ name: out, valueFrom: { parameter: "{{KIND.x.outputs.parameters.out}}" } }] }
- name: give
  container: { image: a }
  outputs: { parameters: [{ name: out, valueFrom: { path: /out } }] }`.replace(
    "KIND",
    body.split(":")[0] === "dag" ? "tasks" : "steps",
  ),
  outcomes: { give: { parameters: { out: "made" } } },
});

const STEPS = composite("steps: [[{ name: x, template: give }]]");

const DAG = composite("dag: { tasks: [{ name: x, template: give }] }");

const LOCKED = {
  templates: `- name: main
  steps: [[{ name: a, template: slow }, { name: b, template: slow }]]
- name: slow
  synchronization: { mutexes: [{ name: m }] }
  ${MEMO}
  container: { image: a }`,
};

describe("n: steps, dags and retries", () => {
  check([
    [
      "a steps template that hits has no nodes inside",
      STEPS,
      (run) => [run.pods, run.node("b").outputs, run.node("b").children],
      [["[0].a[0].x"], { out: "made" }, []],
    ],
    [
      "a dag template that hits has no nodes inside",
      DAG,
      (run) => [run.pods, run.node("b").outputs, run.node("b").type],
      [["[0].a.x"], { out: "made" }, "DAG"],
    ],
    [
      "what comes behind a hit follows the node itself",
      {
        ...STEPS,
        templates: STEPS.templates?.replace(
          "whole }]]",
          "whole }], [{ name: c, template: give }]]",
        ) as string,
      },
      (run) => run.node("b").children,
      ["[2]"],
    ],
    [
      "a retried node that hits has no attempts, and so nothing that follows",
      second(memoized(`retryStrategy: { limit: 1 }\n  ${MEMO}`)),
      (run) => [run.node("a").type, run.node("a").children, run.node("b").inputs],
      ["Retry", [], { x: "first" }],
    ],
    [
      "attempts say that they missed",
      memoized(`retryStrategy: { limit: 1 }\n  ${MEMO}`),
      (run) => run.node("[0].a(0)").memoizationStatus,
      { hit: false, key: "k1", cacheName: "kept" },
    ],
  ]);
});

describe("n: keys, locks and room", () => {
  check([
    [
      "the cache is asked once the lock is there, so the second finds what the first one kept",
      LOCKED,
      (run) => [run.pods, run.node("b").memoizationStatus?.hit, seconds(run)],
      [["[0].a"], true, 10],
    ],
    [
      "a hit gives its lock back",
      second({ ...LOCKED }),
      (run) => [run.pods, run.phase, seconds(run)],
      [[], "Succeeded", 0],
    ],
    [
      "what misses waits for room under parallelism",
      {
        templates: `- name: main
  steps: [[{ name: a, template: slow, arguments: { parameters: [{ name: x, value: "{{item}}" }] }, withSequence: { count: 4 } }]]
- name: slow
  inputs: { parameters: [{ name: x }] }
  memoize: { key: "k-{{inputs.parameters.x}}", cache: { configMap: { name: kept } } }
  container: { image: a }`,
        spec: "parallelism: 2",
      },
      seconds,
      20,
    ],
    [
      "a key of other letters is an error",
      { ...memoized(MEMO.replace("k1", "a_b")), unchecked: true },
      (run) => [run.node("a").type, run.node("a").phase, run.phase, run.pods],
      ["Skipped", "Error", "Failed", []],
    ],
    [
      "a key may not begin with a dash",
      { ...memoized(MEMO.replace("k1", "-k")), unchecked: true },
      (run) => run.phase,
      "Failed",
    ],
    [
      "a key that is empty once it is filled in is an error",
      {
        ...memoized(MEMO.replace("k1", '"{{workflow.parameters.nothing}}"')),
        spec: 'arguments: { parameters: [{ name: nothing, value: "" }] }',
      },
      (run) => [run.phase, run.pods],
      ["Failed", []],
    ],
  ]);
});
