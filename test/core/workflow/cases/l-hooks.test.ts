/** Group l: hooks that fire when their expression comes true. */
import { describe } from "vitest";
import { CLEAN, FAILED, POD, twoSteps, twoTasks } from "./hook-case.ts";
import type { Case } from "./run-case.ts";
import { check, seconds, startedAt } from "./table.ts";

const whileRunning = (kind: string) =>
  `hooks: { mine: { template: clean, expression: "${kind}.a.status == 'Running'" } }`;

describe("l: hooks of the workflow", () => {
  const hooked = (expression: string, more: Case = {}): Case => ({
    templates: `${POD}\n${CLEAN}`,
    spec: `hooks: { mine: { template: clean, expression: "${expression}" } }`,
    ...more,
  });
  check([
    [
      "fire while it runs, and the workflow waits for them",
      hooked("workflow.status == 'Running'", { outcomes: { clean: { durationMs: 30_000 } } }),
      (run) => [run.phase, startedAt(run, ["hooks.mine"]), seconds(run)],
      ["Succeeded", [0], 30],
    ],
    [
      "fire when it has ended",
      hooked("workflow.status == 'Failed'", { outcomes: { main: FAILED } }),
      (run) => [run.phase, startedAt(run, ["hooks.mine"])],
      ["Failed", [10]],
    ],
    ["never fire otherwise", hooked("workflow.status == 'Error'"), (run) => run.pods, [""]],
    [
      "run before the exit handler",
      hooked("workflow.status == 'Succeeded'", {
        spec: `onExit: clean
hooks: { mine: { template: clean, expression: "workflow.status == 'Succeeded'" } }`,
      }),
      (run) => startedAt(run, ["hooks.mine", "onExit"]),
      [10, 20],
    ],
    [
      "follow the root, and are hooked",
      hooked("workflow.status == 'Running'"),
      (run) => [run.node("wf").children, run.node("hooks.mine").nodeFlag],
      [["hooks.mine"], { hooked: true }],
    ],
    [
      "that fail change nothing",
      hooked("workflow.status == 'Running'", { outcomes: { clean: FAILED } }),
      (run) => run.phase,
      "Succeeded",
    ],
    [
      "that cannot be evaluated are an error of the workflow",
      hooked("asInt(workflow.status) > 1"),
      (run) => run.phase,
      "Error",
    ],
  ]);
});

describe("l: hooks with an expression", () => {
  check([
    [
      "fire while a step runs",
      twoSteps(whileRunning("steps")),
      (run) => [run.pods, startedAt(run, ["a.hooks.mine"])],
      [["[0].a", "[0].a.hooks.mine", "[1].b"], [0]],
    ],
    [
      "hold the next group until they have ended",
      twoSteps(whileRunning("steps"), { outcomes: { clean: { durationMs: 40_000 } } }),
      (run) => startedAt(run, ["b"]),
      [40],
    ],
    [
      "hold dependent tasks until they have ended",
      twoTasks(whileRunning("tasks"), { outcomes: { clean: { durationMs: 40_000 } } }),
      (run) => startedAt(run, ["a.hooks.mine", "b"]),
      [0, 40],
    ],
    [
      "fire when a step has ended",
      twoSteps(
        "hooks: { mine: { template: clean, expression: \"steps.a.status == 'Succeeded'\" } }",
      ),
      (run) => startedAt(run, ["a.hooks.mine", "b"]),
      [10, 20],
    ],
    [
      "fire once, though their expression stays true",
      twoSteps('hooks: { mine: { template: clean, expression: "true" } }'),
      (run) => run.pods.filter((name) => name.includes("hooks")),
      ["[0].a.hooks.mine"],
    ],
    [
      "fire in the order of their names",
      twoSteps(
        'hooks: { z: { template: clean, expression: "true" }, b: { template: clean, expression: "true" } }',
      ),
      (run) => run.pods.filter((name) => name.includes("hooks")),
      ["[0].a.hooks.b", "[0].a.hooks.z"],
    ],
    [
      "run besides the exit handler",
      twoSteps(
        'hooks: { exit: { template: clean }, mine: { template: clean, expression: "true" } }',
      ),
      (run) => run.pods,
      ["[0].a", "[0].a.hooks.mine", "[0].a.onExit", "[1].b"],
    ],
    [
      "that fail do not fail their step",
      twoSteps(whileRunning("steps"), { outcomes: { clean: FAILED } }),
      (run) => run.phase,
      "Succeeded",
    ],
    [
      "follow their node",
      twoSteps(whileRunning("steps")),
      (run) => [run.node("a").children[0], run.node("a.hooks.mine").nodeFlag],
      ["[0].a.hooks.mine", { hooked: true }],
    ],
    [
      "without an expression are errors, and nothing else fails",
      { ...twoSteps("hooks: { mine: { template: clean } }"), unchecked: true },
      (run) => [run.node("[0].a.hooks.mine").message, run.node("[0].a.hooks.mine").phase],
      ["Expression required for hook wf[0].a.hooks.mine", "Error"],
    ],
    [
      "of a loop of tasks see the loop as a whole",
      twoTasks(`withItems: [x, z], ${whileRunning("tasks")}`),
      (run) => run.pods.filter((name) => name.includes("hooks")),
      ["a.hooks.mine"],
    ],
  ]);
});
