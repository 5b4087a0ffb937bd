import { describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import type { LinearProgram } from "../../engine/core/optimum/program.ts";
import { writeLp } from "../../engine/formats/lp/write.ts";
import { highsSolver } from "../../engine/io/solver/highs.ts";

const PROGRAM: LinearProgram = {
  columns: [
    { name: "a", cost: -1.5, lower: 0, upper: 1, integer: true },
    { name: "b", cost: 1e-9, lower: 0, upper: 1, integer: false },
  ],
  rows: [
    {
      name: "r0",
      terms: [
        [0, 2],
        [1, -1],
      ],
      upper: 1.25,
    },
    { name: "r1", terms: [], upper: 0 },
  ],
  constant: 10,
};

/** A package that answers what it is told to. */
function packageThat(solve: () => unknown) {
  return async () => ({ default: async () => ({ solve: solve as () => never }) });
}

describe("the LP text", () => {
  it("has cost, rows, bounds and whole columns", () => {
    expect(writeLp(PROGRAM).split("\n")).toEqual([
      "Minimize",
      " obj: - 1.5 a + 1e-9 b",
      "Subject To",
      " r0: + 2 a - 1 b <= 1.25",
      " r1: 0 a <= 0",
      "Bounds",
      " 0 <= a <= 1",
      " 0 <= b <= 1",
      "General",
      " a",
      "End",
      "",
    ]);
  });
});

describe("the solver", () => {
  it("says how to get it where the package is missing", async () => {
    const absent = await highsSolver(() =>
      Promise.reject(new Error("Cannot find package 'highs'")),
    );
    expect(absent).toMatchObject({
      ok: false,
      issues: [{ code: "optimum/no-solver", hint: expect.stringContaining("npm install") }],
    });
  });

  it("adds the constant, and takes a column that is not answered as 0", async () => {
    const answer = { Status: "Optimal", ObjectiveValue: -1.5, Columns: { a: { Primal: 1 } } };
    const solve = unwrap(await highsSolver(packageThat(() => answer)));
    expect(solve(PROGRAM, 1_000)).toEqual({ kind: "optimal", values: [1, 0], objective: 8.5 });
  });

  it("proves nothing when the time is over, or the solver breaks", async () => {
    const late = unwrap(await highsSolver(packageThat(() => ({ Status: "Time limit reached" }))));
    expect(late(PROGRAM, 1)).toEqual({ kind: "unproven", reason: "Time limit reached" });
    const broken = unwrap(
      await highsSolver(
        packageThat(() => {
          throw new Error("memory access out of bounds");
        }),
      ),
    );
    expect(broken(PROGRAM, 1)).toEqual({ kind: "unproven", reason: "memory access out of bounds" });
  });

  it("does not ask about nothing", async () => {
    const solve = unwrap(await highsSolver(packageThat(() => null)));
    const empty = { columns: [], rows: [], constant: 4 };
    expect(solve(empty, 1)).toEqual({ kind: "optimal", values: [], objective: 4 });
  });
});

const installed = await highsSolver();
if (!installed.ok) console.log("highs is not installed: the solver not tried.");

describe.skipIf(!installed.ok)("HiGHS itself", () => {
  it("solves a program to its optimum, and knows when there is none", () => {
    const solve = unwrap(installed);
    const found = solve(PROGRAM, 5_000);
    expect(found).toMatchObject({ kind: "optimal" });
    if (found.kind === "optimal") expect(found.objective).toBeCloseTo(8.5, 6);
    const rows = [{ name: "r0", terms: [[0, 1] as const], upper: -1 }];
    expect(solve({ ...PROGRAM, rows }, 5_000)).toEqual({ kind: "infeasible" });
  });
});
