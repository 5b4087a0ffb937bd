/** Group m: suspend, resume, stop and terminate of whole workflows. */
import { describe } from "vitest";
import { at, CHAIN, FAILED, resume, stop, waiting } from "./operation-case.ts";
import type { CaseRun } from "./run-case.ts";
import { check, finishedAt, seconds, startedAt } from "./table.ts";

const MUTEX = `- name: main
  steps:
    - - { name: a, template: locked }
      - { name: b, template: locked }
      - { name: c, template: wait }
- { name: locked, synchronization: { mutexes: [{ name: m }] }, container: { image: a } }
- { name: wait, suspend: {} }`;

const outcomesOfAll = (run: CaseRun) =>
  ["a", "b", "c"].map((name) => `${run.node(name).phase}: ${run.node(name).message}`);

describe("m: operations on the workflow", () => {
  check([
    [
      "spec.suspend waits before the first node",
      { templates: CHAIN, spec: "suspend: true", operations: [resume(50)] },
      (run) => [run.phase, startedAt(run, ["wf", "a"])],
      ["Succeeded", [50, 50]],
    ],
    [
      "a workflow that nobody resumes ends with an error",
      { templates: CHAIN, spec: "suspend: true" },
      (run) => [run.phase, run.message],
      ["Error", "the workflow cannot go on: it is suspended"],
    ],
    [
      "suspend lets pods finish, and starts nothing",
      { templates: CHAIN, operations: [{ type: "suspend", ...at(5) }, resume(60)] },
      (run) => [finishedAt(run, ["a"]), startedAt(run, ["b"])],
      [[10], [60]],
    ],
    [
      "resume of a suspended workflow resumes its nodes as well",
      waiting("{}", { operations: [{ type: "suspend", ...at(5) }, resume(20)] }),
      (run) => startedAt(run, ["next"]),
      [20],
    ],
    [
      "a retry waits while the workflow is suspended",
      {
        templates: "- { name: main, retryStrategy: { limit: 1 }, container: { image: a } }",
        outcomes: { main: [FAILED, {}] },
        operations: [{ type: "suspend", ...at(5) }, resume(60)],
      },
      (run) => startedAt(run, ["(0)", "(1)"]),
      [0, 60],
    ],
    [
      "a lock that comes free does not start a pod while the workflow is suspended",
      {
        templates: MUTEX,
        operations: [{ type: "suspend", ...at(5) }, resume(60)],
      },
      (run) => [finishedAt(run, ["a"]), finishedAt(run, ["b"])],
      [[10], [70]],
    ],
    [
      "stop fails what runs, and starts nothing",
      { templates: CHAIN, operations: [stop(5)] },
      (run) => [run.phase, run.message, run.node("a").message, run.pods],
      [
        "Failed",
        "Stopped with strategy 'Stop'",
        "workflow shutdown with strategy:  Stop",
        ["[0].a"],
      ],
    ],
    [
      "stop fails what is suspended or waits for a lock",
      { templates: MUTEX, operations: [stop(5)] },
      outcomesOfAll,
      [
        "Failed: workflow shutdown with strategy:  Stop",
        "Failed: workflow shutdown with strategy: Stop",
        "Failed: Stopped with strategy 'Stop'",
      ],
    ],
    [
      "the deadline fails what runs, is suspended, or waits for a lock",
      { templates: MUTEX, spec: "activeDeadlineSeconds: 5" },
      outcomesOfAll,
      [
        "Failed: Step exceeded its deadline",
        "Failed: Step exceeded its deadline",
        "Failed: Step exceeded its deadline",
      ],
    ],
    [
      "terminate ends at once",
      { templates: CHAIN, operations: [{ type: "terminate", ...at(5) }] },
      (run) => [run.phase, run.message, seconds(run)],
      ["Failed", "Stopped with strategy 'Terminate'", 5],
    ],
    [
      "stop of a dag fails it, whatever its tasks did",
      {
        templates: `- name: main
  dag:
    tasks:
      - { name: a, template: pod, continueOn: { failed: true } }
      - { name: b, template: pod, dependencies: [a] }`,
        operations: [stop(5)],
      },
      (run) => [run.phase, run.phases.b],
      ["Failed", "Failed"],
    ],
    [
      "stop ends loops that wait for room",
      {
        templates: `- name: main
  parallelism: 1
  steps: [[{ name: a, template: pod, withSequence: { count: 3 } }]]`,
        operations: [stop(15)],
      },
      (run) => [run.phases["[0].a(0:0)"], run.node("[0].a(2:2)").message, run.pods.length],
      ["Succeeded", "workflow shutdown with strategy: Stop", 2],
    ],
    [
      "stop of a workflow that was suspended before it began",
      { templates: CHAIN, spec: "suspend: true", operations: [stop(5)] },
      (run) => [run.phase, run.message, run.pods],
      ["Failed", "Stopped with strategy 'Stop'", []],
    ],
    [
      "what comes after the end changes nothing",
      { templates: CHAIN, operations: [stop(100), { type: "suspend", ...at(101) }, resume(102)] },
      (run) => [run.phase, run.message, seconds(run)],
      ["Succeeded", "", 20],
    ],
  ]);
});
