import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WorkflowEvent } from "../../../engine/core/workflow/event.ts";
import { planWorkflow } from "../../../engine/core/workflow/plan/plan-workflow.ts";
import { isFulfilledPhase, newRun, type WorkflowRun } from "../../../engine/core/workflow/state.ts";
import { transition } from "../../../engine/core/workflow/transition.ts";
import { drive, planOf, podFinished } from "./drive.ts";
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

  it("ends whole: nothing is left open, waiting or locked, and the run says how it went", () => {
    fc.assert(
      fc.property(workflows, outcomes, (workflow, outcomeOf) => {
        const { run, completed } = drive(planWorkflow(workflow), outcomeOf);
        expect(completed).toBe(1);
        expect(isFulfilledPhase(run.phase)).toBe(true);
        expect(run.nodes.filter(({ phase }) => !isFulfilledPhase(phase))).toEqual([]);
        expect(run.nodes.filter((node) => node.running || node.waiting)).toEqual([]);
        expect([run.activePods, run.daemons, run.agenda.length]).toEqual([0, 0, 0]);
        expect(new Set(run.nodes.map((node) => node.name)).size).toBe(run.nodes.length);
      }),
      { numRuns: 500 },
    );
  });

  it("gives every node but the root and the exit handler a place in the graph", () => {
    fc.assert(
      fc.property(workflows, outcomes, (workflow, outcomeOf) => {
        const { run } = drive(planWorkflow(workflow), outcomeOf);
        // Behind a group that could not open its steps nothing is connected, as upstream.
        fc.pre(
          run.nodes.every(({ type, children }) => type !== "StepGroup" || children.length > 0),
        );
        const followed = new Set(run.nodes.flatMap((node) => node.children));
        const alone = run.nodes.filter(
          ({ index, name }) => !followed.has(index) && !name.includes("onExit"),
        );
        expect(alone.map(({ name }) => name)).toEqual(["wf"]);
      }),
      { numRuns: 300 },
    );
  });

  it("does not depend on the order in which pods finish, unless that decides who may start", () => {
    const order = fc.infiniteStream(fc.nat(1_000));
    const free = workflows.map(({ parallelism: _, ...workflow }) => ({
      ...workflow,
      templates: workflow.templates.map(({ parallelism: _, ...template }) => ({
        ...template,
        failFast: false,
      })) as typeof workflow.templates,
    }));
    fc.assert(
      fc.property(free, outcomes, order, (workflow, outcomeOf, picks) => {
        const plan = planWorkflow(workflow);
        let { run, effects } = transition(plan, newRun(), { type: "submit", atMs: 0 });
        const open: number[] = [];
        let completed = 0;
        for (let atMs = 1; ; atMs++) {
          for (const effect of effects) {
            if (effect.type === "startPod") open.push(effect.node);
            else if (effect.type === "completed") completed += 1;
          }
          if (open.length === 0) break;
          const [node] = open.splice((picks.next().value ?? 0) % open.length, 1) as [number];
          const outcome = outcomeOf(run.nodes[node]?.displayName ?? "");
          ({ run, effects } = transition(plan, run, podFinished(node, atMs, outcome)));
        }
        expect(completed).toBe(1);
        expect(phases(run)).toEqual(phases(drive(plan, outcomeOf).run));
      }),
      { numRuns: 300 },
    );
  });

  it("is not changed by events that come too late, or for nobody", () => {
    fc.assert(
      fc.property(workflows, outcomes, (workflow, outcomeOf) => {
        const plan = planWorkflow(workflow);
        const { run } = drive(plan, outcomeOf);
        const ended = thaw(run);
        const late: WorkflowEvent[] = [0, run.nodes.length - 1, run.nodes.length + 5].flatMap(
          (node): WorkflowEvent[] => [
            podFinished(node, 9_999, { exitCode: 1 }),
            { type: "podStarted", atMs: 9_999, node },
            { type: "wake", atMs: 9_999, node },
          ],
        );
        late.push({ type: "stop", atMs: 9_999 }, { type: "stalled", atMs: 9_999 });
        for (const event of late) expect(transition(plan, run, event).effects).toEqual([]);
        expect(run).toEqual(ended);
      }),
      { numRuns: 100 },
    );
  });

  it("refuses to be submitted twice", () => {
    const plan = planOf("- { name: main, container: { image: a } }");
    const { run } = transition(plan, newRun(), { type: "submit", atMs: 0 });
    const again = () => transition(plan, run, { type: "submit", atMs: 1 });
    expect(again).toThrow(/submitted once/);
  });
});

function phases(run: WorkflowRun): Record<string, string> {
  return Object.fromEntries(run.nodes.map((node) => [node.name, node.phase]).sort());
}
