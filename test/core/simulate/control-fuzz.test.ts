/** Whatever a policy answers, the engine keeps its books. */
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import type { PolicyAnswer, PolicyInput } from "../../../engine/core/policy/contract.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { ReplayLog } from "../../../engine/core/simulate/log.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import type { ReplayState } from "../../../engine/core/simulate/state.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { diamond, poolOf } from "./random-world.ts";
import { at, SPEC, start, train, wait, worldOf } from "./scripted-world.ts";

type Script = (input: PolicyInput) => PolicyAnswer;
let script: Script;

vi.mock(import("../../../engine/core/policy/decide.ts"), async (original) => ({
  ...(await original()),
  decide: (_spec: PolicySpec, input: PolicyInput) => script(input),
}));

/** An answer that depends on nothing but the question: any policy that keeps to the contract. */
function whim(seed: number): Script {
  return (input) => {
    const { nowMs, askedAtMs, ranMs, throughput, checkpoint } = input;
    const mixed = (nowMs / MINUTE_MS + askedAtMs / 7e5 + ranMs / 3e5 + seed * 31) % 11;
    const laterMs = nowMs + Math.ceil(mixed * 13 + 1) * MINUTE_MS;
    const late = nowMs > askedAtMs + 6 * HOUR_MS;
    const replicas = 1 + (Math.floor(mixed) % throughput.length);
    if (late) return start({ replicas });
    if (mixed < 4) return wait(laterMs);
    return start(checkpoint === undefined ? { replicas } : { replicas, untilMs: laterMs });
  };
}

function checkRoom(state: ReplayState, world: World): void {
  for (const node of state.pool.nodes) {
    expect(node.freeCpu).toBeGreaterThanOrEqual(-1e-9);
    expect(node.freeCpu).toBeLessThanOrEqual(world.pool.vcpu + 1e-9);
    if (node.pods === 0) expect(node.freeCpu).toBeCloseTo(world.pool.vcpu, 9);
  }
}

/** Each part but the first restores the state; one suspended while it does so begins that again. */
function checkWork({ requests, pods }: Timeline, saveMs: number, restoreMs: number): void {
  for (const { outcome, index } of requests) {
    if (outcome === "unfinished") continue;
    expect(outcome).toBe("succeeded");
    const parts = pods.filter((pod) => pod.request === index && pod.templateName === "left");
    const activeMs = parts.reduce((sum, pod) => sum + pod.finishedAtMs - pod.startedAtMs, 0);
    const saved = 4 * HOUR_MS + (parts.length - 1) * saveMs;
    expect(activeMs).toBeGreaterThanOrEqual(saved);
    expect(activeMs).toBeLessThanOrEqual(saved + (parts.length - 1) * restoreMs);
  }
}

it("whatever a policy answers, work done is work asked, nodes are never overbooked, logs repeat", () => {
  const inputs = fc.record({
    seed: fc.nat(1_000),
    steps: fc.constantFrom(undefined, ["left"], ["left", "right", "join"]),
    saveMs: fc.integer({ min: 0, max: 30 }).map((each) => each * MINUTE_MS),
    restoreMs: fc.integer({ min: 0, max: 30 }).map((each) => each * MINUTE_MS),
    requests: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 3 }),
    maxNodes: fc.integer({ min: 1, max: 3 }),
    minNodes: fc.integer({ min: 0, max: 1 }),
  });
  fc.assert(
    fc.property(inputs, ({ seed, steps, saveMs, restoreMs, requests, maxNodes, minNodes }) => {
      script = whim(seed);
      const base = train({ checkpoint: { saveMs, restoreMs } });
      const profiles = {
        fetch: train({}),
        left: base,
        right: { ...base, throughput: [1, 1.5] },
        join: train({}),
      };
      const world = worldOf({
        workload: {
          ...worldOf().workload,
          workflow: diamond(1),
          requestedAtMs: requests.toSorted((a, b) => a - b).map(at),
        },
        profiles,
        pool: poolOf({ minNodes, maxNodes, vcpu: 2, provisionMs: 3 * MINUTE_MS, scaleDownMs: 0 }),
      });
      const spec: PolicySpec = { ...SPEC, steps };
      const prepared = prepareWorld(world);
      const logs = [1, 2].map(() => {
        const log = new ReplayLog(spec, 1);
        const timeline = replay({ ...prepared, spec }, (event, effects, state) => {
          log.observe(event, effects, state);
          checkRoom(state, world);
        });
        account(timeline, world, prepared.sites);
        checkWork(timeline, saveMs, restoreMs);
        return log.text;
      });
      expect(logs[0]).toBe(logs[1]);
    }),
    { numRuns: 150 },
  );
});
