import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HISTORY_MODELS } from "../../../engine/core/carbon/forecast/spec.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { compare } from "../../../engine/core/compare/compare.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { logOf } from "../../helpers/golden-log.ts";
import { specsOf } from "../carbon/forecast-specs.ts";
import { edges, podsOf } from "./edges.ts";
import { AFTER, FROM_MS, TO_MS, worlds } from "./random-world.ts";

/** Checks a property of every policy's timeline in many worlds. */
function everywhere(check: (timeline: Timeline, world: World) => void, numRuns = 120): void {
  fc.assert(
    fc.property(worlds, (world) => {
      const prepared = prepareWorld(world);
      for (const spec of world.policies) check(replay({ ...prepared, spec }), world);
    }),
    { numRuns },
  );
}

describe("a replay", () => {
  it("gives every request one outcome, and no run before it was asked for", () => {
    everywhere((timeline, world) => {
      expect(timeline.requests.map((each) => each.askedAtMs)).toEqual(world.workload.requestedAtMs);
      for (const request of timeline.requests) {
        const decisions = timeline.decisions.filter((each) => each.request === request.index);
        const last = decisions.at(-1);
        const starts = decisions.filter((each) => each.action !== "wait");
        expect(starts.length).toBeLessThanOrEqual(1);
        expect(starts[0] ?? last).toBe(last);
        if (request.outcome === "skipped") expect(last?.action).toBe("skip");
        if (request.startedAtMs === undefined) {
          expect(["skipped", "unfinished"]).toContain(request.outcome);
          continue;
        }
        expect(request.startedAtMs).toBeGreaterThanOrEqual(request.askedAtMs);
        expect(last).toMatchObject({ action: "start", atMs: request.startedAtMs });
        const ended = request.outcome === "succeeded" || request.outcome === "failed";
        expect(request.finishedAtMs !== undefined).toBe(ended);
      }
    });
  });

  it("runs pods only while their node lives, never more than it holds", () => {
    everywhere((timeline, world) => {
      for (const node of timeline.nodes) {
        const pods = podsOf(timeline, node.node);
        for (const pod of pods) {
          expect(pod.startedAtMs).toBeGreaterThanOrEqual(node.fromMs);
          expect(pod.finishedAtMs).toBeLessThanOrEqual(node.toMs);
          expect(pod.finishedAtMs).toBeGreaterThanOrEqual(pod.startedAtMs);
        }
        for (const at of edges(pods, node.fromMs, node.toMs)) {
          const running = pods.filter((pod) => pod.startedAtMs <= at && at < pod.finishedAtMs);
          const cpu = running.reduce((sum, pod) => sum + pod.cpu, 0);
          expect(cpu).toBeLessThanOrEqual(world.pool.vcpu + 1e-9);
        }
      }
      const instants = edges(timeline.pods, FROM_MS, TO_MS).filter((at) => at < TO_MS);
      for (const at of instants) {
        const alive = timeline.nodes.filter((node) => node.fromMs <= at && at < node.toMs).length;
        expect(alive).toBeGreaterThanOrEqual(world.pool.minNodes);
        expect(alive).toBeLessThanOrEqual(world.pool.maxNodes);
      }
    });
  });

  it("starts a task when those it waits for have finished", () => {
    everywhere((timeline) => {
      for (const pod of timeline.pods) {
        for (const name of AFTER[pod.displayName] ?? []) {
          const before = timeline.pods.find(
            (each) => each.request === pod.request && each.displayName === name,
          );
          expect(before?.finishedAtMs).toBeLessThanOrEqual(pod.startedAtMs);
        }
      }
    });
  });

  it("ends a run with its last pod, and lets no request starve before the period ends", () => {
    everywhere((timeline) => {
      for (const request of timeline.requests) {
        if (request.finishedAtMs === undefined) continue;
        const pods = timeline.pods.filter((pod) => pod.request === request.index);
        expect(request.finishedAtMs).toBe(Math.max(...pods.map((pod) => pod.finishedAtMs)));
        if (request.outcome === "succeeded") expect(pods).toHaveLength(4);
      }
      const stuck = timeline.requests.filter(
        (each) => each.outcome === "unfinished" && each.startedAtMs !== undefined,
      );
      const busyAtEnd = timeline.pods.some((pod) => pod.finishedAtMs === TO_MS);
      const comingAtEnd = timeline.nodes.some((node) => podsOf(timeline, node.node).length === 0);
      if (stuck.length > 0) expect(busyAtEnd || comingAtEnd).toBe(true);
    });
  });

  it("decides in the order of time, inside the period", () => {
    everywhere((timeline) => {
      const times = timeline.decisions.map((each) => each.atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const each of timeline.decisions) {
        expect(each.atMs).toBeGreaterThanOrEqual(FROM_MS);
        expect(each.atMs).toBeLessThan(TO_MS);
        if (each.action === "wait") expect(each.untilMs).toBeGreaterThan(each.atMs);
      }
    });
  });

  it("gives the same request the same durations under every policy", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const prepared = prepareWorld(world);
        const durations = new Map<string, number>();
        for (const spec of world.policies) {
          for (const pod of replay({ ...prepared, spec }).pods) {
            if (pod.finishedAtMs === TO_MS) continue;
            const key = `${pod.request}/${pod.displayName}`;
            const duration = pod.finishedAtMs - pod.startedAtMs;
            expect(durations.get(key) ?? duration).toBe(duration);
            durations.set(key, duration);
          }
        }
      }),
    );
  });

  it("writes the same log twice, one JSON object a line", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const logs = [world, structuredClone(world)].map(logOf);
        expect(logs[0]).toBe(logs[1]);
        const [head, ...lines] = (logs[0] as string)
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line));
        expect(head).toMatchObject({ log: "lowtide/v1", seed: world.seed });
        expect(lines.every((line) => Object.keys(line).length > 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe("a policy", () => {
  it("never knows what comes: a changed future changes no decision made before it", () => {
    const instant = fc.integer({ min: FROM_MS, max: TO_MS - 1 });
    const honest = specsOf(HISTORY_MODELS);
    const poison = fc.array(fc.double({ min: 0, max: 800, noNaN: true }), {
      minLength: 96,
      maxLength: 96,
    });
    fc.assert(
      fc.property(worlds, honest, instant, poison, (world, forecast, untilMs, values) => {
        const { trace } = world.grid;
        const gPerKwh = trace.gPerKwh.map((value, i) =>
          FROM_MS + i * HOUR_MS > untilMs ? (values[i] as number) : value,
        );
        const known = { ...world.grid, forecast };
        const decide = (each: World, spec: PolicySpec) =>
          replay({ ...prepareWorld(each), spec }).decisions.filter(({ atMs }) => atMs <= untilMs);
        for (const spec of world.policies) {
          const before = decide({ ...world, grid: known }, spec);
          const after = decide(
            { ...world, grid: { ...known, trace: { ...trace, gPerKwh } } },
            spec,
          );
          expect(after).toEqual(before);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("threshold starts above its limit only when the deadline leaves no slack", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const prepared = prepareWorld(world);
        const spec = world.policies.find((each) => each.type === "threshold");
        if (spec?.type !== "threshold") throw new Error("the world has a threshold policy");
        for (const { request, atMs, action, inputs } of replay({ ...prepared, spec }).decisions) {
          const asked = world.workload.requestedAtMs[request] as number;
          const expected = (prepared.expected[request]?.run.durationMs ?? 0) + prepared.startUpMs;
          const { deadlineMs, marginMs } = world.workload;
          const latest = Math.max(asked, asked + deadlineMs - marginMs - expected);
          const over = inputs.intensityGPerKwh >= spec.limitGPerKwh;
          expect(action).toBe(over && atMs < latest ? "wait" : "start");
          expect(atMs).toBeLessThanOrEqual(latest);
        }
      }),
    );
  });

  it("lowest-window with perfect knowledge never runs in a dirtier window than immediate", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 600 }), (world, durationMin) => {
        const day = [0, 1, 2].map((index) => FROM_MS + index * 24 * HOUR_MS + 7_000_000);
        const steady: World = {
          ...world,
          grid: { ...world.grid, forecast: "oracle" },
          pool: { ...world.pool, minNodes: 1, maxNodes: 1 },
          workload: {
            ...world.workload,
            workflow: { ...world.workload.workflow, entrypoint: "fetch" },
            requestedAtMs: day,
            deadlineMs: 20 * HOUR_MS,
            marginMs: 0,
          },
          profiles: {
            fetch: {
              work: {
                kind: "modelled",
                duration: { kind: "constant", durationMs: durationMin * 60_000 },
                utilisation: 1,
              },
              exitCode: 0,
              parameters: {},
            },
          },
        };
        const trace = new CarbonTrace(steady.grid.trace);
        const { timelines } = compare(steady);
        const means = (policy: string) =>
          timelines
            .find((each) => each.policy === policy)
            ?.requests.map((each) =>
              trace.mean(each.startedAtMs as number, each.finishedAtMs as number),
            );
        const immediate = means("immediate") as number[];
        means("window")?.forEach((mean, index) => {
          expect(mean).toBeLessThanOrEqual((immediate[index] as number) * (1 + 1e-9) + 1e-9);
        });
      }),
    );
  });
});
