/** The preview gives the engine's own answer, with as little work and traffic as it can. */
import { describe, expect, it } from "vitest";
import { compare } from "../../engine/core/compare/compare.ts";
import { HOUR_MS } from "../../engine/core/units/units.ts";
import { Preview } from "../../renderer/preview/answer.ts";
import { applyEdits, type Edits, NO_EDITS } from "../../renderer/preview/edits.ts";
import { createLine, type PreviewState } from "../../renderer/preview/line.ts";
import type { PreviewReply, PreviewRequest } from "../../renderer/preview/protocol.ts";
import { smallWorld } from "./small-world.ts";

const limit = (limitGPerKwh: number): Edits => ({ policies: { threshold: { limitGPerKwh } } });

function answered(reply: PreviewReply) {
  if (reply.kind !== "answer") throw new Error(reply.message);
  return reply;
}

describe("preview", () => {
  it.each([
    ["no edits", NO_EDITS],
    ["a limit", limit(50)],
    ["a deadline", { deadlineMs: 3 * HOUR_MS, policies: {} }],
    ["losses", { policies: { gated: { smallLoss: 0, largeLoss: 0.005 } } }],
  ])("equals the engine with %s", (_, edits) => {
    const world = smallWorld();
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

  it("lets titles follow what they name", () => {
    const titles = applyEdits(smallWorld(), limit(250)).policies.map((each) => each.title);
    expect(titles).toEqual(["Immediate", "Threshold < 250 g", "Drift-gated < 200 g"]);
  });
});

describe("line of questions", () => {
  function open() {
    const posted: PreviewRequest[] = [];
    const states: PreviewState[] = [];
    const preview = new Preview(smallWorld());
    const line = createLine(
      smallWorld(),
      (each) => posted.push(each),
      (each) => states.push(each),
    );
    const asks = () => posted.filter((each) => each.kind === "ask");
    const reply = () => {
      const last = asks().at(-1);
      if (last !== undefined) line.receive(preview.answer(last.ask, last.edits));
    };
    return { line, states, asks, reply };
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

  it("ignores answers to other questions", () => {
    const { line, states } = open();
    line.ask(NO_EDITS);
    line.receive({ kind: "answer", ask: 99, results: [], timelines: [] });
    expect(states).toEqual([]);
  });
});
