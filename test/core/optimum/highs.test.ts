/**
 * Held against a solver that knows nothing of Lowtide: HiGHS was given each case as a linear or a mixed
 * integer program over quarters of an hour, and its objectives are kept in `highs-vectors.json`.
 *
 * - together: x[job, quarter] in [0, CPUs of the job]; by job they add up to its work, by quarter to the
 *   CPUs at most; CPUs rounded down to whole jobs where all are equally wide.
 * - single: x[quarter] in {0, 1} and s[quarter] >= x[quarter] - x[quarter - 1]; the sum of x is the length,
 *   the sum of s is 1 in one part; with restore time the sum of x is length + restore x (sum of s - 1).
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { jobTrace } from "../../../engine/core/jobs/trace.ts";
import { suspendedBound } from "../../../engine/core/optimum/capacity.ts";
import { checkpointOptimum } from "../../../engine/core/optimum/checkpoint.ts";
import { contiguousOptimum } from "../../../engine/core/optimum/contiguous.ts";
import { divisibleOptimum } from "../../../engine/core/optimum/divisible.ts";
import type { OptimumInput } from "../../../engine/core/optimum/optimum.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";

interface Vectors {
  readonly unitMs: number;
  readonly together: readonly {
    readonly cpus: number;
    readonly jobs: readonly (readonly number[])[];
    readonly gPerKwh: readonly number[];
    readonly status: string;
    /** Absent where HiGHS found no solution. */
    readonly grams?: number;
  }[];
  readonly single: readonly {
    /** Arrival, length and wait. */
    readonly job: readonly number[];
    readonly restore: number;
    readonly gPerKwh: readonly number[];
    readonly onePart: number;
    readonly inParts: number;
    readonly withRestore?: number;
  }[];
}

const { unitMs, together, single } = JSON.parse(
  readFileSync(new URL("highs-vectors.json", import.meta.url), "utf8"),
) as Vectors;

/** Rows of [arrival, length, cpus, wait] in quarters of an hour. */
function inputOf(rows: readonly (readonly number[])[], gPerKwh: readonly number[]): OptimumInput {
  const column = (index: number, unit: number) =>
    Float64Array.from(rows, (row) => (row[index] as number) * unit);
  const columns = { arrivalMs: column(0, unitMs), lengthMs: column(1, unitMs), cpus: column(2, 1) };
  return {
    jobs: unwrap(jobTrace(columns)),
    truth: new CarbonTrace(traceOf(gPerKwh, HOUR_MS)),
    waitMs: column(3, unitMs),
    wattsPerCpu: 1_000,
  };
}

function expectNear(found: number, wanted: number): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, wanted));
}

describe("HiGHS finds the same optimum", () => {
  it.each([...together.entries()])("of jobs together, case %i", (_, each) => {
    const found = suspendedBound(inputOf(each.jobs, each.gPerKwh), each.cpus);
    if (each.grams === undefined) {
      expect(each.status).toBe("Infeasible");
      expect(found).toMatchObject({ ok: false, issues: [{ code: "optimum/does-not-fit" }] });
    } else {
      expectNear(unwrap(found).totalG, each.grams);
    }
  });

  it.each([...single.entries()])("of one job, case %i", (_, each) => {
    const [arrival = 0, length = 0, wait = 0] = each.job;
    const input = inputOf([[arrival, length, 1, wait]], each.gPerKwh);
    expectNear(unwrap(contiguousOptimum(input)).totalG, each.onePart);
    expectNear(unwrap(divisibleOptimum(input)).totalG, each.inParts);
    if (each.withRestore === undefined) return;
    expectNear(unwrap(checkpointOptimum(input, each.restore * unitMs)).totalG, each.withRestore);
  });
});
