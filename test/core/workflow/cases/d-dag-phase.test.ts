/** Group d: how a DAG ends, its targets, and its own failFast. */
import { describe } from "vitest";
import type { Case, CaseRun, Outcome } from "./run-case.ts";
import { check, finishedAt } from "./table.ts";

const FAILED: Outcome = { exitCode: 1 };
const ERROR: Outcome = { exitCode: 1, phase: "Error" };

const dag = (tasks: string, outcomes: Case["outcomes"] = {}, fields = ""): Case => ({
  outcomes,
  templates: `- name: main
  dag:
${fields.replace(/^(?=.)/gm, "    ")}
    tasks:
${tasks.trim().replace(/^ */gm, "      ")}`,
});
const end = ({ phase, message }: CaseRun) => [phase, message];
const phase = (run: CaseRun) => run.phase;

describe("d: the phase of a DAG", () => {
  check([
    ["all well", dag("- { name: a, template: pod }"), end, ["Succeeded", ""]],
    [
      "a failed leaf fails it, without a message",
      dag("- { name: a, template: pod }", { a: FAILED }),
      end,
      ["Failed", ""],
    ],
    [
      "Error of a leaf is kept",
      dag("- { name: a, template: pod }", { a: ERROR }),
      end,
      ["Error", ""],
    ],
    [
      "an omitted leaf below a failed task fails it",
      dag(
        `- { name: a, template: pod }
         - { name: b, template: pod, depends: a }`,
        { a: FAILED },
      ),
      end,
      ["Failed", ""],
    ],
    [
      "the failure is inherited through several omitted tasks",
      dag(
        `- { name: a, template: pod }
         - { name: b, template: pod, depends: a }
         - { name: c, template: pod, depends: b }`,
        { a: ERROR },
      ),
      end,
      ["Error", ""],
    ],
    [
      "a handler of the failure that succeeds as the only leaf makes it succeed",
      dag(
        `- { name: a, template: pod }
         - { name: b, template: pod, depends: a.Failed }`,
        { a: FAILED },
      ),
      phase,
      "Succeeded",
    ],
    [
      "a handler that is skipped hands the failure on",
      dag(
        `- { name: a, template: pod }
         - { name: b, template: pod, depends: a.Failed, when: "false" }`,
        { a: FAILED },
      ),
      phase,
      "Failed",
    ],
    [
      "a failure behind one parent wins over success behind the other",
      dag(
        `- { name: a, template: pod }
         - { name: b, template: pod }
         - { name: c, template: pod, depends: a.Failed && b.Failed }`,
        { a: FAILED },
      ),
      phase,
      "Failed",
    ],
    [
      "a failed task in the middle with a leaf that ran anyway does not matter",
      dag(
        `- { name: a, template: pod }
         - { name: b, template: pod, depends: a.Failed || a }`,
        { a: FAILED },
      ),
      phase,
      "Succeeded",
    ],
    [
      "skipped and omitted leaves count as success",
      dag(
        `- { name: a, template: pod, when: "false" }
         - { name: b, template: pod, depends: a.Failed }`,
      ),
      phase,
      "Succeeded",
    ],
    [
      "a leaf that may fail does not fail it",
      dag("- { name: a, template: pod, continueOn: { failed: true } }", { a: FAILED }),
      phase,
      "Succeeded",
    ],
    [
      "a leaf that may fail, but not be in Error",
      dag("- { name: a, template: pod, continueOn: { failed: true } }", { a: ERROR }),
      phase,
      "Error",
    ],
    [
      "a loop that may fail does not fail it",
      dag("- { name: a, template: pod, withItems: [1, 2], continueOn: { failed: true } }", {
        "a(0:1)": FAILED,
      }),
      (run) => [run.node("a").phase, run.phase],
      ["Failed", "Succeeded"],
    ],
    [
      "other branches go on after a failure",
      dag(
        `- { name: a, template: pod }
         - { name: b, template: pod }
         - { name: c, template: pod, depends: b }`,
        { a: { ...FAILED, durationMs: 1_000 } },
      ),
      (run) => [run.node("c").phase, run.phase],
      ["Succeeded", "Failed"],
    ],
    [
      "a failed one of many targets is the one whose name comes first",
      dag(
        `- { name: b, template: pod }
         - { name: a, template: pod }`,
        { a: ERROR, b: FAILED },
      ),
      phase,
      "Error",
    ],
    [
      "with dag.failFast false the last one counts",
      dag(
        `- { name: b, template: pod }
         - { name: a, template: pod }`,
        { a: ERROR, b: FAILED },
        "failFast: false",
      ),
      phase,
      "Failed",
    ],
    [
      "dag.failFast stops nothing that is ready",
      dag(
        `- { name: a, template: pod }
         - { name: b, template: pod }
         - { name: c, template: pod, depends: b }`,
        { a: { ...FAILED, durationMs: 1_000 } },
        "failFast: true",
      ),
      (run) => [run.node("c").phase, finishedAt(run, ["wf"])],
      ["Succeeded", [20]],
    ],
    [
      "a task that succeeds after retries",
      {
        templates: `- { name: main, dag: { tasks: [{ name: a, template: t }] } }
- { name: t, retryStrategy: { limit: 2 }, container: { image: a } }`,
        outcomes: { a: [FAILED, {}] },
      },
      phase,
      "Succeeded",
    ],
    [
      "a task whose retries are used up",
      {
        templates: `- { name: main, dag: { tasks: [{ name: a, template: t }, { name: b, template: pod, depends: a.Failed }] } }
- { name: t, retryStrategy: { limit: 1 }, container: { image: a } }`,
        outcomes: { a: FAILED },
      },
      (run) => [run.node("a").phase, run.phase],
      ["Failed", "Succeeded"],
    ],
    [
      "its outbound nodes are those of its leaves, by name",
      dag(
        `- { name: z, template: pod }
         - { name: m, template: pod }
         - { name: a, template: pod, depends: m }`,
      ),
      ({ status }) =>
        status.nodes[0]?.outboundNodes?.map(
          (id) => status.nodes.find((node) => node.id === id)?.displayName,
        ),
      ["a", "z"],
    ],
    [
      "a failed exit handler of a leaf does not fail it",
      dag("- { name: a, template: pod, hooks: { exit: { template: pod } } }", {
        "a.onExit": FAILED,
      }),
      (run) => [run.node("a.onExit").phase, run.phase],
      ["Failed", "Succeeded"],
    ],
  ]);
});

const TARGETS = `- { name: a, template: pod }
  - { name: b, template: pod, depends: a }
  - { name: c, template: pod, depends: b }
  - { name: d, template: pod }`;

describe("d: targets", () => {
  check([
    [
      "only what the target needs is run",
      dag(TARGETS, {}, "target: b"),
      ({ pods }) => pods,
      ["a", "b"],
    ],
    [
      "several targets, separated by spaces",
      dag(TARGETS, {}, "target: a d"),
      ({ pods }) => pods,
      ["a", "d"],
    ],
    [
      "a failure that no target sees does not exist",
      dag(TARGETS, { c: FAILED, d: FAILED }, "target: b"),
      phase,
      "Succeeded",
    ],
    [
      "a target below a failed task fails it",
      dag(TARGETS, { a: FAILED }, "target: c"),
      phase,
      "Failed",
    ],
    [
      "a failed task beside the targets does not count",
      dag(TARGETS, { b: FAILED }, "target: b d"),
      phase,
      "Failed",
    ],
    [
      "a target may hold tags",
      {
        ...dag(TARGETS, {}, 'target: "{{workflow.parameters.goal}}"'),
        spec: "arguments: { parameters: [{ name: goal, value: d }] }",
      },
      ({ pods }) => pods,
      ["d"],
    ],
    [
      "a target that names no task is an error",
      {
        ...dag(TARGETS, {}, 'target: "{{workflow.parameters.goal}}"'),
        spec: "arguments: { parameters: [{ name: goal, value: x }] }",
        unchecked: true,
      },
      (run) => [run.phase, run.pods],
      ["Error", []],
    ],
  ]);
});
