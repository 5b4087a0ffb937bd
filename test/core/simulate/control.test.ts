/** What the engine makes of a policy's answers about running work: suspended, resumed, scaled. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import type { PolicyAnswer, PolicyInput } from "../../../engine/core/policy/contract.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { diamond, FROM_MS, poolOf } from "./random-world.ts";
import { at, SPEC, start, train, wait, worldOf } from "./scripted-world.ts";

type Script = (input: PolicyInput) => PolicyAnswer;
let script: Script;

vi.mock(import("../../../engine/core/policy/decide.ts"), async (original) => ({
  ...(await original()),
  decide: (_spec: PolicySpec, input: PolicyInput) => script(input),
}));

function run(world: World, spec: PolicySpec = SPEC) {
  const prepared = prepareWorld(world);
  const timeline = replay({ ...prepared, spec });
  account(timeline, world, prepared.sites);
  return timeline;
}

const spans = (world: World, spec?: PolicySpec) =>
  run(world, spec).pods.map(({ startedAtMs, finishedAtMs, node }) => [
    (startedAtMs - FROM_MS) / MINUTE_MS,
    (finishedAtMs - FROM_MS) / MINUTE_MS,
    node,
  ]);

beforeEach(() => {
  script = () => start();
});

describe("a run that is suspended", () => {
  /** Starts at once, is suspended after an hour, and goes on at six. */
  const once: Script = ({ nowMs, ranMs }) => {
    if (nowMs < at(1)) return start({ untilMs: at(1) });
    return nowMs < at(6) && ranMs > 0 ? wait(at(6)) : start();
  };

  it("has as many stays on nodes as parts, and does all of its work", () => {
    script = once;
    const profiles = { train: train({ checkpoint: { saveMs: 0, restoreMs: 0 } }) };
    expect(spans(worldOf({ profiles }))).toEqual([
      [0, 60, 0],
      [360, 540, 1],
    ]);
  });

  it("pays for saving and restoring, in which no work is done", () => {
    script = once;
    const checkpoint = { saveMs: 10 * MINUTE_MS, restoreMs: 20 * MINUTE_MS };
    expect(spans(worldOf({ profiles: { train: train({ checkpoint }) } }))).toEqual([
      [0, 70, 0],
      [360, 560, 1],
    ]);
  });

  it("frees its node meanwhile: another request runs there", () => {
    script = (input) => (input.askedAtMs === FROM_MS ? once(input) : start());
    const pool = poolOf({
      minNodes: 0,
      maxNodes: 1,
      vcpu: 1,
      provisionMs: 0,
      scaleDownMs: HOUR_MS,
    });
    const profiles = { train: train({ checkpoint: { saveMs: 0, restoreMs: 0 } }) };
    expect(spans(worldOf({ profiles, pool, requests: [0, 0.5] }))).toEqual([
      [0, 60, 0],
      [60, 300, 0],
      [360, 540, 0],
    ]);
  });

  it("is asked nothing while it runs when no step of it has a checkpoint", () => {
    script = once;
    const { decisions, pods } = run(worldOf());
    expect(decisions).toHaveLength(1);
    expect(pods).toHaveLength(1);
  });

  it("ends by itself when that is sooner than its state is saved", () => {
    script = ({ nowMs }) => (nowMs < at(3.9) ? start({ untilMs: at(3.9) }) : wait(at(6)));
    const checkpoint = { saveMs: 10 * MINUTE_MS, restoreMs: 0 };
    expect(spans(worldOf({ profiles: { train: train({ checkpoint }) } }))).toEqual([[0, 240, 0]]);
  });

  it("goes on at once when it is told so while its state is saved", () => {
    script = ({ nowMs, running }) => {
      if (nowMs < at(1)) return start({ untilMs: at(1) });
      return running ? wait(nowMs + MINUTE_MS) : start();
    };
    const checkpoint = { saveMs: 10 * MINUTE_MS, restoreMs: 5 * MINUTE_MS };
    expect(spans(worldOf({ profiles: { train: train({ checkpoint }) } }))).toEqual([
      [0, 70, 0],
      [70, 255, 0],
    ]);
  });

  it("is cut at the end of the period like any other", () => {
    script = ({ nowMs }) => (nowMs < at(46) ? wait(at(46)) : start({ untilMs: at(47.9) }));
    const checkpoint = { saveMs: 30 * MINUTE_MS, restoreMs: 0 };
    const world = worldOf({ profiles: { train: train({ checkpoint }) } });
    const answered = script;
    script = (input) => (input.running ? wait(at(60)) : answered(input));
    const timeline = run(world);
    expect(timeline.requests[0]?.outcome).toBe("unfinished");
    expect(timeline.pods.map((each) => each.finishedAtMs)).toEqual([at(48)]);
  });

  it("tells the policy what it has done, and what is left", () => {
    const seen: [number, number, boolean][] = [];
    script = (input) => {
      const { ranMs, expectedDurationMs, running } = input;
      seen.push([ranMs / MINUTE_MS, expectedDurationMs / MINUTE_MS, running]);
      return once(input);
    };
    const checkpoint = { saveMs: 0, restoreMs: 20 * MINUTE_MS };
    run(worldOf({ profiles: { train: train({ checkpoint }) } }));
    expect(seen).toEqual([
      [0, 240, false],
      [60, 180, true],
      [60, 200, false],
    ]);
  });
});

describe("a step with replicas", () => {
  const spec: PolicySpec = { ...SPEC, steps: ["train"] };
  const profiles = { train: train({ throughput: [1, 2, 3, 3.2] }) };

  it("has one stay on a node for each, and is done sooner", () => {
    script = () => start({ replicas: 2 });
    expect(spans(worldOf({ profiles }), spec)).toEqual([
      [0, 120, 0],
      [0, 120, 0],
    ]);
  });

  it("is scaled while it runs, from the work it has done", () => {
    script = ({ nowMs }) => (nowMs < at(1) ? start({ untilMs: at(1) }) : start({ replicas: 3 }));
    expect(spans(worldOf({ profiles }), spec)).toEqual([
      [0, 60, 0],
      ...Array(3).fill([60, 120, 0]),
    ]);
  });

  it("starts when all of its nodes are ready, and not before there is room for all", () => {
    script = ({ askedAtMs }) => start({ replicas: askedAtMs === FROM_MS ? 1 : 3 });
    const pool = poolOf({
      minNodes: 0,
      maxNodes: 3,
      vcpu: 1,
      provisionMs: 6 * MINUTE_MS,
      scaleDownMs: 0,
    });
    expect(spans(worldOf({ profiles, pool, requests: [0, 1] }), spec)).toEqual([
      [6, 246, 0],
      // An hour in, there is room for two: all three begin when the first is free and the others are ready.
      [252, 332, 0],
      [252, 332, 1],
      [252, 332, 2],
    ]);
  });

  it("is never given more than the pool can hold", () => {
    const curves: number[] = [];
    script = ({ throughput }) => {
      curves.push(throughput.length);
      return start({ replicas: 99 });
    };
    const pool = poolOf({ minNodes: 0, maxNodes: 1, vcpu: 2, provisionMs: 0, scaleDownMs: 0 });
    expect(spans(worldOf({ profiles, pool }), spec)).toHaveLength(2);
    expect(curves).toEqual([2]);
  });
});

describe("a step that waits", () => {
  const spec: PolicySpec = { ...SPEC, steps: ["left"] };
  const minutes = (count: number): Profile => {
    const duration = { kind: "constant", durationMs: count * MINUTE_MS } as const;
    return { work: { kind: "modelled", duration, utilisation: 1 }, exitCode: 0, parameters: {} };
  };
  const world = worldOf({
    workload: { ...worldOf().workload, workflow: diamond(1) },
    profiles: { fetch: minutes(10), left: minutes(60), right: minutes(30), join: minutes(20) },
  });

  it("holds back those behind it and nothing else", () => {
    script = ({ nowMs }) => (nowMs < at(5) ? wait(at(5)) : start());
    const { pods } = run(world, spec);
    expect(pods.map((pod) => [pod.templateName, (pod.startedAtMs - FROM_MS) / MINUTE_MS])).toEqual([
      ["fetch", 0],
      ["right", 10],
      ["left", 300],
      ["join", 360],
    ]);
  });

  it("is described by its place in the run", () => {
    const seen: unknown[] = [];
    script = ({ subject, askedAtMs, expectedDurationMs, followingMs }) => {
      seen.push(subject, askedAtMs - FROM_MS, expectedDurationMs, followingMs);
      return start();
    };
    run(world, spec);
    const importance = 80 / 90;
    expect(seen).toEqual([
      { kind: "step", template: "left", importance },
      10 * MINUTE_MS,
      60 * MINUTE_MS,
      20 * MINUTE_MS,
    ]);
  });
});

it("a wait for reserved room ends when there is some, once", () => {
  script = ({ askedAtMs, room, nowMs }) => {
    if (askedAtMs === FROM_MS) return start();
    return room().freeReservedCpu >= 1 || nowMs >= at(20)
      ? start()
      : wait(at(20), { orFreeReservedCpu: 1 });
  };
  const pool = poolOf({ minNodes: 1, maxNodes: 2, vcpu: 1, provisionMs: 0, scaleDownMs: 0 });
  const { decisions, pods } = run(worldOf({ pool, requests: [0, 1] }));
  expect(pods.map((each) => (each.startedAtMs - FROM_MS) / HOUR_MS)).toEqual([0, 4]);
  expect(decisions.map((each) => each.action)).toEqual(["start", "wait", "start"]);
});
