/** Group o: nodes and workflows that wait for a lock, and the queue they stand in. */
import { describe, expect, it } from "vitest";
import type { LockRequest } from "../../../../engine/core/workflow/event.ts";
import {
  acquireLocks,
  type LockTable,
  newLockTable,
  releaseLocks,
} from "../../../../engine/core/workflow/shared/locks.ts";
import { newRun } from "../../../../engine/core/workflow/state.ts";
import { workflowStatus } from "../../../../engine/core/workflow/status/status-of.ts";
import { transition } from "../../../../engine/core/workflow/transition.ts";
import { MUTEX, mutex } from "./lock-case.ts";
import { type Case, planCase } from "./run-case.ts";

const START = 1_767_225_600_000;

/** Waits for a lock that another workflow holds. */
function pending(given: Case) {
  const plan = planCase(given);
  const waiting = "Waiting for lab/Mutex/m lock. Lock status: 0/1";
  let { run, effects } = transition(plan, newRun(), { type: "submit", atMs: START });
  const asked = effects.find((effect) => effect.type === "acquireLocks");
  const node = asked?.type === "acquireLocks" ? asked.node : Number.NaN;
  run = transition(plan, run, {
    type: "locksWaiting",
    atMs: START,
    node,
    lock: "lab/Mutex/m",
    message: waiting,
  }).run;
  return { plan, run, node, waiting };
}

const LOCKED_POD: Case = {
  templates: `- { name: main, steps: [[{ name: a, template: locked }]] }
- { name: locked, ${MUTEX}, container: { image: a } }`,
};

const LOCKED_RUN: Case = { templates: "- { name: main, container: { image: a } }", spec: MUTEX };

const sized = (size: number): LockRequest => ({
  kind: "semaphore",
  key: "ns/ConfigMap/sizes/s",
  size,
});

const take = (
  table: LockTable,
  id: string,
  { locks = [mutex], priority = 0, createdAtMs = 0, run = id } = {} as {
    locks?: readonly LockRequest[];
    priority?: number;
    createdAtMs?: number;
    run?: string;
  },
) => acquireLocks(table, { id, run, locks, priority, createdAtMs });

describe("o: waiting", () => {
  it("a node that waits is Pending, and says for what", () => {
    const { plan, run, waiting } = pending(LOCKED_POD);
    expect(workflowStatus(plan, run).nodes.at(-1)).toMatchObject({
      type: "Pod",
      phase: "Pending",
      message: waiting,
      synchronizationStatus: { waiting: "lab/Mutex/m" },
    });
  });

  it("a node that has its lock says nothing of it any more", () => {
    const { plan, run, node } = pending(LOCKED_POD);
    const granted = transition(plan, run, { type: "locksGranted", atMs: START + 1, node });
    const status = workflowStatus(plan, granted.run).nodes.at(-1);
    expect([status?.message, status?.synchronizationStatus]).toEqual([undefined, undefined]);
    expect(granted.effects).toContainEqual({ type: "startPod", node });
  });

  it("a workflow that waits is Pending, and has no nodes", () => {
    const { plan, run, waiting } = pending(LOCKED_RUN);
    expect(workflowStatus(plan, run)).toMatchObject({
      phase: "Pending",
      message: waiting,
      nodes: [],
    });
  });

  it("a workflow that is terminated while it waits leaves the queue and succeeds", () => {
    const { plan, run } = pending(LOCKED_RUN);
    const ended = transition(plan, run, { type: "terminate", atMs: START + 1 });
    expect(ended.run.phase).toBe("Succeeded");
    expect(ended.effects).toContainEqual({ type: "releaseLocks", node: -1 });
  });

  it("a workflow that is stopped while it waits fails as soon as it has its locks", () => {
    const { plan, run } = pending(LOCKED_RUN);
    const stopped = transition(plan, run, { type: "stop", atMs: START + 1 }).run;
    expect(stopped.phase).toBe("Pending");
    const ended = transition(plan, stopped, { type: "locksGranted", atMs: START + 2, node: -1 });
    expect([ended.run.phase, ended.run.message]).toEqual([
      "Failed",
      "Stopped with strategy 'Stop'",
    ]);
    expect(ended.effects).toContainEqual({ type: "releaseLocks", node: -1 });
  });

  it("a node that is stopped while it waits leaves the queue", () => {
    const { plan, run, node } = pending(LOCKED_POD);
    const { effects } = transition(plan, run, { type: "stop", atMs: START + 1 });
    expect(effects).toContainEqual({ type: "releaseLocks", node });
  });

  it("priority of the workflow goes with the request", () => {
    const plan = planCase({ ...LOCKED_RUN, spec: `${MUTEX}\npriority: 7` });
    const { effects } = transition(plan, newRun(), { type: "submit", atMs: START });
    expect(effects).toEqual([
      {
        type: "acquireLocks",
        node: -1,
        priority: 7,
        locks: [{ kind: "mutex", key: "lab/Mutex/m", size: 1 }],
      },
    ]);
  });
});

describe("o: workflows that share locks", () => {
  it("the message says how many are free", () => {
    const table = newLockTable();
    take(table, "a", { locks: [sized(2)] });
    take(table, "b", { locks: [sized(2)] });
    expect(take(table, "c", { locks: [sized(2)] })).toEqual({
      granted: false,
      lock: "ns/ConfigMap/sizes/s",
      message: "Waiting for ns/ConfigMap/sizes/s lock. Lock status: 0/2",
    });
  });

  it("higher priorities come first", () => {
    const table = newLockTable();
    take(table, "a");
    for (const [id, priority] of [
      ["low", 1],
      ["high", 9],
      ["mid", 5],
    ] as const) {
      take(table, id, { priority });
    }
    expect([
      releaseLocks(table, "a"),
      releaseLocks(table, "high"),
      releaseLocks(table, "mid"),
    ]).toEqual([["high"], ["mid"], ["low"]]);
  });

  it("among equal priorities older workflows come first", () => {
    const table = newLockTable();
    take(table, "a");
    take(table, "younger", { createdAtMs: 20 });
    take(table, "older", { createdAtMs: 10 });
    expect(releaseLocks(table, "a")).toEqual(["older"]);
  });

  it("who asks twice waits once", () => {
    const table = newLockTable();
    take(table, "a");
    take(table, "b");
    take(table, "b");
    expect(table.waiting).toHaveLength(1);
  });

  it("who holds a lock has it when asking again", () => {
    const table = newLockTable();
    take(table, "a");
    expect([take(table, "a").granted, table.held]).toEqual([true, { "ns/Mutex/m": ["a"] }]);
  });

  it("nobody passes the head of the queue, though one of its locks is free", () => {
    const table = newLockTable();
    take(table, "a");
    take(table, "head", { locks: [mutex, sized(1)], priority: 5 });
    expect(take(table, "late", { locks: [sized(1)] }).granted).toBe(false);
  });

  it("nodes of the workflow at the head may pass it", () => {
    const table = newLockTable();
    take(table, "a");
    take(table, "head", { locks: [mutex, sized(1)], priority: 5, run: "wf" });
    expect(take(table, "sibling", { locks: [sized(1)], run: "wf" }).granted).toBe(true);
  });

  it("a larger semaphore lets more through, a smaller one lets its holders finish", () => {
    const table = newLockTable();
    take(table, "a", { locks: [sized(1)] });
    expect(take(table, "b", { locks: [sized(2)] }).granted).toBe(true);
    take(table, "c", { locks: [sized(1)] });
    expect([releaseLocks(table, "a"), releaseLocks(table, "b")]).toEqual([[], ["c"]]);
  });

  it("whoever leaves the queue makes room for those behind", () => {
    const table = newLockTable();
    take(table, "a");
    take(table, "head", { locks: [mutex, sized(1)], priority: 5 });
    take(table, "late", { locks: [sized(1)] });
    expect(releaseLocks(table, "head")).toEqual(["late"]);
  });

  it("a table that was written as JSON goes on", () => {
    const table = newLockTable();
    take(table, "a");
    take(table, "b");
    const copy = JSON.parse(JSON.stringify(table)) as LockTable;
    expect(releaseLocks(copy, "a")).toEqual(["b"]);
  });
});
