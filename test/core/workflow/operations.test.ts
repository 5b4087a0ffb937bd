/** What holds in every run, whatever its manifest says and people do to it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { runOnVirtualClock } from "../../../engine/core/simulate/virtual-run.ts";
import type { WorkflowEvent } from "../../../engine/core/workflow/event.ts";
import type { WorkflowPlan } from "../../../engine/core/workflow/plan/plan.ts";
import { planWorkflow } from "../../../engine/core/workflow/plan/plan-workflow.ts";
import { isFulfilledPhase, newRun, type WorkflowRun } from "../../../engine/core/workflow/state.ts";
import { workflowStatus } from "../../../engine/core/workflow/status/status-of.ts";
import { transition } from "../../../engine/core/workflow/transition.ts";
import { readWorkflow } from "../../../engine/formats/argo/read.ts";
import { manifests, operations, START, world } from "./random-features.ts";

const RUNS = { numRuns: 100 };
const thaw = (run: WorkflowRun): WorkflowRun => JSON.parse(JSON.stringify(run));
const planOf = (text: string) => planWorkflow(unwrap(readWorkflow(text, "random.yaml")));
type Observe = (event: WorkflowEvent, run: WorkflowRun, plan: WorkflowPlan) => void;

/** Runs a random manifest to its end, and looks at it after every event. */
function always(
  check: (run: WorkflowRun, plan: WorkflowPlan, log: readonly WorkflowEvent[]) => void,
  observe?: Observe,
) {
  fc.assert(
    fc.property(manifests, operations, fc.nat(), (text, done, seed) => {
      const plan = planOf(text);
      const log: WorkflowEvent[] = [];
      const { run } = runOnVirtualClock(plan, world(seed), {
        startMs: START,
        operations: done,
        observe(event, state) {
          log.push(event);
          observe?.(event, state, plan);
        },
      });
      check(run, plan, log);
    }),
    RUNS,
  );
}

const running = ({ nodes }: WorkflowRun) =>
  nodes.filter(({ type, running }) => type === "Pod" && running).length;

describe("every run", () => {
  it("ends, and leaves nothing open, counted, waiting or locked", () => {
    always((run) => {
      expect(isFulfilledPhase(run.phase)).toBe(true);
      expect(run.nodes.filter(({ phase }) => !isFulfilledPhase(phase))).toEqual([]);
      expect(run.nodes.filter((node) => node.running || node.daemoned)).toEqual([]);
      expect(run.nodes.filter((node) => node.holdsLocks || node.waitingFor)).toEqual([]);
      expect(run.nodes.filter((node) => node.waiting)).toEqual([]);
      expect({ ...run, nodes: [] }).toMatchObject({
        activePods: 0,
        daemons: 0,
        agenda: [],
        throttled: [],
        held: [],
        watched: [],
        holdsLocks: false,
      });
    });
  });

  it("that cannot end says for what it waits", () => {
    always(({ message }) => expect(message).not.toContain("nothing that runs is left"));
  });

  it("never has more pods than spec.parallelism allows, and counts them right", () => {
    always(
      () => undefined,
      (_event, run, plan) => {
        const most = plan.workflow.parallelism ?? Number.POSITIVE_INFINITY;
        expect(running(run)).toBeLessThanOrEqual(most);
        expect(run.activePods).toBe(running(run));
      },
    );
  });

  it("never has more children of a template than its parallelism allows", () => {
    always(
      () => undefined,
      (_event, run, plan) => {
        const children = new Map<number, number>();
        for (const { type, phase, boundary, flag } of run.nodes) {
          // Attempts that come back from a wait are let in, as upstream does.
          if (isFulfilledPhase(phase) || flag?.retried || !COUNTED.has(type)) continue;
          children.set(boundary, (children.get(boundary) ?? 0) + 1);
        }
        for (const [boundary, count] of children) {
          const template = plan.templates[run.nodes[boundary]?.template ?? -1];
          expect(count).toBeLessThanOrEqual(template?.parallelism ?? Number.POSITIVE_INFINITY);
        }
      },
    );
  });

  it("never gives a lock to more than its size", () => {
    always(
      () => undefined,
      (_event, run, plan) => {
        const held = run.nodes.filter(({ holdsLocks }) => holdsLocks);
        for (const [lock, size] of [
          ["m", 1],
          ["other", 1],
          ["sizes/two", 2],
        ] as const) {
          const holders = held.filter(({ template }) =>
            plan.templates[template]?.locks.some(({ name }) => name === lock),
          );
          expect(holders.length).toBeLessThanOrEqual(size);
        }
      },
    );
  });

  it("can be written down and taken up again between any two events of its log", () => {
    always((run, plan, log) => {
      let again = newRun(run.uid);
      for (const event of log) again = thaw(transition(plan, again, event).run);
      expect(again).toEqual(thaw(run));
      expect(workflowStatus(plan, again)).toEqual(workflowStatus(plan, run));
    });
  });

  it("has nodes of different names, none of which ends before it starts", () => {
    always(({ nodes }) => {
      expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
      const odd = nodes.filter(
        ({ startedAtMs, finishedAtMs }) => (finishedAtMs ?? 0) < (startedAtMs ?? 0),
      );
      expect(odd).toEqual([]);
    });
  });

  it("runs nothing but exit handlers after it was stopped, and nothing after Terminate", () => {
    always(
      () => undefined,
      (event, run) => {
        if (event.type !== "stop" && event.type !== "terminate") return;
        if (isFulfilledPhase(run.phase) || run.waitingFor !== undefined) return;
        const left = run.nodes.filter((node) => node.running);
        expect(left.filter(({ onExit }) => run.shutdown === "Terminate" || !onExit)).toEqual([]);
      },
    );
  });
});

const COUNTED = new Set<string>(["Pod", "Steps", "DAG", "HTTP"]);
