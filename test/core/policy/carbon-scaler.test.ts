import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { levelsOf } from "../../../engine/core/policy/plan/levels.ts";
import type { CarbonScalerSpec, PolicySpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { carbonOf, carryOut, type Ran } from "./one-subject.ts";

const spec: CarbonScalerSpec = { name: "p", title: "P", type: "carbon-scaler", replan: true };
const FREE = { saveMs: 0, restoreMs: 0 };
const SLOTS = 5;

const values = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: SLOTS, maxLength: SLOTS });
const curves = fc.constantFrom([1, 1.75], [1, 1.5, 2], [1, 2, 3], [1, 1, 2.5], [1, 0.5, 2], [1, 1]);

function workOf(ran: readonly Ran[], throughput: readonly number[]): number {
  return ran.reduce((sum, { fromMs, toMs, replicas }) => {
    return sum + (toMs - fromMs) * (throughput[replicas - 1] as number);
  }, 0);
}

/** Least carbon of all ways to give each slot a number of replicas, whole slots, work done at least. */
function leastByTrying(gPerKwh: readonly number[], throughput: readonly number[], workMs: number) {
  let least = Number.POSITIVE_INFINITY;
  const ways = (throughput.length + 1) ** SLOTS;
  for (let way = 0; way < ways; way++) {
    let rest = way;
    let done = 0;
    let carbon = 0;
    for (const value of gPerKwh) {
      const replicas = rest % (throughput.length + 1);
      rest = Math.floor(rest / (throughput.length + 1));
      done += (throughput[replicas - 1] ?? 0) * HOUR_MS;
      carbon += value * replicas * HOUR_MS;
    }
    if (done >= workMs) least = Math.min(least, carbon);
  }
  return least;
}

describe("carbon-scaler", () => {
  it("emits no more than any way to give slots replicas that does the work in time", () => {
    fc.assert(
      fc.property(values, curves, fc.integer({ min: 1, max: 300 }), (gPerKwh, throughput, work) => {
        const trace = new CarbonTrace(traceOf([...gPerKwh, 1, 1], HOUR_MS));
        const workMs = work * MINUTE_MS;
        const deadlineMs = SLOTS * HOUR_MS;
        const task = { trace, askedAtMs: 0, workMs, deadlineMs, checkpoint: FREE, throughput };
        for (const replan of [true, false]) {
          const ran = carryOut({ ...spec, replan }, task);
          expect(ran.at(-1)?.toMs).toBeLessThanOrEqual(deadlineMs);
          expect(workOf(ran, throughput)).toBeGreaterThanOrEqual(workMs);
          expect(workOf(ran, throughput)).toBeLessThan(workMs + 100);
          const least = leastByTrying(gPerKwh, throughput, workMs);
          // Rounding to milliseconds, in each slot.
          expect(carbonOf(trace, ran)).toBeLessThanOrEqual(least + 1_000);
        }
      }),
    );
  });

  it("takes, one after the other, the replica of a slot that adds most work for its carbon", () => {
    // Work for carbon: 1/2 and 0.5/2 at 1:00, 1/3 and 0.5/3 at 2:00, 1/5 at 0:00.
    const trace = new CarbonTrace(traceOf([5, 2, 3, 9], HOUR_MS));
    const throughput = [1, 1.5];
    const of = (hours: number) => {
      const workMs = hours * HOUR_MS;
      const task = { trace, askedAtMs: 0, workMs, deadlineMs: 3 * HOUR_MS, checkpoint: FREE };
      return carryOut(spec, { ...task, throughput }).map(({ fromMs, toMs, replicas }) => [
        fromMs / HOUR_MS,
        toMs / HOUR_MS,
        replicas,
      ]);
    };
    expect(of(1)).toEqual([[1, 2, 1]]);
    expect(of(2)).toEqual([[1, 3, 1]]);
    expect(of(2.5)).toEqual([
      [1, 2, 2],
      [2, 3, 1],
    ]);
    expect(of(3)).toEqual([
      [0, 0.5, 1],
      [1, 2, 2],
      [2, 3, 1],
    ]);
    expect(of(4.5)).toEqual([[0, 3, 2]]);
    // More than can be done in time: as fast as possible.
    expect(of(6)).toEqual([[0, 4, 2]]);
  });

  it("is wait-awhile for what has no curve", () => {
    const awhile: PolicySpec = { name: "p", title: "P", type: "wait-awhile", replan: true };
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 250 }), (gPerKwh, work) => {
        const trace = new CarbonTrace(traceOf(gPerKwh, HOUR_MS));
        const deadlineMs = SLOTS * HOUR_MS;
        const task = { trace, askedAtMs: 0, workMs: work * MINUTE_MS, deadlineMs };
        for (const checkpoint of [FREE, { saveMs: 5 * MINUTE_MS, restoreMs: 5 * MINUTE_MS }]) {
          const given = { ...task, checkpoint };
          expect(carryOut(spec, given)).toEqual(carryOut(awhile, given));
        }
      }),
    );
  });

  it("changes replicas only for longer than saving and restoring take, and keeps the deadline", () => {
    const cost = fc.record({ save: fc.nat(15), restore: fc.nat(15) });
    const long = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(
        long,
        curves,
        cost,
        fc.integer({ min: 60, max: 700 }),
        (g, curve, given, work) => {
          const trace = new CarbonTrace(traceOf(g, HOUR_MS));
          const checkpoint = {
            saveMs: given.save * MINUTE_MS,
            restoreMs: given.restore * MINUTE_MS,
          };
          const workMs = work * MINUTE_MS;
          const deadlineMs = 13 * HOUR_MS;
          const task = { trace, askedAtMs: 0, workMs, deadlineMs, checkpoint, throughput: curve };
          for (const replan of [true, false]) {
            const ran = carryOut({ ...spec, replan }, task);
            expect(ran.at(-1)?.toMs).toBeLessThanOrEqual(deadlineMs);
          }
        },
      ),
    );
  });
});

describe("the levels of a throughput curve", () => {
  it.each([
    [[1], [1]],
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      [1, 1.8, 2.4],
      [1, 2, 3],
    ],
    [
      [1, 1.1, 3],
      [1, 3],
    ],
    [[1, 1.1, 4], [3]],
    [
      [1, 1, 2.5],
      [1, 3],
    ],
    [[1, 0.5, 0.2], [1]],
  ])("of %j are %j replicas", (curve, expected) => {
    expect(levelsOf(curve).map(({ replicas }) => replicas)).toEqual(expected);
  });

  it("cost more and more for a unit of work", () => {
    const curve = fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(curve, (more) => {
        const prices = levelsOf([1, ...more]).map(({ price }) => price);
        expect(prices.length).toBeGreaterThan(0);
        expect(prices.every((price, i) => price >= (prices[i - 1] ?? 0) * (1 - 1e-9))).toBe(true);
      }),
    );
  });
});
