import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import { compare } from "../../../engine/core/compare/compare.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import type { ReplayEvent } from "../../../engine/core/simulate/events.ts";
import { type Observer, replay } from "../../../engine/core/simulate/replay.ts";
import type { PodRecord, Timeline } from "../../../engine/core/timeline/timeline.ts";
import { MINUTE_MS } from "../../../engine/core/units/units.ts";
import type { Workflow } from "../../../engine/core/workflow/manifest.ts";
import { logOf } from "../../helpers/golden-log.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { argoWorlds, everything, HURRY_MS, RETRIES } from "./argo-world.ts";
import { edges, podsOf } from "./edges.ts";
import { FROM_MS, poolOf, TO_MS } from "./random-world.ts";

function everywhere(check: (timeline: Timeline, world: World) => void): void {
  fc.assert(
    fc.property(argoWorlds, (world) => {
      // Comparing accounts for every replay, and that asserts conservation.
      for (const timeline of compare(world).timelines) check(timeline, world);
    }),
    { numRuns: 60 },
  );
}

const named = (timeline: Timeline, name: string) =>
  timeline.pods.filter((pod) => pod.templateName === name);

describe("a replay of a workflow with everything in it", () => {
  it("comes to an end with every request, and tidies up after it", () => {
    everywhere((timeline) => {
      for (const { index, outcome, finishedAtMs } of timeline.requests) {
        if (outcome === "skipped") continue;
        expect(["succeeded", "failed"]).toContain(outcome);
        const tidied = named(timeline, "tidy").filter((pod) => pod.request === index);
        expect(tidied.map((pod) => pod.finishedAtMs)).toEqual([finishedAtMs]);
      }
    });
  });

  it("gives back all room: nodes hold no more than they have, and leave when nothing runs", () => {
    everywhere((timeline, { pool }) => {
      for (const node of timeline.nodes) {
        const pods = podsOf(timeline, node.node);
        for (const at of edges(pods, node.fromMs, node.toMs)) {
          const running = pods.filter((pod) => pod.startedAtMs <= at && at < pod.finishedAtMs);
          expect(running.reduce((sum, pod) => sum + pod.cpu, 0)).toBeLessThanOrEqual(
            pool.vcpu + 1e-9,
          );
        }
        const last = Math.max(node.fromMs + pool.provisionMs, ...pods.map(finishedAt));
        if (pool.minNodes === 0) expect(node.toMs).toBe(Math.min(TO_MS, last + pool.scaleDownMs));
      }
    });
  });

  it("keeps the mutex between requests, the limit of retries and the deadline of a template", () => {
    everywhere((timeline) => {
      const stores = named(timeline, "store").toSorted((a, b) => a.startedAtMs - b.startedAtMs);
      stores.forEach((pod, index) => {
        const before = stores[index - 1];
        if (before !== undefined)
          expect(pod.startedAtMs).toBeGreaterThanOrEqual(finishedAt(before));
      });
      for (const pod of named(timeline, "hurried")) {
        expect(finishedAt(pod) - pod.startedAtMs).toBeLessThanOrEqual(HURRY_MS);
      }
      const attempts = Map.groupBy(
        named(timeline, "train"),
        (pod) => `${pod.request}/${pod.displayName.replace(/\(\d+\)$/, "")}`,
      );
      for (const pods of attempts.values()) expect(pods.length).toBeLessThanOrEqual(RETRIES + 1);
    });
  });

  it("writes the same log twice", () => {
    fc.assert(
      fc.property(argoWorlds, (world) => {
        expect(logOf(structuredClone(world))).toBe(logOf(world));
      }),
      { numRuns: 15 },
    );
  });
});

const lasting = (minutes: number, more: Partial<Profile> = {}): Profile => ({
  work: {
    kind: "modelled",
    duration: { kind: "constant", durationMs: minutes * MINUTE_MS },
    utilisation: 1,
  },
  exitCode: 0,
  parameters: {},
  ...more,
});
const text = (value: string) => ({ kind: "constant", text: value }) as const;

/** One world, two requests a minute apart, on one big node that is always there. */
function twice(profiles: Record<string, Profile>, more = "", observe?: Observer): Timeline {
  const pool = { vcpu: 32, memoryGib: 64, minNodes: 1, maxNodes: 1 };
  const requestedAtMs = [FROM_MS, FROM_MS + MINUTE_MS];
  return at(everything(more), requestedAtMs, pool, profiles, observe);
}

function at(
  workflow: Workflow,
  requestedAtMs: number[],
  pool: Partial<NodePool>,
  profiles: Record<string, Profile>,
  observe?: Observer,
): Timeline {
  const world = fc.sample(argoWorlds, { numRuns: 1, seed: 1 })[0] as World;
  const prepared = prepareWorld({
    ...world,
    pool: poolOf(pool),
    workload: { ...world.workload, workflow, requestedAtMs },
    profiles,
  });
  const spec = { type: "immediate", name: "now", title: "n" } as const;
  return replay({ ...prepared, spec }, observe);
}

/** Template, first and last minute of the pods of a request. */
function minutes(timeline: Timeline, request: number): [string, number, number][] {
  const minute = (atMs: number) => (atMs - FROM_MS) / MINUTE_MS;
  return timeline.pods
    .filter((pod) => pod.request === request)
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs || a.finishedAtMs - b.finishedAtMs)
    .map((pod) => [pod.displayName, minute(pod.startedAtMs), minute(finishedAt(pod))]);
}

const finishedAt = (pod: PodRecord) => pod.finishedAtMs;

describe("two requests for a workflow with everything in it", () => {
  const profiles = {
    list: lasting(1, { result: text("[7]") }),
    train: lasting(5, { failure: { probability: 1, exitCode: 137, error: false, attempts: 1 } }),
    store: lasting(10),
    hurried: lasting(30),
    approve: lasting(1, {
      suspend: {
        resumeAfter: { kind: "constant", durationMs: 3 * MINUTE_MS },
        parameters: { decision: text("YES") },
      },
    }),
    ship: lasting(2),
    note: lasting(1),
    tidy: lasting(1),
  };

  it("run as Argo would run them", () => {
    const timeline = twice(profiles);
    expect(timeline.requests.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded"]);
    expect(minutes(timeline, 0)).toEqual([
      ["list", 0, 1],
      ["train(0:7)(0)", 1, 6],
      ["hurried", 1, 11],
      ["server", 1, 33],
      ["train(0:7)(1)", 7, 12],
      ["store", 12, 22],
      ["store.onExit", 22, 23],
      ["ship", 31, 33],
      ["wf.onExit", 33, 34],
    ]);
    // The second one waits for the mutex, and not for more.
    expect(minutes(timeline, 1).filter(([name]) => name.startsWith("store"))).toEqual([
      ["store", 22, 32],
      ["store.onExit", 32, 33],
    ]);
  });

  it("go on earlier than their own time when somebody comes, and end in Error when that fails", () => {
    const after = (minutes: number) =>
      ({ kind: "constant", durationMs: minutes * MINUTE_MS }) as const;
    const early = {
      ...profiles,
      rest: lasting(1, { suspend: { resumeAfter: after(15), parameters: {} } }),
    };
    expect(minutes(twice(early), 0)).toContainEqual(["ship", 26, 28]);
    const broken = { kind: "formula", expression: "'never'" } as const;
    const failing = {
      ...profiles,
      rest: lasting(1, { suspend: { resumeAfter: broken, parameters: {} } }),
    };
    const [first] = twice(failing).requests;
    expect(first).toMatchObject({ outcome: "failed" });
  });

  it("count the pods of a template each for itself, and tell the workflow how they ended", () => {
    const failing = {
      ...profiles,
      train: lasting(5, {
        exitCode: { kind: "sequence", values: [3, 3, 0], cycle: false, by: "occurrence" },
        message: "out of memory",
      }),
      hurried: lasting(1, { failure: { probability: 1, exitCode: 1, error: true } }),
    };
    const ends: ReplayEvent[] = [];
    const timeline = twice(failing, "", (event) => ends.push(event));
    expect(timeline.requests.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded"]);
    const finished = ends.filter((event) => event.type === "podFinished");
    for (const request of [0, 1]) {
      const own = finished.filter((event) => event.request === request);
      expect(own.map(({ exitCode }) => exitCode).filter((code) => code === 3)).toHaveLength(2);
      expect(own.filter(({ message }) => message === "out of memory")).toHaveLength(2);
      expect(own.filter(({ phase }) => phase === "Error")).toHaveLength(1);
    }
  });

  it("stop what runs at the deadline of the workflow, but not the exit handler", () => {
    const timeline = twice(profiles, "  activeDeadlineSeconds: 1680\n");
    expect(timeline.requests[0]).toMatchObject({ outcome: "failed" });
    expect(minutes(timeline, 0).slice(3)).toEqual([
      ["server", 1, 28],
      ["train(0:7)(1)", 7, 12],
      ["store", 12, 22],
      ["store.onExit", 22, 23],
      ["wf.onExit", 28, 29],
    ]);
  });

  it("that do not end in the period are counted to its end, daemons too", () => {
    const timeline = twice({ ...profiles, store: lasting(60 * 24 * 9) });
    expect(timeline.requests.map(({ outcome }) => outcome)).toEqual(["unfinished", "unfinished"]);
    const open = timeline.pods.filter((pod) => pod.finishedAtMs === TO_MS);
    expect(open.map((pod) => `${pod.request} ${pod.templateName}`).sort()).toEqual([
      "0 server",
      "0 store",
      "1 server",
    ]);
  });
});

describe("a pod that is given up before it runs", () => {
  const hasty = (cpu: number) => podOf("hasty", cpu, 1).replace("- {", "- { timeout: 60s,");

  it("leaves a node that nobody needs, which goes again", () => {
    const pool = { minNodes: 0, provisionMs: 3 * MINUTE_MS, scaleDownMs: 10 * MINUTE_MS };
    const timeline = at(workflowOf("wf", "hasty", hasty(1)), [FROM_MS], pool, {});
    expect(timeline.pods).toEqual([]);
    expect(timeline.requests[0]).toMatchObject({ finishedAtMs: FROM_MS + MINUTE_MS });
    expect(timeline.nodes.map(({ toMs }) => toMs)).toEqual([FROM_MS + 13 * MINUTE_MS]);
  });

  it("leaves its place to those that wait behind it", () => {
    const tasks = ["hasty", "small"].map((name) => `{ name: ${name}, template: ${name} }`);
    const main = `- { name: main, dag: { tasks: [${tasks.join(", ")}] } }`;
    const templates = [main, hasty(4), podOf("small", 1, 1)].join("\n");
    const pool = { vcpu: 4, minNodes: 0, maxNodes: 1, provisionMs: 3 * MINUTE_MS };
    const profiles = { small: lasting(5) };
    const timeline = at(workflowOf("wf", "main", templates), [FROM_MS], pool, profiles);
    expect(minutes(timeline, 0)).toEqual([["small", 3, 8]]);
  });
});

describe("a pod that finds no room", () => {
  it("does not stop a smaller one behind it", () => {
    const tasks = ["early", "large", "small"].map((name) => `{ name: ${name}, template: ${name} }`);
    const main = `- { name: main, dag: { tasks: [${tasks.join(", ")}] } }`;
    const pods = [podOf("early", 3, 1), podOf("large", 4, 1), podOf("small", 1, 1)];
    const pool = { vcpu: 4, minNodes: 1, maxNodes: 1 };
    const profiles = { early: lasting(30), large: lasting(9), small: lasting(5) };
    const workflow = workflowOf("wf", "main", [main, ...pods].join("\n"));
    expect(minutes(at(workflow, [FROM_MS], pool, profiles), 0)).toEqual([
      ["small", 0, 5],
      ["early", 0, 30],
      ["large", 30, 39],
    ]);
  });
});
