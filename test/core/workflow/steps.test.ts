import { describe, expect, it } from "vitest";
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
    expect(run.nodes.find((node) => node.displayName === "b")?.message).toBe("Error (exit code 3)");
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

  it("put a step in Error when its condition cannot be read, and fail", () => {
    const { run, phases, messageOf } = drive(
      planOf(`- name: main
  steps:
    - - { name: flip, template: pod }
    - - { name: next, template: pod, when: "{{steps.flip.outputs.result}} == yes" }`),
      () => ({ result: "" }),
    );
    expect(phases["[1].next"]).toBe("Error");
    expect(messageOf("[1].next")).toMatch(/^Invalid 'when' expression ' == yes': unexpected '=='/);
    expect(run.phase).toBe("Failed");
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
    expect(deepest?.message).toMatch(/nested more than 100 deep/);
    expect(run.phase).toBe("Failed");
    expect(run.nodes.length).toBeLessThan(300);
  });

  it("end a recursion that doubles with an error", () => {
    const { run } = drive(
      planOf(`- name: main
  dag: { tasks: [{ name: a, template: main }, { name: b, template: main }] }`),
    );
    expect(run.phase).toBe("Error");
    expect(run.nodes.length).toBeLessThan(101_000);
  });
});
