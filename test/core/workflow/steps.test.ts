import { describe, expect, it } from "vitest";
import { isFulfilledPhase } from "../../../engine/core/workflow/state.ts";
import { drive, planOf } from "./drive.ts";

const GROUPS = `- name: main
  steps:
    - - { name: a, template: pod }
    - - { name: b, template: pod }
      - { name: c, template: pod }
    - - { name: d, template: pod }`;

describe("steps", () => {
  it("run group after group, the steps of a group together", () => {
    const { pods, phases, run } = drive(planOf(GROUPS));
    expect(pods).toEqual(["[0].a", "[1].b", "[1].c", "[2].d"]);
    expect(new Set(Object.values(phases))).toEqual(new Set(["Succeeded"]));
    expect(run.phase).toBe("Succeeded");
  });

  it("finish the group of a failed step, then fail with the id of its node", () => {
    const { pods, phases, run } = drive(planOf(GROUPS), (name) => ({
      exitCode: name === "b" ? 3 : 0,
    }));
    expect(pods).toEqual(["[0].a", "[1].b", "[1].c"]);
    expect(phases).toMatchObject({ "[1].b": "Failed", "[1].c": "Succeeded", "": "Failed" });
    // FNV-1a of "wf[1].b", computed apart.
    expect(run.message).toBe("child 'wf-2760215211' failed");
    expect(run.nodes.find((node) => node.displayName === "b")?.message).toBe(
      "main: Error (exit code 3)",
    );
  });

  it("skip a step whose condition is false, and go on", () => {
    const { phases, messageOf } = drive(
      planOf(`- name: main
  steps:
    - - { name: flip, template: pod }
    - - { name: heads, template: pod, when: "{{steps.flip.outputs.result}} == heads" }
      - { name: tails, template: pod, when: "{{steps.flip.outputs.result}} == tails" }
    - - { name: none, template: pod, when: "false" }
      - { name: nor, template: pod, when: "1 > 2" }
    - - { name: last, template: pod, when: "{{steps.none.status}} == Skipped" }`),
      () => ({ result: "tails" }),
    );
    expect(phases).toMatchObject({
      "[1].heads": "Skipped",
      "[1].tails": "Succeeded",
      "[2].none": "Skipped",
      "[3].last": "Succeeded",
      "": "Succeeded",
    });
    expect(messageOf("[1].heads")).toBe("when 'tails == heads' evaluated false");
  });

  it("put their group in Error when a condition cannot be read, and fail", () => {
    const { run, phases, messageOf } = drive(
      planOf(`- name: main
  steps:
    - - { name: flip, template: pod }
    - - { name: next, template: pod, when: "{{steps.flip.outputs.result}} == yes" }`),
      () => ({ result: "" }),
    );
    expect(phases).toMatchObject({ "[0]": "Succeeded", "[1]": "Error", "": "Failed" });
    const problem = /^Failed to resolve references: Invalid 'when' expression ' == yes': /;
    expect(messageOf("[1]")).toMatch(problem);
    expect(run).toMatchObject({ phase: "Failed", message: messageOf("[1]") });
  });

  it("succeed when there are none", () => {
    expect(drive(planOf("- { name: main, steps: [] }")).run.phase).toBe("Succeeded");
    expect(drive(planOf("- { name: main, steps: [[]] }")).run.phase).toBe("Succeeded");
  });

  it("nest, with names and depths that tell where a node belongs", () => {
    const { run, pods } = drive(
      planOf(`- name: main
  steps: [[{ name: inner, template: inner }]]
- name: inner
  dag: { tasks: [{ name: leaf, template: pod }] }`),
    );
    expect(pods).toEqual(["[0].inner.leaf"]);
    expect(
      run.nodes.map(({ name, displayName, type, depth }) => [name, displayName, type, depth]),
    ).toEqual([
      ["wf", "wf", "Steps", 0],
      ["wf[0]", "[0]", "StepGroup", 1],
      ["wf[0].inner", "inner", "DAG", 1],
      ["wf[0].inner.leaf", "leaf", "Pod", 2],
    ]);
  });

  it("end an endless recursion with an error", () => {
    const { run } = drive(
      planOf(`- name: main
  steps:
    - - { name: work, template: pod }
    - - { name: again, template: main }`),
    );
    const deepest = run.nodes.find((node) => node.phase === "Error");
    expect(deepest?.message).toMatch(/^Maximum recursion depth exceeded/);
    expect(run.phase).toBe("Failed");
    expect(run.nodes.length).toBeLessThan(400);
  });

  it("end a recursion that doubles with an error", () => {
    const { run } = drive(
      planOf(`- name: main
  dag: { tasks: [{ name: a, template: main }, { name: b, template: main }] }`),
    );
    expect(run).toMatchObject({ phase: "Error", message: "the run has more than 100000 nodes" });
    expect(run.nodes).toHaveLength(100_000);
    expect(run.nodes.filter(({ phase }) => !isFulfilledPhase(phase))).toEqual([]);
  });

  it("end loops of skipped steps within loops with an error, before memory does", () => {
    const { run } = drive(
      planOf(`- name: main
  steps: [[{ name: a, template: inner, withSequence: { count: 1000 } }]]
- name: inner
  steps: [[{ name: b, template: pod, when: "false", withSequence: { count: 1000 } }]]`),
    );
    expect(run).toMatchObject({ phase: "Error", message: "the run has more than 100000 nodes" });
    expect(run.nodes).toHaveLength(100_000);
  });
});
