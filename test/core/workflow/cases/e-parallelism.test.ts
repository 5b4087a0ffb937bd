/** Group e, parallelism: how many pods of a workflow, and children of a template, run at once. */
import { describe } from "vitest";
import type { Case } from "./run-case.ts";
import { check, seconds, startedAt } from "./table.ts";

const FAILED = { exitCode: 1 };
const loop = (count: number, more: Case = {}): Case => ({
  templates: `- name: main
  steps: [[{ name: a, template: pod, withSequence: { count: ${count} } }]]`,
  ...more,
});
const most = (_: unknown, pods: number) => pods;
/** `inner` is called twice by `main`; both have limits of their own. */
const nested = (outer: string, inner: string, spec = ""): Case => ({
  templates: `- name: main
  ${outer}
  dag: { tasks: [{ name: p, template: inner }, { name: q, template: inner }] }
- name: inner
  ${inner}
  steps: [[{ name: a, template: pod, withSequence: { count: 4 } }]]`,
  spec,
});

describe("e: parallelism of the workflow", () => {
  check([
    ["without one all start together", loop(20), most, 20],
    ["counts pods", loop(20, { spec: "parallelism: 3" }), most, 3],
    ["fills up as soon as a pod ends", loop(5, { spec: "parallelism: 2" }), seconds, 30],
    [
      "starts pods in their order",
      loop(4, { spec: "parallelism: 1" }),
      (run) => run.pods,
      ["[0].a(0:0)", "[0].a(1:1)", "[0].a(2:2)", "[0].a(3:3)"],
    ],
    ["holds for a loop of 100", loop(100, { spec: "parallelism: 7" }), most, 7],
    [
      "ends a loop of 100",
      loop(100, { spec: "parallelism: 7" }),
      (run) => [run.phase, seconds(run)],
      ["Succeeded", 150],
    ],
    [
      "counts pods of all templates together",
      nested("failFast: false", "failFast: false", "parallelism: 3"),
      most,
      3,
    ],
    [
      "holds for tasks of a dag",
      {
        templates: `- name: main
  dag: { tasks: [{ name: a, template: pod }, { name: b, template: pod }, { name: c, template: pod }] }`,
        spec: "parallelism: 2",
      },
      (run, pods) => [pods, startedAt(run, ["a", "b", "c"])],
      [2, [0, 0, 10]],
    ],
    [
      "holds when a retry comes back from its wait",
      {
        templates: `- name: main
  steps:
    - - { name: flaky, template: flaky }
      - { name: long, template: long, withSequence: { count: 2 } }
- { name: flaky, retryStrategy: { limit: 1, backoff: { duration: 30s } }, container: { image: a } }
- { name: long, container: { image: a } }`,
        spec: "parallelism: 2",
        outcomes: { flaky: [FAILED, {}], long: { durationMs: 100_000 } },
      },
      (run, pods) => [run.phase, pods, seconds(run)],
      ["Succeeded", 2, 110],
    ],
    [
      "is not used by suspended nodes",
      {
        templates: `- name: main
  steps: [[{ name: w, template: wait }, { name: a, template: pod }]]
- { name: wait, suspend: { duration: 60s } }`,
        spec: "parallelism: 1",
      },
      (run) => startedAt(run, ["w", "a"]),
      [0, 0],
    ],
    [
      "is used by exit handlers, too",
      {
        ...loop(2, { spec: "parallelism: 1" }),
        templates: `- name: main
  steps: [[{ name: a, template: pod, withSequence: { count: 2 }, hooks: { exit: { template: pod } } }]]`,
      },
      most,
      1,
    ],
    [
      "of 0 lets nothing start",
      loop(1, { spec: "parallelism: 0" }),
      (run) => [run.phase, run.pods],
      ["Error", []],
    ],
  ]);
});

describe("e: parallelism of a template", () => {
  check([
    [
      "counts its children",
      nested("parallelism: 1", "failFast: false"),
      (run, pods) => [pods, startedAt(run, ["p", "q"])],
      [4, [0, 10]],
    ],
    ["is its own for each node of it", nested("failFast: false", "parallelism: 2"), most, 4],
    [
      "of templates inside each other both hold",
      nested("parallelism: 1", "parallelism: 2"),
      most,
      2,
    ],
    [
      "that is nested does not count what is deeper",
      nested("parallelism: 2", "failFast: false"),
      most,
      8,
    ],
    [
      "holds besides that of the workflow",
      nested("failFast: false", "parallelism: 2", "parallelism: 3"),
      most,
      3,
    ],
    [
      "holds for a loop of 100",
      {
        templates: `- name: main
  parallelism: 4
  steps: [[{ name: a, template: pod, withSequence: { count: 100 } }]]`,
      },
      (run, pods) => [run.phase, pods, seconds(run)],
      ["Succeeded", 4, 250],
    ],
    [
      "holds for tasks of a dag, which is visited from its leaves",
      {
        templates: `- name: main
  parallelism: 1
  dag: { tasks: [{ name: a, template: pod }, { name: b, template: pod }, { name: c, template: pod, depends: a }] }`,
      },
      (run) => [run.pods, seconds(run)],
      [["b", "a", "c"], 30],
    ],
    [
      "goes on after a failure",
      {
        templates: `- name: main
  parallelism: 1
  steps: [[{ name: a, template: pod, withSequence: { count: 3 } }]]`,
        outcomes: { "[0].a(0:0)": FAILED },
      },
      (run) => [run.phase, run.pods.length],
      ["Failed", 3],
    ],
    [
      "does not count the wait of a retry, whose next attempt may be one too many",
      {
        templates: `- name: main
  parallelism: 1
  steps: [[{ name: flaky, template: flaky }, { name: long, template: long }]]
- { name: flaky, retryStrategy: { limit: 1, backoff: { duration: 30s } }, container: { image: a } }
- { name: long, container: { image: a } }`,
        outcomes: { flaky: [FAILED, {}], long: { durationMs: 100_000 } },
      },
      (run, pods) => [startedAt(run, ["long", "[0].flaky(1)"]), pods],
      [[10, 40], 2],
    ],
  ]);
});

/** Three tasks or steps of which the first fails. */
const failing = (fields: string, kind: "dag" | "steps"): Case => ({
  templates: `- name: main
  ${fields}
  ${
    kind === "dag"
      ? "dag: { tasks: [{ name: a, template: pod }, { name: b, template: pod }, { name: c, template: pod }] }"
      : "steps: [[{ name: a, template: pod }, { name: b, template: pod }, { name: c, template: pod }]]"
  }`,
  outcomes: { a: FAILED },
});
const FAST = "template has failed or errored children and failFast enabled";

describe("e: failFast of a template", () => {
  check([
    [
      "starts no further step after a failure",
      failing("failFast: true\n  parallelism: 1", "steps"),
      (run) => [run.phase, run.message, run.pods],
      ["Failed", FAST, ["[0].a"]],
    ],
    [
      "says so in the group of steps, too",
      failing("failFast: true\n  parallelism: 1", "steps"),
      (run) => [run.node("[0]").phase, run.node("[0]").message],
      ["Failed", FAST],
    ],
    [
      "starts no further task after a failure",
      failing("failFast: true\n  parallelism: 1", "dag"),
      (run) => [run.phase, run.message, run.pods],
      ["Failed", FAST, ["a"]],
    ],
    [
      "lets those finish that run",
      {
        ...failing("failFast: true\n  parallelism: 2", "steps"),
        outcomes: { a: FAILED, b: { durationMs: 60_000 } },
      },
      (run) => [run.message, run.pods, seconds(run), run.phases["[0].b"]],
      [FAST, ["[0].a", "[0].b"], 60, "Succeeded"],
    ],
    [
      "counts a failed attempt of a retry",
      {
        templates: `- name: main
  failFast: true
  parallelism: 1
  steps: [[{ name: a, template: flaky }, { name: b, template: pod }]]
- { name: flaky, retryStrategy: { limit: 3, backoff: { duration: 60s } }, container: { image: a } }`,
        outcomes: { a: [FAILED, {}] },
      },
      (run) => [run.phase, run.message, run.pods, seconds(run)],
      ["Failed", FAST, ["[0].a(0)"], 10],
    ],
    [
      "does not count what is deeper, until it fails as a whole",
      {
        templates: `- name: main
  failFast: true
  parallelism: 2
  steps: [[{ name: in, template: inner }, { name: long, template: long }, { name: c, template: pod }]]
- { name: inner, steps: [[{ name: a, template: pod }], [{ name: b, template: pod }]] }
- { name: long, container: { image: a } }`,
        outcomes: { b: FAILED, long: { durationMs: 60_000 } },
      },
      (run) => [run.message, run.pods, seconds(run)],
      [FAST, ["[0].long", "[0].in[0].a", "[0].in[1].b"], 60],
    ],
    [
      "that is off starts the others",
      failing("parallelism: 1", "steps"),
      (run) => [run.phase, run.pods.length],
      ["Failed", 3],
    ],
  ]);
});
