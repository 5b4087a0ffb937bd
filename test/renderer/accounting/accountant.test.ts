/** The room's worker gives core's own account, and its line drops what nobody waits for any more. */
import { describe, expect, it } from "vitest";
import { assume } from "../../../engine/core/account/assume.ts";
import { audit } from "../../../engine/core/account/audit.ts";
import { judge, reaccount } from "../../../engine/core/account/judge.ts";
import { tornado } from "../../../engine/core/account/tornado.ts";
import { compare } from "../../../engine/core/compare/compare.ts";
import { sitesOf } from "../../../engine/core/site/site.ts";
import { DAY_MS } from "../../../engine/core/units/units.ts";
import { Accountant } from "../../../renderer/preview/accounting/accountant.ts";
import { type AccountState, createAccountLine } from "../../../renderer/preview/accounting/line.ts";
import type {
  AccountAnswer,
  AccountQuestion,
  AccountRequest,
} from "../../../renderer/preview/accounting/protocol.ts";
import type { Assumptions } from "../../../renderer/preview/accounting/types.ts";
import { richWorld } from "./rich-world.ts";

const world = richWorld();
const sites = sitesOf(world);
const { timelines, results } = compare(world);
const accountant = new Accountant(world);
const ask = (policy: string, assumptions: Assumptions = {}): AccountQuestion => ({
  ...{ policy, assumptions },
  stepMs: DAY_MS,
});

describe("the accountant", () => {
  it.each<Assumptions>([
    {},
    { pue: 1.6 },
    { lifespanYears: 2, embodiedFactor: 2.5 },
    { scoredWith: "deciding" },
    { functionalUnit: { name: "day", perRun: 0, perDay: 1 }, spotPriceFactor: 0.5 },
  ])("equals core under %o", (assumptions) => {
    const answer = accountant.answer(ask("threshold", assumptions));
    const assumed = assume(world, sites, assumptions);
    const timeline = timelines.find(({ policy }) => policy === "threshold");
    expect(answer.audit).toEqual(audit(timeline as never, assumed.world, assumed.sites));
    expect(answer.reaccounted).toEqual(reaccount(timelines, world, sites, assumptions));
  });

  it("keeps what the scenario says beside it", () => {
    const plain = results.find(({ policy }) => policy === "gated");
    const { before } = accountant.answer(ask("gated", { pue: 2, powerFactor: 3 }));
    expect(before.sciGPerUnit).toBe(plain?.sciGPerUnit);
    expect(before.cost).toBe(plain?.cost);
  });

  it("has the same tornado whatever is assumed", () => {
    accountant.answer(ask("threshold", { pue: 3 }));
    expect(accountant.tornado("threshold")).toEqual(tornado(timelines, world, sites, "threshold"));
  });

  it("finds the conclusion that another trace turns", () => {
    const { flips } = accountant.answer(ask("threshold", { scoredWith: "deciding" })).reaccounted;
    expect(flips).toContainEqual(
      expect.objectContaining({ kind: "saving-sign", policy: "threshold" }),
    );
    expect(judge(timelines, world, sites).bySci[0]).toBe("now");
  });

  it("says so when it is asked about a policy that the scenario lacks", () => {
    expect(() => accountant.answer(ask("nobody"))).toThrow("'nobody' is a policy");
  });
});

describe("the line", () => {
  function opened() {
    const posted: AccountRequest[] = [];
    const states: AccountState[] = [];
    const line = createAccountLine(
      world,
      (message) => posted.push(message),
      (state) => states.push(state),
    );
    const asked = () => posted.filter((each) => each.kind === "ask");
    const reply = (ask: number): AccountAnswer =>
      accountant.answer(
        (
          asked().find((each) => each.ask === ask) as (typeof posted)[number] & {
            kind: "ask";
          }
        ).question,
      );
    return { line, posted, states, asked, reply };
  }

  it("sends one question at a time, and of those that wait only the latest", () => {
    const { line, asked, reply, states } = opened();
    for (const pue of [1.1, 1.2, 1.3, 1.4]) line.ask(ask("now", { pue }));
    expect(asked().map(({ question }) => question.assumptions.pue)).toEqual([1.1]);
    line.receive({ kind: "account", ask: 1, answer: reply(1) });
    expect(asked().map(({ question }) => question.assumptions.pue)).toEqual([1.1, 1.4]);
    line.receive({ kind: "account", ask: 2, answer: reply(2) });
    expect(states.at(-1)?.answer?.question.assumptions.pue).toBe(1.4);
    expect(asked()).toHaveLength(2);
  });

  it("ignores an answer that nobody waits for", () => {
    const { line, reply, states } = opened();
    line.ask(ask("now"));
    const answer = reply(1);
    line.receive({ kind: "account", ask: 7, answer });
    expect(states).toEqual([]);
  });

  it("keeps the tornado of a policy while its assumptions move, and drops that of another", () => {
    const { line, reply, states } = opened();
    line.ask(ask("now"));
    line.receive({ kind: "account", ask: 1, answer: reply(1) });
    line.receive({ kind: "tornado", ask: 1, tornado: accountant.tornado("now") });
    line.ask(ask("now", { pue: 1.5 }));
    line.receive({ kind: "account", ask: 2, answer: reply(2) });
    expect(states.at(-1)?.tornado?.policy).toBe("now");
    line.ask(ask("gated"));
    line.receive({ kind: "account", ask: 3, answer: reply(3) });
    expect(states.at(-1)?.tornado).toBeNull();
    line.receive({ kind: "tornado", ask: 1, tornado: accountant.tornado("now") });
    expect(states.at(-1)?.tornado).toBeNull();
  });

  it("keeps the last answer when a question fails, and goes on with the next", () => {
    const { line, reply, states, asked } = opened();
    line.ask(ask("now"));
    line.receive({ kind: "account", ask: 1, answer: reply(1) });
    line.ask(ask("nobody"));
    line.ask(ask("gated"));
    line.receive({ kind: "failure", ask: 2, message: "no such policy" });
    expect(states.at(-1)).toMatchObject({ failure: "no such policy", answer: expect.anything() });
    expect(asked().at(-1)?.question.policy).toBe("gated");
  });
});
