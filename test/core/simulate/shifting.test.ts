/** What holds in every world for policies that suspend runs and steps, scale them, or hold them back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import { HISTORY_MODELS } from "../../../engine/core/carbon/forecast/spec.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import type { PodRecord, Timeline } from "../../../engine/core/timeline/timeline.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { specsOf } from "../carbon/forecast-specs.ts";
import { edges, podsOf } from "./edges.ts";
import { AFTER, FROM_MS, suspendingWorlds, TO_MS } from "./random-world.ts";

function everywhere(check: (timeline: Timeline, world: World) => void, numRuns = 80): void {
  fc.assert(
    fc.property(suspendingWorlds, (world) => {
      const prepared = prepareWorld(world);
      for (const spec of world.policies) check(replay({ ...prepared, spec }), world);
    }),
    { numRuns },
  );
}

interface Segment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly replicas: number;
}

/** The parts of each step, by request and step; replicas run from the same instant to the same instant. */
function segmentsOf({ pods }: Timeline): Map<string, Segment[]> {
  const byStep = new Map<string, Segment[]>();
  const inOrder = pods.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  for (const pod of inOrder) {
    const key = `${pod.request}/${pod.displayName}`;
    const segments = byStep.get(key) ?? [];
    byStep.set(key, segments);
    const last = segments.at(-1);
    if (last?.fromMs === pod.startedAtMs && last.toMs === pod.finishedAtMs) {
      segments[segments.length - 1] = { ...last, replicas: last.replicas + 1 };
    } else segments.push({ fromMs: pod.startedAtMs, toMs: pod.finishedAtMs, replicas: 1 });
  }
  return byStep;
}

/** Work done in all segments of a step, as time on one replica. */
function workOf(segments: readonly Segment[], profile: Profile | undefined): number {
  const { saveMs, restoreMs } = profile?.checkpoint ?? { saveMs: 0, restoreMs: 0 };
  return segments.reduce((sum, { fromMs, toMs, replicas }, index) => {
    const saves = index < segments.length - 1 ? saveMs : 0;
    const restores = index > 0 ? restoreMs : 0;
    const rate = profile?.throughput?.[replicas - 1] ?? 1;
    return sum + Math.max(0, toMs - fromMs - saves - restores) * rate;
  }, 0);
}

const ended = (pods: readonly PodRecord[]) => pods.every((pod) => pod.finishedAtMs < TO_MS);

describe("a replay that suspends", () => {
  it("conserves energy, carbon and cost, and gives every request one outcome", () => {
    everywhere((timeline, world) => {
      const totals = account(timeline, world, prepareWorld(world).sites);
      expect(totals.carbonG).toBeGreaterThanOrEqual(0);
      const { succeeded, failed, skipped, unfinished } = count(timeline);
      expect(succeeded + failed + skipped + unfinished).toBe(timeline.requests.length);
      expect(skipped).toBe(0);
    });
  });

  it("does the work that was asked for, however it is cut and scaled", () => {
    fc.assert(
      fc.property(suspendingWorlds, (world) => {
        const prepared = prepareWorld(world);
        const plainly = { type: "immediate", name: "immediate", title: "i" } as const;
        const plain = segmentsOf(replay({ ...prepared, spec: plainly }));
        for (const spec of world.policies) {
          const timeline = replay({ ...prepared, spec });
          if (!ended(timeline.pods)) continue;
          for (const [key, segments] of segmentsOf(timeline)) {
            const [whole] = plain.get(key) ?? [];
            const step = key.split("/")[1] as string;
            if (whole === undefined || whole.toMs === TO_MS) continue;
            if (!finished(timeline, key)) continue;
            const asked = whole.toMs - whole.fromMs;
            const done = workOf(segments, world.profiles[step]);
            // Each segment is rounded to milliseconds, at the rate of its replicas.
            expect(Math.abs(done - asked)).toBeLessThanOrEqual(4 * segments.length);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it("runs pods only while their node lives, never more than it holds, and gives room back", () => {
    everywhere((timeline, world) => {
      for (const node of timeline.nodes) {
        const pods = podsOf(timeline, node.node);
        for (const pod of pods) {
          expect(pod.startedAtMs).toBeGreaterThanOrEqual(node.fromMs);
          expect(pod.finishedAtMs).toBeLessThanOrEqual(node.toMs);
        }
        for (const at of edges(pods, node.fromMs, node.toMs)) {
          const running = pods.filter((pod) => pod.startedAtMs <= at && at < pod.finishedAtMs);
          const cpu = running.reduce((sum, pod) => sum + pod.cpu, 0);
          expect(cpu).toBeLessThanOrEqual(world.pool.vcpu + 1e-9);
        }
        // Nothing holds a node that may go: it leaves when it has been idle for long enough.
        const kept = node.node < world.pool.minNodes || node.toMs === TO_MS;
        const lastMs = Math.max(node.fromMs, ...pods.map((pod) => pod.finishedAtMs));
        const idleMs = world.pool.provisionMs + world.pool.scaleDownMs;
        if (!kept && pods.length > 0) expect(node.toMs - lastMs).toBeLessThanOrEqual(idleMs);
        const forgotten = world.pool.minNodes === 0 && node.toMs === TO_MS;
        if (forgotten && idle(timeline)) expect(TO_MS - lastMs).toBeLessThanOrEqual(idleMs);
      }
    });
  });

  it("keeps the order of the graph, and a step is never at two places at once", () => {
    everywhere((timeline) => {
      const segments = segmentsOf(timeline);
      for (const [key, parts] of segments) {
        const [request, step] = key.split("/") as [string, string];
        parts.forEach((part, index) => {
          const before = parts[index - 1];
          if (before !== undefined) expect(part.fromMs).toBeGreaterThanOrEqual(before.toMs);
        });
        for (const name of AFTER[step] ?? []) {
          const before = segments.get(`${request}/${name}`)?.at(-1);
          expect(before?.toMs).toBeLessThanOrEqual(parts[0]?.fromMs as number);
        }
      }
    });
  });

  it("decides nothing about a run that has ended, and nothing outside the period", () => {
    everywhere((timeline) => {
      const times = timeline.decisions.map((each) => each.atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const { request, atMs, action, untilMs } of timeline.decisions) {
        const { finishedAtMs = TO_MS, askedAtMs } = timeline.requests[request] as never;
        expect(atMs).toBeLessThanOrEqual(finishedAtMs);
        expect(atMs).toBeLessThan(TO_MS);
        expect(atMs).toBeGreaterThanOrEqual(askedAtMs);
        if (action === "wait" || action === "suspend") expect(untilMs).toBeGreaterThan(atMs);
      }
    });
  });

  it("is the same twice, in another copy of the world", () => {
    fc.assert(
      fc.property(suspendingWorlds, (world) => {
        const copy = structuredClone(world);
        for (const spec of world.policies) {
          const [first, second] = [world, copy].map((each) =>
            replay({ ...prepareWorld(each), spec }),
          );
          expect(second).toEqual(first);
        }
      }),
      { numRuns: 30 },
    );
  });
});

function count({ requests }: Timeline) {
  const tally = { succeeded: 0, failed: 0, skipped: 0, unfinished: 0 };
  for (const { outcome } of requests) tally[outcome as keyof typeof tally] += 1;
  return tally;
}

/** True when nothing was still to be done at the end. */
function idle(timeline: Timeline): boolean {
  return timeline.requests.every((each) => each.finishedAtMs !== undefined) && ended(timeline.pods);
}

/** True when the step's run succeeded, so that none of its steps was stopped on the way. */
function finished({ requests }: Timeline, key: string): boolean {
  return requests[Number(key.split("/")[0])]?.outcome === "succeeded";
}

describe("a policy that shifts work", () => {
  it("keeps every deadline that can be expected to hold", () => {
    fc.assert(
      fc.property(suspendingWorlds, (random) => {
        const world = certain(random);
        const prepared = prepareWorld(world);
        for (const spec of world.policies) {
          const { requests } = replay({ ...prepared, spec });
          for (const { index, askedAtMs, deadlineMs, finishedAtMs = TO_MS } of requests) {
            const expectedMs = prepared.expected[index]?.run.durationMs ?? 0;
            const soonest = askedAtMs + expectedMs + world.workload.marginMs;
            if (soonest > deadlineMs || deadlineMs >= TO_MS) continue;
            expect(finishedAtMs).toBeLessThanOrEqual(deadlineMs);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it("never knows what comes: a changed future changes no decision made before it", () => {
    const instant = fc.integer({ min: FROM_MS, max: TO_MS - 1 });
    const poison = fc.array(fc.double({ min: 0, max: 800, noNaN: true }), {
      minLength: 96,
      maxLength: 96,
    });
    const honest = specsOf(HISTORY_MODELS);
    fc.assert(
      fc.property(suspendingWorlds, honest, instant, poison, (world, forecast, untilMs, values) => {
        const { trace } = world.grid;
        const gPerKwh = trace.gPerKwh.map((value, i) =>
          FROM_MS + i * HOUR_MS > untilMs ? (values[i] as number) : value,
        );
        const [before, after] = [trace, { ...trace, gPerKwh }].map((each) =>
          prepareWorld({ ...world, grid: { trace: each, forecast } }),
        );
        for (const spec of world.policies) {
          const [first, second] = [before, after].map((prepared) => {
            const { decisions } = replay({ ...(prepared as NonNullable<typeof before>), spec });
            return decisions.filter(({ atMs }) => atMs <= untilMs);
          });
          expect(second).toEqual(first);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The same world with room for all, nodes that are ready at once, and durations as expected. */
function certain(world: World): World {
  const constant = (profile: Profile): Profile => {
    const { work } = profile;
    if (work.kind !== "modelled" || work.duration.kind !== "lognormal") return profile;
    const duration = { kind: "constant", durationMs: work.duration.meanMs } as const;
    return { ...profile, work: { ...work, duration } };
  };
  const profiles = Object.entries(world.profiles).map(([name, each]) => [name, constant(each)]);
  return {
    ...world,
    pool: { ...world.pool, provisionMs: 0, maxNodes: 400 },
    profiles: Object.fromEntries(profiles),
  };
}
