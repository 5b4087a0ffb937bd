import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { highsSolver } from "../../engine/io/solver/highs.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { ROOT } from "../tidy/tree.ts";
import { lowtide } from "./lowtide.ts";

const folder = tempFolder();

interface Step {
  readonly step: string;
  readonly start: string;
  readonly end: string;
}

interface Found {
  readonly policy: string;
  readonly claim: string;
  readonly asReplayedG: number;
  readonly carbonG: number;
  readonly boundG: number;
  readonly gapPct: number | null;
  readonly requests: readonly {
    readonly askedAt: string;
    readonly deadline: string;
    readonly claim: string;
    readonly argument: string;
    readonly carbonG: number;
    readonly steps: readonly Step[];
  }[];
}

async function found(...args: string[]): Promise<Found> {
  const { exitCode, stdout } = await lowtide("optimum", ...args, "--json");
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

/** The nightly scenario for a week, changed. */
function week(name: string, ...changes: (readonly [string, string])[]): string {
  const from = join(ROOT, "scenarios/nightly-retrain");
  const to = join(folder, name);
  mkdirSync(to);
  for (const file of ["workflow.yaml", "grid-nl.yaml"]) {
    writeFileSync(join(to, file), readFileSync(join(from, file)));
  }
  let text = readFileSync(join(from, "scenario.yaml"), "utf8");
  for (const [a, b] of [["to: 2025-01-01", "to: 2024-01-08"] as const, ...changes]) {
    expect(text).toContain(a);
    text = text.replace(a, b);
  }
  writeFileSync(join(to, "scenario.yaml"), text);
  return to;
}

describe("lowtide optimum", () => {
  it("places every step of a year of runs, exactly, in order and in time", async () => {
    const year = await found("nightly-retrain", "--policy", "lowest-window");
    expect(year).toMatchObject({ policy: "lowest-window", claim: "exact", gapPct: 0 });
    expect(year.requests).toHaveLength(366);
    expect(year.carbonG).toBeLessThan(year.asReplayedG);
    for (const { askedAt, deadline, steps } of year.requests) {
      expect(steps.map(({ step }) => step)).toEqual([
        "fetch",
        "prepare",
        "train",
        "evaluate",
        "deploy",
      ]);
      const instants = steps.flatMap(({ start, end }) => [start, end]).map((at) => Date.parse(at));
      expect(instants).toEqual(instants.toSorted((a, b) => a - b));
      expect(instants[0]).toBeGreaterThanOrEqual(Date.parse(askedAt));
      expect(instants.at(-1)).toBeLessThanOrEqual(Date.parse(deadline));
    }
  });

  it("prints a row for each run, the total and what it is", async () => {
    const { stdout } = await lowtide("optimum", "green-e2e-ml", "-p", "drift-gated");
    expect(stdout).toMatch(/^2023-11-1\d \d\d:\d\d: \d\d:\d\d(\+1d)? data-fetch, /m);
    expect(stdout).toMatch(/^All runs .* exact$/m);
    expect(stdout).toContain("Exact: no schedule of these runs");
  });

  it("suspends the training where its profile has a checkpoint, and says what is a bound", async () => {
    const plain = await found(week("plain"));
    const suspended = await found(
      week("suspended", [
        "utilisation: 0.95 }",
        "utilisation: 0.95, checkpoint: { save: 1m, restore: 2m } }",
      ]),
    );
    expect(suspended.claim).toBe("lower bound");
    expect(suspended.boundG).toBeLessThan(plain.carbonG);
    expect(suspended.carbonG).toBeCloseTo(plain.carbonG, 9);
    expect(suspended.gapPct).toBeGreaterThan(0);
  });

  it("moves runs apart that have no room together; HiGHS proves the best, where it is installed", async () => {
    const crowded = week(
      "crowded",
      ["to: 2024-01-08", "to: 2024-01-02"],
      ['schedule: "30 4 * * *"', 'schedule: "0,20 4 * * *"'],
      ["maxNodes: 2", "maxNodes: 1"],
      ["duration: 8m, variation: 0.1", "duration: 10m"],
      ["duration: 22m, variation: 0.05", "duration: 20m"],
      ["duration: 2h30m, variation: 0.06", "duration: 2h30m"],
      ["duration: 10m, variation: 0.05", "duration: 10m"],
      ["duration: 4m, utilisation", "duration: 10m, utilisation"],
    );
    const apart = await found(crowded, "--policy", "immediate");
    expect(apart.claim).toBe("lower bound");
    expect(apart.requests).toHaveLength(2);
    const solved = await lowtide("optimum", crowded, "-p", "immediate", "--milp", "--json");
    if (!(await highsSolver()).ok) {
      expect(solved).toMatchObject({ exitCode: 1, stdout: "" });
      expect(solved.stderr).toContain("optimum/no-solver");
      return;
    }
    const proven = JSON.parse(solved.stdout) as Found;
    expect(proven).toMatchObject({ claim: "exact (MILP)", gapPct: 0 });
    expect(proven.carbonG).toBeLessThanOrEqual(apart.carbonG + 1e-9);
    expect(proven.carbonG).toBeGreaterThanOrEqual(apart.boundG - 1e-9);
  });

  it("refuses policies and limits that there are not, with a remedy", async () => {
    const unknown = await lowtide("optimum", "green-e2e-ml", "--policy", "drift-gatet");
    expect(unknown).toMatchObject({ exitCode: 1, stdout: "" });
    expect(unknown.stderr).toContain("Did you mean 'drift-gated'?");
    const several = week(
      "several",
      ["name: nightly, title", "name: nightly2, title"],
      ["baseline: nightly", "baseline: nightly2"],
      [
        "- { name: immediate, title",
        "- { name: immediate2, title: Two, type: immediate }\n    - { name: immediate1, title",
      ],
    );
    const type = await lowtide("optimum", several, "--policy", "immediate");
    expect(type.stderr).toContain("[policy/several]");
    expect(type.stderr).toContain("immediate2, immediate1");
    const limit = await lowtide("optimum", "green-e2e-ml", "--milp", "--time-limit", "soon");
    expect(limit.exitCode).toBe(2);
    expect(limit.stderr).toContain("such as 60s or 5m");
  });
});
