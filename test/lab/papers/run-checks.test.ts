import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import type { PaperCheck } from "../../../engine/lab/papers/check.ts";
import { checkPapers, relativeDifference } from "../../../engine/lab/papers/run-checks.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { EXPECTED, GRID, type PaperFolder, writePaperFolder } from "./paper-folder.ts";

const root = tempFolder();
let count = 0;

function report(parts: PaperFolder = {}, tolerance = 1e-9) {
  const folder = join(root, String(count++));
  return unwrap(checkPapers(writePaperFolder(folder, parts), tolerance));
}

function codes(parts: PaperFolder): string[] {
  return report(parts).issues.map(({ code, file, path }) => `${code} ${path ?? ""} ${file ?? ""}`);
}

describe("checkPapers", () => {
  it("recomputes every figure that it knows, by hand-computed values", () => {
    const { checks, failed, issues, maxRelativeDifference } = report();
    expect(issues).toEqual([]);
    expect(checks.filter((each) => each.relativeDifference > 1e-12)).toEqual([]);
    expect(failed).toBe(0);
    expect(maxRelativeDifference).toBeLessThan(1e-12);
    // 3 of the inputs, 3 windows x (3 + 10 seeds), 3 of the baseline, 6 of the configuration.
    expect(checks).toHaveLength(3 + 3 * 13 + 3 + 6);
    expect(new Set(checks.map(({ file }) => file))).toEqual(new Set(["expected/lwa_XX.json"]));
    expect(checks.map(({ config }) => config)).toContain("nightly|XX|err0|window 3|saving_pct");
  });

  it("counts what differs by more than the tolerance", () => {
    const expected = structuredClone(EXPECTED);
    expected.nightly.zones.XX.err0.avg_ci_g_per_kwh[1] = 50 * (1 + 1e-6);
    const wrong = report({ expected });
    expect(wrong.failed).toBe(1);
    expect(wrong.maxRelativeDifference).toBeCloseTo(1e-6, 9);
    expect(report({ expected }, 1e-5).failed).toBe(0);
  });

  it("fails figures that are listed for fewer windows or seeds", () => {
    const expected = structuredClone(EXPECTED);
    expected.nightly.zones.XX.err0.saving_pct.pop();
    expected.nightly.zones.XX.err5.per_seed_avg_ci[0]?.pop();
    const { failed, maxRelativeDifference } = report({ expected });
    expect(failed).toBe(2);
    expect(maxRelativeDifference).toBe(Number.MAX_VALUE);
  });

  it("tells an unknown configuration, and checks the others", () => {
    const expected = structuredClone(EXPECTED) as { ml: { zones: Record<string, object> } };
    expected.ml.zones.XX = {
      ...expected.ml.zones.XX,
      "next_month|interruptible|0": { job_steps: 1 },
    };
    const { checks, issues } = report({ expected });
    expect(issues.map(({ code }) => code)).toEqual(["papers/unknown-configuration"]);
    expect(issues[0]?.message).toContain("ml|XX|next_month|interruptible|0");
    expect(checks).toHaveLength(51);
  });

  it.each([
    ["a missing grid", { grid: null }, /^papers\/missing-input {2}.*grid\/XX_30min_2020\.csv$/],
    ["missing jobs", { jobs: null }, /^papers\/missing-input {2}.*jobs\/lwa_ml_jobs\.csv$/],
    ["missing noise", { noise: null }, /^papers\/missing-input {2}.*jobs\/lwa_noise_\*\.f64$/],
    ["noise of odd size", { noise: Buffer.alloc(15) }, /^papers\/noise .*lwa_noise_z\.f64$/],
    ["too little noise", { noise: Buffer.alloc(800) }, /^papers\/too-short .*XX_30min_2020\.csv$/],
    ["half a year", { grid: GRID.slice(0, 200_000) }, /^papers\/too-short .*XX_30min_2020\.csv$/],
    ["hours", { grid: GRID.replace(/.*:30:00Z.*\n/g, "") }, /^papers\/grid .*XX_30min_2020\.csv$/],
    [
      "a wrong cell",
      { jobs: "start_step_30min,duration_min\n1,x\n" },
      /^papers\/number .*jobs\.csv$/,
    ],
    ["no JSON", { expected: "{" }, /^papers\/json .*lwa_XX\.json$/],
    [
      "another layout",
      { expected: { nightly: { zones: 3 } } },
      /^document\/\S+ nightly\.\S+ .*\.json$/,
    ],
    ["nothing in it", { expected: {} }, /^papers\/nothing-expected .*lwa_XX\.json$/],
  ] as const)("tells of %s with its path", (_name, parts, code) => {
    expect(codes(parts).filter((each) => !each.startsWith("grid/"))[0]).toMatch(code);
  });

  it("takes the only file of a zone, or the one of several that is named", () => {
    const folder = writePaperFolder(join(root, "several"));
    const other = join(folder, "grid/XX_30min_2021.csv");
    writeFileSync(other, "x");
    expect(unwrap(checkPapers(folder, 1e-9)).issues).toEqual([]);
    const { inputs: _, ...expected } = EXPECTED;
    writeFileSync(join(folder, "expected/lwa_XX.json"), JSON.stringify(expected));
    const { issues } = unwrap(checkPapers(folder, 1e-9));
    expect(issues.map(({ code }) => code)).toEqual(["papers/several-inputs"]);
  });

  it("warns when an input is not the one that the results were made from", () => {
    const expected = structuredClone(EXPECTED) as { inputs: Record<string, object> };
    expected.inputs.XX = { file: "elsewhere/XX_30min_2020.csv", sha256: "00" };
    const { issues, failed } = report({ expected });
    expect(issues).toMatchObject([{ code: "papers/other-input", severity: "warning" }]);
    expect(failed).toBe(0);
  });

  it("says when there is nothing to check, and when there is no folder", () => {
    const folder = join(root, "empty");
    mkdirSync(folder);
    const { issues } = unwrap(checkPapers(folder, 1e-9));
    expect(issues.map(({ code }) => code)).toEqual(["papers/nothing-expected"]);
    expect(checkPapers(join(folder, "none"), 1e-9).ok).toBe(false);
  });

  it("asks each paper for the files that are its own", () => {
    const paper: PaperCheck = {
      name: "other",
      expectedFile: /^lwa_(X+)\.json$/,
      check: ({ groups }) => ({
        figures: [{ config: groups.join(), value: 1, expected: Number.NaN }],
        issues: [],
      }),
    };
    const folder = writePaperFolder(join(root, "other"));
    const { checks } = unwrap(checkPapers(folder, 1e-9, [paper]));
    expect(checks).toMatchObject([{ config: "XX", relativeDifference: Number.MAX_VALUE }]);
  });
});

it("measures differences against what is expected", () => {
  const difference = (value: number, expected: number) =>
    relativeDifference({ config: "", value, expected });
  expect(difference(-11, -10)).toBeCloseTo(0.1, 12);
  expect(difference(0, 0)).toBe(0);
  expect(difference(0.5, 0)).toBe(0.5);
  expect(difference(Number.POSITIVE_INFINITY, 1)).toBe(Number.MAX_VALUE);
});
