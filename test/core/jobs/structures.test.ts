/** The heap, the range minimum, the list of runs and the checks on a trace. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItemHeap } from "../../../engine/core/jobs/heap.ts";
import { RunList } from "../../../engine/core/jobs/plan.ts";
import { RangeMinimum } from "../../../engine/core/jobs/range-minimum.ts";
import { jobTrace } from "../../../engine/core/jobs/trace.ts";

describe("an item heap", () => {
  it("gives items by key, of equals the least item", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (keys) => {
        const heap = new ItemHeap(1);
        for (const [item, key] of [...keys.entries()].toReversed()) heap.push(key, item);
        const order = [...keys.keys()].toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
        expect(heap.leastKey).toBe(Math.min(...keys));
        expect(order.map(() => heap.pop())).toEqual(order);
        expect(heap.size).toBe(0);
      }),
    );
  });
});

describe("a range minimum", () => {
  it("finds the first least value of every range", () => {
    const values = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, (list) => {
        const table = new RangeMinimum(Float64Array.from(list));
        for (let from = 0; from < list.length; from++) {
          for (let to = from; to < list.length; to++) {
            const part = list.slice(from, to + 1);
            expect(table.first(from, to)).toBe(from + part.indexOf(Math.min(...part)));
          }
        }
      }),
    );
  });
});

describe("a list of runs", () => {
  it("joins runs that follow each other, and grows", () => {
    const runs = new RunList(1);
    for (let job = 0; job < 50; job++) {
      runs.add(job, job * 10, 2);
      runs.add(job, job * 10 + 2, 3);
      runs.add(job, job * 10 + 6, 1);
    }
    const plan = runs.plan();
    expect(plan.count).toBe(100);
    expect([plan.job[98], plan.startMs[98], plan.lengthMs[98]]).toEqual([49, 490, 5]);
    expect([plan.job[99], plan.startMs[99], plan.lengthMs[99]]).toEqual([49, 496, 1]);
  });
});

describe("a trace of jobs", () => {
  const columns = (arrivals: number[], lengths: number[], cpus: number[]) =>
    jobTrace({
      arrivalMs: Float64Array.from(arrivals),
      lengthMs: Float64Array.from(lengths),
      cpus: Float64Array.from(cpus),
    });

  it.each([
    ["arrivals that go back", columns([5, 4], [1, 1], [1, 1]), "jobs/value", "jobs[1].arrivalMs"],
    [
      "an arrival that is no number",
      columns([Number.NaN], [1], [1]),
      "jobs/value",
      "jobs[0].arrivalMs",
    ],
    ["a job without length", columns([0, 0], [1, 0], [1, 1]), "jobs/value", "jobs[1].lengthMs"],
    ["half milliseconds", columns([0], [1.5], [1]), "jobs/value", "jobs[0].lengthMs"],
    ["no CPUs", columns([0], [1], [0]), "jobs/value", "jobs[0].cpus"],
    ["columns of different lengths", columns([0, 1], [1], [1, 1]), "jobs/columns", undefined],
  ])("refuses %s", (_, result, code, path) => {
    expect(result.ok).toBe(false);
    if (!result.ok)
      expect(result.issues[0]).toMatchObject(path === undefined ? { code } : { code, path });
  });

  it("reports a limited number of faults", () => {
    const faulty = new Array<number>(1000).fill(-1);
    const result = columns(faulty, faulty, faulty);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.issues.length).toBeLessThan(30);
  });
});
