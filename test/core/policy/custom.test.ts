import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { NodePrice } from "../../../engine/core/cluster/price.ts";
import { IssueError } from "../../../engine/core/issue.ts";
import type { PolicyInput } from "../../../engine/core/policy/contract.ts";
import { faultOf } from "../../../engine/core/policy/custom/condition.ts";
import { CUSTOM_INPUTS, CUSTOM_NAMES } from "../../../engine/core/policy/custom/inputs.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { CustomSpec } from "../../../engine/core/policy/spec.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";
import { SPEC_OF_TYPE } from "./specs.ts";

const TRACE = new CarbonTrace(traceOf([300, 200, 100, 400, 50, 50, 500, 500], HOUR_MS));
const spec = (startWhen: string, more: Partial<CustomSpec> = {}): CustomSpec => {
  return { ...SPEC_OF_TYPE.custom, startWhen, skipWhen: undefined, ...more };
};
const at = (hour: number, changes: Partial<PolicyInput> = {}) =>
  inputOf(TRACE, hour * HOUR_MS, changes);

describe("custom", () => {
  it.each([
    [0, "intensityGPerKwh < 150", { action: "wait", untilMs: HOUR_MS }],
    [2, "intensityGPerKwh < 150", { action: "start" }],
    [4, "false", { action: "start", reason: "the deadline leaves no slack" }],
    [3.5, "false", { action: "wait", untilMs: 4 * HOUR_MS }],
    [0, "hour in 0..5 and weekday == 4", { action: "start" }],
  ])("at %i h, %s", (hour, startWhen, expected) => {
    expect(decide(spec(startWhen), at(hour))).toMatchObject(expected);
  });

  it("skips before it starts, even at the latest start", () => {
    const skipping = spec("true", { skipWhen: "accuracyLoss < 0.01" });
    expect(decide(skipping, at(4, { accuracyLoss: 0 }))).toMatchObject({ action: "skip" });
    expect(decide(skipping, at(4, { accuracyLoss: 0.1 }))).toMatchObject({ action: "start" });
    expect(decide(skipping, at(4))).toMatchObject({ action: "start" });
  });

  /** At 01:00: 200 now; the last start is at 04:00, the deadline at 06:00. */
  it.each([
    ["intensityGPerKwh", 200],
    ["forecastMinGPerKwh", 50],
    ["forecastMeanGPerKwh", (200 + 100 + 400 + 50 + 50) / 5],
    ["cheapestWindowGPerKwh", 50],
    ["cheapestWindowInH", 3],
    ["percentileOfNow", 60],
    ["slackH", 3],
    ["waitedH", 1],
    ["expectedH", 2],
    ["expectedEnergyKwh", 0.5],
    ["hour", 1],
    ["minute", 0],
    ["weekday", 4],
    ["hasModel ? 1 : 0", 0],
    ["accuracyLoss", 1],
    ["pricePerHour", 0.3],
    ["priceMeanPerHour", (0.3 + 4 * 0.8) / 5],
    ["spentWeekG", 7],
    ["requestedCpu", 2],
    ["freeReservedCpu", 0],
  ])("%s is what the guide says", (name, value) => {
    const prices = { startMs: 0, stepMs: 2 * HOUR_MS, perHour: [0.3, 0.8, 0.8] };
    const price = new NodePrice({ pricePerHour: 0, prices });
    const spentG = (sinceMs: number) => (sinceMs === HOUR_MS - 7 * DAY_MS ? 7 : Number.NaN);
    const near = spec(`abs(${name} - ${value}) < 1e-9`);
    expect(decide(near, at(1, { price, spentG }))).toMatchObject({ action: "start" });
    expect(CUSTOM_NAMES).toContain(name.split(" ")[0]);
  });

  it("has an answer for every input where the forecast ends at once, or the deadline has passed", () => {
    const forecast = () => issueForecast({ model: "oracle", horizonMs: 1 }, TRACE, 5 * HOUR_MS);
    for (const changes of [{ forecast }, { deadlineMs: 2 * HOUR_MS }]) {
      for (const name of CUSTOM_NAMES) {
        const known = spec(`$env["${name}"] == nil`);
        expect(decide(known, at(5, changes))).toMatchObject({
          reason: "the deadline leaves no slack",
        });
      }
    }
  });

  it("reads nothing of the forecast beyond its horizon", () => {
    const input = (values: readonly number[]) => {
      const trace = new CarbonTrace(traceOf(values, HOUR_MS));
      const forecast = () => issueForecast({ model: "oracle", horizonMs: 3 * HOUR_MS }, trace, 0);
      return inputOf(trace, 0, { forecast });
    };
    const names = CUSTOM_NAMES.filter(
      (name) => typeof CUSTOM_INPUTS[name]?.examples[0] === "number",
    );
    const values = fc.array(fc.nat(500), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        values,
        values,
        fc.constantFrom(...names),
        fc.nat(500),
        (one, other, name, limit) => {
          const changed = [...one.slice(0, 3), ...other.slice(3)];
          const condition = spec(`${name} < ${limit}`);
          expect(decide(condition, input(changed))).toEqual(decide(condition, input(one)));
        },
      ),
    );
  });
});

describe("an expression is refused", () => {
  it.each([
    ["intensityGPerKWh < 200", "unknown name intensityGPerKWh, character 1", "'intensityGPerKwh'"],
    ["hour + ", "unexpected", "docs/guide/policies.md"],
    ["slackH", "the result is float64, not true or false", "docs/guide/policies.md"],
    ["hour < 'six'", "character 6", "docs/guide/policies.md"],
    ["percentileOfNow % 2 == 0", "character", "docs/guide/policies.md"],
    ["[1, 2][hour] > 0", "character", "docs/guide/policies.md"],
    ["24 % hour == 0", "divide by zero", "docs/guide/policies.md"],
    ["all(1..1000000, # > 0)", "", "shorter ranges"],
    ["all(1..1000, all(1..1000, # > 0))", "more work", "shorter ranges"],
    ["sprig.env('HOME') == ''", "unknown name sprig", "Use one of"],
  ])("%s", (text, message, hint) => {
    const fault = faultOf(text);
    expect(fault?.message).toContain(message);
    expect(fault?.hint).toContain(hint);
  });

  it("never crashes or hangs, whatever its text: it is refused, it answers, or it fails as an issue", () => {
    const words = fc.constantFrom(
      ...[...CUSTOM_NAMES, "0", "1", "2.5", "1..99", "'a'", "nil", "true", "#", "$env", "now()"],
      ...["all(", "map(", "filter(", "reduce(", "repeat(", "[", "{", "(", ")", "]", "}", ",", ":"],
      ...["+", "-", "*", "/", "%", "**", "<", "==", "and", "or", "not", "?", "??", "in", "matches"],
      ...["let x = ", ";", "x", "max(", "sortBy(", "join(", "toJSON(", "bitshl(", "..", "|", "."],
    );
    const grown = fc.array(words, { maxLength: 14 }).map((parts) => parts.join(" "));
    const booleans = fc
      .tuple(fc.constantFrom(...CUSTOM_NAMES), fc.constantFrom("%", "/", "**", "-"), grown)
      .map(([name, operator, rest]) => `(${name} ${operator} (${rest})) != nil`);
    const inputs = fc.record({
      nowH: fc.nat(5),
      accuracyLoss: fc.constantFrom(undefined, -1, 0, Number.NaN),
    });
    let ran = 0;
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), grown, booleans),
        inputs,
        (text, { nowH, accuracyLoss }) => {
          if (faultOf(text) !== undefined) return;
          ran += 1;
          try {
            const answer = decide(spec(text), at(nowH, { accuracyLoss }));
            if (answer.action === "wait") expect(answer.untilMs).toBeGreaterThan(nowH * HOUR_MS);
          } catch (error) {
            expect(error).toBeInstanceOf(IssueError);
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(ran).toBeGreaterThan(20);
  });

  it("copes with the longest and the deepest that a document may hold", () => {
    const deep = [
      `${"(".repeat(999)}true${")".repeat(999)}`,
      `${"not ".repeat(490)}true`,
      `${"true and ".repeat(220)}true`,
      `${"hour+".repeat(380)}1 > 0`,
      `${"[".repeat(900)}${"]".repeat(900)} == []`,
      `${"hour".padEnd(1_990, "'")}`,
    ];
    for (const text of deep) {
      if (faultOf(text) !== undefined) continue;
      expect(decide(spec(text), at(1)).action).not.toBe("skip");
    }
    expect(faultOf(deep[2] as string)).toBeUndefined();
  });
});

it("asks again at its interval, and at the latest start at the latest", () => {
  const asked: number[] = [];
  let nowMs = 0;
  for (;;) {
    asked.push(nowMs);
    const input = inputOf(TRACE, nowMs);
    const answer = decide(spec("false", { recheckEveryMs: 90 * MINUTE_MS }), input);
    if (answer.action !== "wait") break;
    nowMs = answer.untilMs;
  }
  expect(asked.map((each) => each / HOUR_MS)).toEqual([0, 1.5, 3, 4]);
});
