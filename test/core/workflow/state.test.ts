import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planWorkflow } from "../../../engine/core/workflow/plan.ts";
import { isFulfilled, newRun, type WorkflowRun } from "../../../engine/core/workflow/state.ts";
import { transition } from "../../../engine/core/workflow/transition.ts";
import { drive } from "./drive.ts";
import { outcomes, workflows } from "./random-workflow.ts";

const thaw = (run: WorkflowRun): WorkflowRun => JSON.parse(JSON.stringify(run));

describe("the state of a run", () => {
  it("can be written down and taken up again between any two events", () => {
    fc.assert(
      fc.property(workflows, outcomes, (workflow, outcomeOf) => {
        const plan = planWorkflow(workflow);
        const straight = drive(plan, outcomeOf);
        const broken = drive(plan, outcomeOf, thaw);
        expect(broken.run).toEqual(straight.run);
        expect(broken.pods).toEqual(straight.pods);
      }),
      { numRuns: 500 },
    );
  });

  it("ends whole: nothing is left open, and the root says how it went", () => {
    fc.assert(
      fc.property(workflows, outcomes, (workflow, outcomeOf) => {
        const { run } = drive(planWorkflow(workflow), outcomeOf);
        expect(run.nodes.filter((node) => !isFulfilled(node.phase) || node.open !== 0)).toEqual([]);
        expect(run.phase).toBe(run.nodes[0]?.phase);
        expect(new Set(run.nodes.map((node) => node.name)).size).toBe(run.nodes.length);
        for (const node of run.nodes) {
          const template = workflow.templates[node.template];
          if (node.phase !== "Succeeded" || template?.kind !== "dag") continue;
          expect(Object.keys(node.children).sort()).toEqual(
            template.tasks.map(({ name }) => name).sort(),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order in which pods finish, nor ends twice", () => {
    const order = fc.infiniteStream(fc.nat(1_000));
    fc.assert(
      fc.property(workflows, outcomes, order, (workflow, outcomeOf, picks) => {
        const plan = planWorkflow(workflow);
        let { run, effects } = transition(plan, newRun(), { type: "submit", atMs: 0 });
        const open: number[] = [];
        let completed = 0;
        for (let atMs = 1; ; atMs++) {
          for (const effect of effects) {
            if (effect.type === "startPod") open.push(effect.node);
            else completed += 1;
          }
          if (open.length === 0) break;
          const [node] = open.splice((picks.next().value ?? 0) % open.length, 1) as [number];
          const { exitCode = 0, result = "" } = outcomeOf(run.nodes[node]?.displayName ?? "");
          const outputs = { result, parameters: {} };
          ({ run, effects } = transition(plan, run, {
            type: "podFinished",
            atMs,
            node,
            exitCode,
            outputs,
          }));
        }
        expect(completed).toBe(1);
        expect(phases(run)).toEqual(phases(drive(plan, outcomeOf).run));
      }),
      { numRuns: 300 },
    );
  });

  it("refuses events that cannot be", () => {
    const plan = planWorkflow({
      name: "wf",
      entrypoint: "p",
      arguments: [],
      templates: [
        {
          kind: "container",
          name: "p",
          inputs: [],
          outputs: [],
          image: "a",
          command: [],
          args: [],
          requests: { cpu: 1, memoryGib: 1 },
        },
      ],
    });
    const { run } = transition(plan, newRun(), { type: "submit", atMs: 0 });
    const finish = {
      type: "podFinished",
      atMs: 1,
      node: 0,
      exitCode: 0,
      outputs: { parameters: {} },
    } as const;
    expect(() => transition(plan, run, { type: "submit", atMs: 1 })).toThrow(/submitted once/);
    expect(() => transition(plan, run, { ...finish, node: 1 })).toThrow(/is a pod/);
    transition(plan, run, finish);
    expect(() => transition(plan, run, finish)).toThrow(/finishes once/);
  });
});

function phases(run: WorkflowRun): Record<string, string> {
  return Object.fromEntries(run.nodes.map((node) => [node.name, node.phase]).sort());
}
