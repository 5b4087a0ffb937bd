/** Replays on random clusters, checked from their timelines alone, and the rules of nodes one by one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import { AKS_AUTOSCALER } from "../../../engine/core/cluster/autoscaler.ts";
import { allocatable, type NodePool } from "../../../engine/core/cluster/node-pool.ts";
import { admits } from "../../../engine/core/cluster/scheduling.ts";
import { scenarioOptimum } from "../../../engine/core/compare/scenario-optimum.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { ReplayLog } from "../../../engine/core/simulate/log.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import type { PodRecord, Timeline } from "../../../engine/core/timeline/timeline.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import type { LeafTemplate } from "../../../engine/core/workflow/manifest.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { clusterWorlds } from "./random-cluster.ts";
import { FROM_MS, poolOf } from "./random-world.ts";
import { at, train, worldOf } from "./scripted-world.ts";

const NOW = { type: "immediate", name: "script", title: "I" } as const;

function run(world: World): { timeline: Timeline; log: string } {
  const log = new ReplayLog(NOW, world.seed);
  const prepared = prepareWorld(world);
  const timeline = replay({ ...prepared, spec: NOW }, log.observe);
  // It asserts that nothing is lost.
  account(timeline, world, prepared.sites);
  return { timeline, log: log.text };
}

const poolsOf = ({ pool, morePools = [] }: World) => [pool, ...morePools];

/** Walks over all starts and ends; ends come first at one instant. */
function sweep(
  spans: readonly { fromMs: number; toMs: number; amount: number }[],
  check: (used: number) => void,
): void {
  const edges = spans.flatMap(({ fromMs, toMs, amount }) => [
    { atMs: fromMs, change: amount },
    { atMs: toMs, change: -amount },
  ]);
  let used = 0;
  for (const { change } of edges.toSorted((a, b) => a.atMs - b.atMs || a.change - b.change)) {
    used += change;
    check(used);
  }
}

const spanOf = (pod: PodRecord, amount: number) => ({
  fromMs: pod.startedAtMs,
  toMs: pod.finishedAtMs,
  amount,
});

function checkNodes(world: World, { nodes, pods }: Timeline): void {
  const pools = poolsOf(world);
  for (const node of nodes) {
    const pool = pools[node.pool ?? 0] as NodePool;
    const room = allocatable(pool);
    const own = pods.filter((pod) => pod.node === node.node);
    for (const pod of own) {
      expect(pod.pool).toBe(node.pool);
      expect(pod.startedAtMs).toBeGreaterThanOrEqual(node.fromMs);
      expect(pod.finishedAtMs).toBeLessThanOrEqual(node.toMs);
      // The other node of a lost job may live on.
      if (pod.evicted && pod.templateName !== "gang") expect(pod.finishedAtMs).toBe(node.toMs);
    }
    sweep(
      own.map((pod) => spanOf(pod, pod.cpu)),
      (cpu) => expect(cpu).toBeLessThanOrEqual(room.cpu + 1e-9),
    );
    sweep(
      own.map((pod) => spanOf(pod, pod.gpus ?? 0)),
      (gpus) => expect(gpus).toBeLessThanOrEqual(room.gpus),
    );
  }
  pools.forEach((pool, index) => {
    const own = nodes.filter((node) => (node.pool ?? 0) === index);
    sweep(
      own.map(({ fromMs, toMs }) => ({ fromMs, toMs, amount: 1 })),
      (count) => expect(count).toBeLessThanOrEqual(pool.maxNodes),
    );
  });
  const { vcpu, jobs } = world.quotas ?? {};
  const kept = pools.reduce((sum, pool) => sum + pool.minNodes * pool.vcpu, 0);
  sweep(
    nodes.map((node) => ({ ...node, amount: (pools[node.pool ?? 0] as NodePool).vcpu })),
    (used) => expect(used).toBeLessThanOrEqual(Math.max(kept, vcpu ?? Number.POSITIVE_INFINITY)),
  );
  const first = new Map(pods.map((pod) => [`${pod.request}/${pod.displayName}`, pod]));
  sweep(
    [...first.values()].map((pod) => spanOf(pod, 1)),
    (count) => expect(count).toBeLessThanOrEqual(jobs ?? Number.POSITIVE_INFINITY),
  );
}

function checkPods(world: World, { pods }: Timeline): void {
  const templates = world.workload.workflow.templates as readonly LeafTemplate[];
  for (const pod of pods) {
    const pool = poolsOf(world)[pod.pool ?? 0] as NodePool;
    const template = templates.find(({ name }) => name === pod.templateName) as LeafTemplate;
    expect(admits(pool, template.scheduling ?? {})).toBe(true);
    if (pod.templateName !== "gang") continue;
    const both = pods.filter(
      (each) => each.request === pod.request && each.displayName === pod.displayName,
    );
    expect(both).toHaveLength(2);
    for (const each of both) {
      expect(each.startedAtMs).toBe(pod.startedAtMs);
      expect(each.finishedAtMs).toBe(pod.finishedAtMs);
    }
  }
}

it("keeps every rule of nodes, pods and quotas on random clusters, and repeats to the bit", () => {
  let evicted = 0;
  fc.assert(
    fc.property(clusterWorlds, (world) => {
      const { timeline, log } = run(world);
      checkNodes(world, timeline);
      checkPods(world, timeline);
      evicted += timeline.pods.filter((pod) => pod.evicted).length;
      // A quota may leave no room for a node that a step needs; evictions may use up all attempts.
      const lossless = timeline.pods.every((pod) => !pod.evicted);
      for (const request of timeline.requests) {
        if (lossless && world.quotas?.vcpu === undefined) expect(request.outcome).toBe("succeeded");
      }
      expect(run(world).log).toBe(log);
    }),
    { numRuns: 400 },
  );
  expect(evicted).toBeGreaterThan(0);
});

/** One step on pools of four CPUs; the autoscaler is that of AKS. */
function aks(changes: Partial<World> = {}): World {
  return worldOf({
    autoscaler: AKS_AUTOSCALER,
    pool: poolOf({ minNodes: 0, maxNodes: 20, vcpu: 4, provisionMs: 3 * MINUTE_MS }),
    policies: [NOW],
    ...changes,
  });
}

const seconds = (atMs: number) => (atMs - FROM_MS) / 1_000;

describe("the autoscaler", () => {
  const asked = (world: World, ...offsetsMs: number[]) => ({
    ...world,
    workload: { ...world.workload, requestedAtMs: offsetsMs.map((each) => FROM_MS + each) },
  });

  it("asks at its next scan, and removes at the first scan after 10 minutes without need", () => {
    const { timeline } = run(asked(aks(), 4_000));
    const [node] = timeline.nodes;
    expect(seconds(node?.fromMs as number)).toBe(10);
    expect(seconds(timeline.pods[0]?.startedAtMs as number)).toBe(190);
    const idleS = 190 + (4 * HOUR_MS) / 1_000;
    expect(seconds(node?.toMs as number)).toBe(idleS + 600);
  });

  it("removes nothing within 10 minutes after it added a node", () => {
    const last = 4 * HOUR_MS + 190_000 + 9 * MINUTE_MS;
    const busy = (count: number) => asked(aks(), ...Array(count).fill(0), ...Array(9).fill(last));
    const { timeline } = run({ ...busy(4), quotas: { vcpu: 8 } });
    const ends = timeline.nodes.map(({ toMs }) => toMs);
    const added = Math.max(...timeline.nodes.map(({ fromMs }) => fromMs));
    for (const toMs of ends) expect(toMs).toBeGreaterThanOrEqual(added + 10 * MINUTE_MS);
  });

  it("removes at most ten empty nodes a scan", () => {
    const world = aks({
      pool: poolOf({ minNodes: 0, maxNodes: 25, vcpu: 1, provisionMs: MINUTE_MS }),
    });
    const { timeline } = run(asked(world, ...Array(25).fill(0)));
    const ends = Object.groupBy(timeline.nodes, ({ toMs }) => String(toMs));
    expect(Object.values(ends).map((each) => each?.length)).toEqual([10, 10, 5]);
  });

  it("lets the expander choose among pools that admit the pod", () => {
    const large = poolOf({ name: "large", minNodes: 0, vcpu: 16, memoryGib: 16, priority: 1 });
    const poolFor = (expander: "priority" | "least-waste" | "most-pods", pods: number) => {
      const world = aks({ autoscaler: { ...AKS_AUTOSCALER, expander }, morePools: [large] });
      return run(asked(world, ...Array(pods).fill(0))).timeline.nodes[0]?.pool ?? 0;
    };
    expect(poolFor("priority", 1)).toBe(1);
    expect(poolFor("least-waste", 1)).toBe(0);
    expect(poolFor("least-waste", 16)).toBe(1);
    expect(poolFor("most-pods", 16)).toBe(1);
  });

  it("moves pods that say so off a node that is little used", () => {
    const safe = 'annotations: { cluster-autoscaler.kubernetes.io/safe-to-evict: "true" }';
    const pod = (name: string, cpu: number) =>
      podOf(name, cpu, 1).replace(
        "- {",
        `- { metadata: { ${safe} }, retryStrategy: { retryPolicy: Always, limit: 3 },`,
      );
    const tasks = ["big", "long", "rest"].map((name) => `{ name: ${name}, template: ${name} }`);
    const main = `- { name: main, dag: { tasks: [${tasks.join(", ")}] } }`;
    const workflow = workflowOf(
      "wf",
      "main",
      [main, pod("big", 3), pod("long", 2), pod("rest", 1)].join("\n"),
    );
    const lasting = (hours: number): Profile => {
      const duration = { kind: "constant", durationMs: hours * HOUR_MS } as const;
      return train({ work: { kind: "modelled", duration, utilisation: 1 } });
    };
    const world = asked(aks(), 0);
    const profiles = { big: lasting(1), long: lasting(6), rest: lasting(5) };
    const { timeline } = run({ ...world, workload: { ...world.workload, workflow }, profiles });
    // After an hour one node holds a CPU of four, and the other has room for it.
    const moved = timeline.pods.filter(({ evicted }) => evicted);
    expect(moved.map(({ templateName }) => templateName)).toEqual(["rest"]);
    expect(timeline.pods.filter((each) => each.templateName === "rest")).toHaveLength(2);
    expect(timeline.requests[0]?.outcome).toBe("succeeded");
  });
});

describe("a spot node", () => {
  const spot = poolOf({ minNodes: 0, vcpu: 4, spot: { evictionsPerHour: 0.5 } });
  const tolerant = (retry: string) =>
    workflowOf(
      "wf",
      "train",
      podOf("train", 1, 1).replace(
        "- {",
        `- { ${retry} tolerations: [{ key: kubernetes.azure.com/scalesetpriority, operator: Exists }],`,
      ),
    );
  const asked = (retry: string, seed: number) => {
    const world = aks({ pool: spot, seed });
    return { ...world, workload: { ...world.workload, workflow: tolerant(retry) } };
  };
  const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

  it("fails a run that does not retry, and delays one that does", () => {
    const lost = SEEDS.filter((seed) => {
      return run(asked("", seed)).timeline.requests[0]?.outcome === "failed";
    });
    // Four hours at one eviction in two: e^-2 survive.
    expect(lost.length).toBeGreaterThan(20);
    expect(lost.length).toBeLessThan(30);
    for (const seed of lost.slice(0, 8)) {
      const { timeline } = run(asked("retryStrategy: { retryPolicy: Always, limit: 100 },", seed));
      const attempts = timeline.pods;
      expect(attempts.length).toBeGreaterThan(1);
      expect(attempts.slice(0, -1).every(({ evicted }) => evicted)).toBe(true);
      expect(timeline.nodes.filter(({ evicted }) => evicted).length).toBeGreaterThanOrEqual(1);
    }
  });

  it("is not for pods that do not tolerate its taint", () => {
    const world = aks({ pool: poolOf({ name: "on-demand" }), morePools: [spot] });
    const { timeline } = run(world);
    expect(timeline.pods.map(({ pool }) => pool)).toEqual([undefined]);
  });
});

it("gives room to pods of a higher priority first", () => {
  const main =
    "- { name: main, dag: { tasks: [{ name: low, template: low }, { name: high, template: high }] } }";
  const high = podOf("high", 1, 1).replace("- {", "- { priorityClassName: urgent,");
  const workflow = workflowOf("wf", "main", [main, podOf("low", 1, 1), high].join("\n"));
  const world = aks({ quotas: { jobs: 1 }, priorityClasses: { urgent: 10 } });
  const profiles = { low: train({}), high: train({}) };
  const requestedAtMs = [at(0), at(1)];
  const { timeline } = run({
    ...world,
    profiles,
    workload: { ...world.workload, workflow, requestedAtMs },
  });
  const order = timeline.pods
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs)
    .map(({ templateName }) => templateName);
  // Both steps of the first run wait for the scan that brings a node; then one runs at a time.
  expect(order).toEqual(["high", "high", "low", "low"]);
});

it("bounds the runs of random clusters from below", () => {
  fc.assert(
    fc.property(clusterWorlds, (world) => {
      const prepared = prepareWorld(world);
      const timeline = replay({ ...prepared, spec: NOW });
      const { asReplayedG, carbonG, boundG, claim } = scenarioOptimum(prepared, timeline);
      expect(boundG).toBeLessThanOrEqual(carbonG * (1 + 1e-9));
      expect(boundG).toBeLessThanOrEqual(asReplayedG * (1 + 1e-9));
      if (timeline.requests.length > 1) expect(claim).toBe("lower bound");
    }),
    { numRuns: 60 },
  );
});
