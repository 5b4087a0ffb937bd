/** Group l: exit handlers of steps, tasks and loops. */
import { describe } from "vitest";
import { CLEAN, FAILED, START, TELL, twoSteps, twoTasks } from "./hook-case.ts";
import { check, finishedAt, startedAt } from "./table.ts";

const EXIT = "hooks: { exit: { template: clean } }";

const GIVEN = `- name: main
  steps:
    - - name: a
        template: give
        hooks:
          exit:
            template: tell
            arguments: { parameters: [{ name: x, value: "{{steps.a.outputs.parameters.out}}" }] }
- name: give
  container: { image: a }
  outputs: { parameters: [{ name: out, valueFrom: { path: /out } }] }
${TELL}`;

describe("l: exit handlers of steps and tasks", () => {
  check([
    [
      "run before the next group",
      twoSteps(EXIT),
      (run) => [run.pods, startedAt(run, ["a.onExit", "b"])],
      [
        ["[0].a", "[0].a.onExit", "[1].b"],
        [10, 20],
      ],
    ],
    [
      "run before dependent tasks",
      twoTasks(EXIT),
      (run) => [run.pods, startedAt(run, ["a.onExit", "b"])],
      [
        ["a", "a.onExit", "b"],
        [10, 20],
      ],
    ],
    ["may be written as onExit", twoSteps("onExit: clean"), (run) => run.pods[1], "[0].a.onExit"],
    [
      "belong to the template around, and follow their node",
      twoSteps(EXIT),
      (run) => {
        const { displayName, boundaryID, nodeFlag } = run.node("[0].a.onExit");
        return [displayName, boundaryID, nodeFlag, run.node("a").children];
      },
      ["a.onExit", "wf", { hooked: true }, ["[0].a.onExit", "[1]"]],
    ],
    [
      "run after a failure, before the group fails",
      twoSteps(EXIT, { outcomes: { a: FAILED } }),
      (run) => [run.phase, run.pods, finishedAt(run, ["[0]"])],
      ["Failed", ["[0].a", "[0].a.onExit"], [20]],
    ],
    [
      "do not run for steps that are skipped",
      twoSteps(`when: "false", ${EXIT}`),
      (run) => [run.phase, run.pods],
      ["Succeeded", ["[1].b"]],
    ],
    [
      "do not run for tasks that are skipped",
      twoTasks(`when: "false", ${EXIT}`),
      (run) => run.pods,
      ["b"],
    ],
    [
      "do not run for tasks that are omitted",
      {
        templates: `- name: main
  dag:
    tasks:
      - { name: a, template: pod }
      - { name: b, template: pod, depends: a.Failed, ${EXIT} }
${CLEAN}`,
      },
      (run) => [run.phases.b, run.pods],
      ["Omitted", ["a"]],
    ],
    [
      "that fail do not fail their step",
      twoSteps(EXIT, { outcomes: { clean: FAILED } }),
      (run) => [run.phase, run.node("a.onExit").phase, run.node("b").phase],
      ["Succeeded", "Failed", "Succeeded"],
    ],
    [
      "that fail do not fail their task",
      twoTasks(EXIT, { outcomes: { clean: FAILED } }),
      (run) => [run.phase, run.node("b").phase],
      ["Succeeded", "Succeeded"],
    ],
    [
      "receive outputs of their step",
      { templates: GIVEN, outcomes: { give: { parameters: { out: "made" } } } },
      (run) => run.node("a.onExit").inputs,
      { x: "made" },
    ],
    [
      "receive outputs of the last attempt of a retried step",
      {
        templates: GIVEN.replace("  container", "  retryStrategy: { limit: 1 }\n  container"),
        outcomes: { give: [FAILED, { parameters: { out: "second" } }] },
      },
      (run) => [run.pods, run.node("[0].a.onExit").inputs],
      [["[0].a(0)", "[0].a(1)", "[0].a.onExit"], { x: "second" }],
    ],
    [
      "run when their expression is true",
      twoSteps("hooks: { exit: { template: clean, expression: \"steps.a.status == 'Failed'\" } }", {
        outcomes: { a: FAILED },
      }),
      (run) => run.pods,
      ["[0].a", "[0].a.onExit"],
    ],
    [
      "do not run when their expression is false",
      twoSteps("hooks: { exit: { template: clean, expression: \"steps.a.status == 'Failed'\" } }"),
      (run) => run.pods,
      ["[0].a", "[1].b"],
    ],
    [
      "run for every item of a loop of steps",
      twoSteps(`withItems: [x, z], ${EXIT}`),
      (run) => run.pods.filter((name) => name.endsWith("onExit")),
      ["[0].a(0:x).onExit", "[0].a(1:z).onExit"],
    ],
    [
      "run for every item of a loop of tasks, and for the loop",
      twoTasks(`withItems: [x, z], ${EXIT}`),
      (run) => [run.pods.filter((name) => name.endsWith("onExit")).sort(), startedAt(run, ["b"])],
      [["a(0:x).onExit", "a(1:z).onExit", "a.onExit"], [30]],
    ],
    [
      "run once for a node that is retried",
      twoSteps(EXIT, {
        spec: "retryStrategy: { limit: 1 }",
        outcomes: { a: [FAILED, {}] },
      }),
      (run) => run.pods.filter((name) => name.includes("onExit")),
      ["(0)[0].a.onExit(0)"],
    ],
    [
      "run after Stop",
      twoSteps(EXIT, { operations: [{ type: "stop", atMs: START + 5_000 }] }),
      (run) => [run.phase, run.node("a.onExit").phase],
      ["Failed", "Succeeded"],
    ],
    [
      "do not run after Terminate",
      twoSteps(EXIT, { operations: [{ type: "terminate", atMs: START + 5_000 }] }),
      (run) => [run.phase, run.pods],
      ["Failed", ["[0].a"]],
    ],
    [
      "of a steps template run when all of it has ended",
      {
        templates: `- { name: main, steps: [[{ name: inner, template: inner, ${EXIT} }]] }
- { name: inner, steps: [[{ name: a, template: pod }], [{ name: b, template: pod }]] }
${CLEAN}`,
      },
      (run) => startedAt(run, ["inner.onExit"]),
      [20],
    ],
  ]);
});
