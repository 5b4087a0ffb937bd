/** The preview gives the engine's own answer, with as little work and traffic as it can. */
import { describe, expect, it } from "vitest";
import { compare } from "../../engine/core/compare/compare.ts";
import { type Regret, withRegret } from "../../engine/core/compare/regret.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { HOUR_MS } from "../../engine/core/units/units.ts";
import { Preview } from "../../renderer/preview/answer.ts";
import { applyEdits, type Edits, NO_EDITS } from "../../renderer/preview/edits.ts";
import { createLine, type PreviewState } from "../../renderer/preview/line.ts";
import type { PreviewReply, PreviewRequest } from "../../renderer/preview/protocol.ts";
import type { Regrets } from "../../renderer/preview/regrets.ts";
import { smallWorld } from "./small-world.ts";

const limit = (limitGPerKwh: number): Edits => ({ policies: { threshold: { limitGPerKwh } } });

/** With a policy that reads the forecast. */
function withWindow(world: World): World {
  const window = { name: "window", title: "Lowest window, 8 h", type: "lowest-window" } as const;
  return { ...world, policies: [...world.policies, window] };
}

/** With another region, where the grid is clean at other hours, and a policy that goes there. */
function withRegion(world: World): World {
  const { trace } = world.grid;
  const gPerKwh = trace.gPerKwh.map((value, hour) => (hour % 24 < 2 ? 250 : 450 - value));
  const transfer = { durationMs: 0, energyKwh: 0, cost: 0 };
  const grid = { trace: { ...trace, gPerKwh }, forecast: "oracle" } as const;
  return {
    ...world,
    regions: [{ name: "away", grid, pool: { ...world.pool, region: "away" }, transfer }],
    policies: [
      ...world.policies,
      { name: "elsewhere", title: "Elsewhere", type: "cleanest-region", shift: true },
    ],
  };
}

function regretsOf(preview: Preview): readonly Regret[] {
  for (const steps = preview.regrets(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function answered(reply: PreviewReply) {
  if (reply.kind !== "answer") throw new Error(`${reply.kind} is no answer`);
  return reply;
}

describe("preview", () => {
  it.each([
    ["no edits", NO_EDITS],
    ["a limit", limit(50)],
    ["a deadline", { deadlineMs: 3 * HOUR_MS, policies: {} }],
    ["a forecast", { forecast: { model: "persistence" } as const, policies: {} }],
    ["losses", { policies: { gated: { smallLoss: 0, largeLoss: 0.005 } } }],
  ])("equals the engine with %s", (_, edits) => {
    const world = withWindow(smallWorld());
    const preview = new Preview(world);
    preview.answer(1, limit(350));
    const reply = answered(preview.answer(2, edits));
    expect(reply.results).toEqual(compare(applyEdits(world, edits)).results);
  });

  it("sends the replay of the changed policy only", () => {
    const preview = new Preview(smallWorld());
    const first = answered(preview.answer(1, NO_EDITS));
    expect(first.timelines.every((each) => each !== null)).toBe(true);
    const second = answered(preview.answer(2, limit(50)));
    expect(second.timelines.map((each) => each?.policy)).toEqual([
      undefined,
      "threshold",
      undefined,
    ]);
    const third = answered(preview.answer(3, { ...limit(50), deadlineMs: 4 * HOUR_MS }));
    expect(third.timelines.every((each) => each !== null)).toBe(true);
  });

  it("replays those that look at the forecast when it changes, and no other", () => {
    const preview = new Preview(withWindow(smallWorld()));
    const first = answered(preview.answer(1, NO_EDITS));
    expect(first.forecastReaders).toEqual(["window"]);
    const second = answered(
      preview.answer(2, { forecast: { model: "persistence" }, policies: {} }),
    );
    expect(second.timelines.map((each) => each?.policy)).toEqual([
      undefined,
      undefined,
      undefined,
      "window",
    ]);
    const same = answered(preview.answer(3, { forecast: { model: "persistence" }, policies: {} }));
    expect(same.timelines.every((each) => each === null)).toBe(true);
  });

  it("gives other regions the same forecast, and replays those that look there", () => {
    const world = withRegion(smallWorld());
    const preview = new Preview(world);
    expect(answered(preview.answer(1, NO_EDITS)).forecastReaders).toContain("elsewhere");
    const edits: Edits = { forecast: { model: "persistence" }, policies: {} };
    const reply = answered(preview.answer(2, edits));
    expect(reply.results).toEqual(compare(applyEdits(world, edits)).results);
    expect(reply.timelines.at(-1)).not.toBeNull();
  });

  it("judges by the engine's regret, and judges again only what was replayed", () => {
    const world = smallWorld();
    const preview = new Preview(world);
    preview.answer(1, NO_EDITS);
    const first = regretsOf(preview);
    preview.answer(2, limit(50));
    const second = regretsOf(preview);
    const edited = applyEdits(world, limit(50));
    const judged = withRegret(edited, compare(edited)).results;
    expect(second).toEqual(judged.map(({ regret }) => regret));
    expect(second.map((regret, index) => regret === first[index])).toEqual([true, false, true]);
  });

  it("ignores parameters that a policy does not have, and values of another kind", () => {
    const world = smallWorld();
    const odd = { policies: { now: { limitGPerKwh: 1 }, threshold: { limitGPerKwh: "x" } } };
    expect(applyEdits(world, odd).policies).toEqual(world.policies);
  });

  it("lets titles follow what they name", () => {
    const titles = applyEdits(smallWorld(), limit(250)).policies.map((each) => each.title);
    expect(titles).toEqual(["Immediate", "Threshold < 250 g", "Drift-gated < 200 g"]);
  });
});

describe("line of questions", () => {
  function open() {
    const posted: PreviewRequest[] = [];
    const states: PreviewState[] = [];
    const judged: Regrets[] = [];
    const preview = new Preview(smallWorld());
    const line = createLine(
      smallWorld(),
      (each) => posted.push(each),
      (each) => states.push(each),
      (each) => judged.push(each),
    );
    const asks = () => posted.filter((each) => each.kind === "ask");
    const reply = () => {
      const last = asks().at(-1);
      if (last !== undefined) line.receive(preview.answer(last.ask, last.edits));
    };
    const judge = (ask: number) =>
      line.receive({ kind: "regret", ask, regrets: regretsOf(preview) });
    return { line, states, judged, asks, reply, judge };
  }

  it("asks one at a time and then only the latest", () => {
    const { line, states, asks, reply } = open();
    for (const each of [100, 110, 120, 130]) line.ask(limit(each));
    expect(asks().map((each) => each.edits)).toEqual([limit(100)]);
    reply();
    expect(asks().map((each) => each.edits)).toEqual([limit(100), limit(130)]);
    reply();
    expect(asks()).toHaveLength(2);
    expect(states.map((each) => each.answer?.edits)).toEqual([limit(100), limit(130)]);
  });

  it("always publishes a timeline for every policy", () => {
    const { line, states, reply } = open();
    line.ask(NO_EDITS);
    reply();
    line.ask(limit(90));
    reply();
    const names = states.at(-1)?.answer?.timelines.map((each) => each.policy);
    expect(names).toEqual(["now", "threshold", "gated"]);
  });

  it("keeps the last answer when the next one fails, and goes on", () => {
    const { line, states, asks, reply } = open();
    line.ask(NO_EDITS);
    reply();
    line.ask(limit(1));
    line.ask(limit(2));
    line.receive({ kind: "failure", ask: 2, message: "no" });
    expect(states.at(-1)?.failure).toBe("no");
    expect(states.at(-1)?.answer?.edits).toBe(NO_EDITS);
    expect(asks().at(-1)?.edits).toEqual(limit(2));
  });

  it("keeps the regret of what did not change, and none of what did", () => {
    const { line, judged, reply, judge } = open();
    line.ask(NO_EDITS);
    reply();
    judge(1);
    expect([...(judged.at(-1) ?? [])].map(([policy]) => policy)).toEqual([
      "now",
      "threshold",
      "gated",
    ]);
    line.ask(limit(90));
    reply();
    expect([...(judged.at(-1) ?? [])].map(([policy]) => policy)).toEqual(["now", "gated"]);
    const before = judged.length;
    judge(1);
    expect(judged).toHaveLength(before);
    judge(2);
    expect(judged.at(-1)?.size).toBe(3);
  });

  it("ignores answers to other questions", () => {
    const { line, states } = open();
    line.ask(NO_EDITS);
    line.receive({ kind: "answer", ask: 99, results: [], timelines: [], forecastReaders: [] });
    expect(states).toEqual([]);
  });
});
