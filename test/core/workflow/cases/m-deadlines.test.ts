/** Group m, deadlines: activeDeadlineSeconds of workflows and templates, and the timeout of templates. */
import { describe } from "vitest";
import type { Case } from "./run-case.ts";
import { check, finishedAt, seconds, startedAt } from "./table.ts";

const FAILED = { exitCode: 1 };
const POD_DEADLINE = "Pod was active on the node longer than the specified deadline";
const limited = (fields: string, more: Case = {}): Case => ({
  templates: `- { name: main, ${fields}, container: { image: a } }`,
  outcomes: { main: { durationMs: 60_000 } },
  ...more,
});
const end = (run: { phase: string; message: string }) => [run.phase, run.message];

describe("m: deadlines of templates", () => {
  check([
    [
      "activeDeadlineSeconds cuts a pod short",
      limited("activeDeadlineSeconds: 20"),
      (run) => [...end(run), seconds(run)],
      ["Failed", POD_DEADLINE, 20],
    ],
    [
      "a pod that ends before is left alone",
      limited("activeDeadlineSeconds: 90"),
      (run) => [run.phase, seconds(run)],
      ["Succeeded", 60],
    ],
    [
      "activeDeadlineSeconds may be a tag",
      limited('activeDeadlineSeconds: "{{workflow.parameters.most}}"', {
        spec: 'arguments: { parameters: [{ name: most, value: "25" }] }',
      }),
      seconds,
      25,
    ],
    [
      "timeout cuts a pod short",
      limited("timeout: 20s"),
      (run) => [...end(run), seconds(run)],
      ["Failed", POD_DEADLINE, 20],
    ],
    [
      "of both the shorter one counts",
      limited("timeout: 40s, activeDeadlineSeconds: 30"),
      seconds,
      30,
    ],
    [
      "a timeout of a second starts no pod",
      limited("timeout: 1s"),
      (run) => [run.phase, run.message, run.pods],
      ["Error", "wf exceeded its deadline", []],
    ],
    [
      "a retried pod has its deadline for every attempt",
      limited("activeDeadlineSeconds: 20, retryStrategy: { limit: 1 }"),
      (run) => [run.message, startedAt(run, ["(0)", "(1)"]), seconds(run)],
      ["No more retries left", [0, 20], 40],
    ],
    [
      "a pod that is cut short may be retried with success",
      limited("activeDeadlineSeconds: 20, retryStrategy: { limit: 1 }", {
        outcomes: { main: [{ durationMs: 60_000 }, {}] },
      }),
      (run) => [run.phase, seconds(run)],
      ["Succeeded", 30],
    ],
    [
      "those behind a pod that is cut short see it Failed",
      {
        templates: `- name: main
  dag:
    tasks:
      - { name: a, template: short }
      - { name: b, template: pod, depends: a.Failed }
- { name: short, activeDeadlineSeconds: 5, container: { image: a } }`,
      },
      (run) => [run.phase, run.phases.a, run.phases.b],
      ["Succeeded", "Failed", "Succeeded"],
    ],
  ]);
});

const chain = (more: Case = {}): Case => ({
  templates:
    "- { name: main, steps: [[{ name: a, template: pod }], [{ name: b, template: pod }]] }",
  ...more,
});

describe("m: the deadline of the workflow", () => {
  check([
    [
      "fails what runs, and starts nothing",
      chain({ spec: "activeDeadlineSeconds: 15" }),
      (run) => [run.phase, run.pods, run.node("b").message, seconds(run)],
      ["Failed", ["[0].a", "[1].b"], "Step exceeded its deadline", 15],
    ],
    [
      "the workflow has the message of its root",
      limited("metadata: {}", { spec: "activeDeadlineSeconds: 15" }),
      end,
      ["Failed", "Step exceeded its deadline"],
    ],
    [
      "is no matter for a workflow that ends in time",
      chain({ spec: "activeDeadlineSeconds: 21" }),
      (run) => run.phase,
      "Succeeded",
    ],
    [
      "a task that follows a failure does not run any more",
      {
        templates: `- name: main
  dag: { tasks: [{ name: a, template: pod }, { name: b, template: pod, depends: a.Failed }] }`,
        spec: "activeDeadlineSeconds: 5",
      },
      (run) => [run.phase, run.pods, run.node("b").message, seconds(run)],
      ["Failed", ["a"], "Step exceeded its deadline", 5],
    ],
    [
      "suspended nodes fail",
      {
        templates: "- { name: main, suspend: {} }",
        spec: "activeDeadlineSeconds: 30",
      },
      (run) => [...end(run), seconds(run)],
      ["Failed", "Step exceeded its deadline", 30],
    ],
    [
      "items that wait for room fail",
      {
        templates: `- name: main
  parallelism: 1
  steps: [[{ name: a, template: pod, withSequence: { count: 3 } }]]`,
        spec: "activeDeadlineSeconds: 15",
      },
      (run) => [run.phase, run.pods.length, run.node("[0].a(2:2)").message, seconds(run)],
      ["Failed", 2, "Step exceeded its deadline", 15],
    ],
    [
      "tasks behind those that wait for room are decided",
      {
        templates: `- name: main
  parallelism: 1
  dag:
    tasks:
      - { name: a, template: pod }
      - { name: b, template: pod }
      - { name: c, template: pod, depends: b }`,
        spec: "activeDeadlineSeconds: 5",
      },
      (run) => [run.phase, Object.keys(run.phases).sort(), seconds(run)],
      ["Failed", ["", "a", "b", "c"], 5],
    ],
    [
      "attempts are not begun after it",
      {
        templates: "- { name: main, retryStrategy: { limit: 9 }, container: { image: a } }",
        outcomes: { main: FAILED },
        spec: "activeDeadlineSeconds: 15",
      },
      (run) => [run.pods.length, finishedAt(run, ["(1)"])],
      [2, [15]],
    ],
    [
      "counts from when the workflow has its locks",
      {
        templates: "- { name: main, container: { image: a } }",
        spec: "activeDeadlineSeconds: 11\nsynchronization: { mutexes: [{ name: m }] }",
      },
      (run) => run.phase,
      "Succeeded",
    ],
  ]);
});
