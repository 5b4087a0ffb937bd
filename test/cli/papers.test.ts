import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../fakes/temp-folder.ts";
import { EXPECTED, writePaperFolder } from "../lab/papers/paper-folder.ts";
import { lowtide } from "./lowtide.ts";

const root = tempFolder();
const right = writePaperFolder(join(root, "right"));
const differing = structuredClone(EXPECTED);
differing.nightly.zones.XX.err0.avg_ci_g_per_kwh[0] = 100.1;
const wrong = writePaperFolder(join(root, "wrong"), { expected: differing });
const missing = writePaperFolder(join(root, "missing"), { jobs: null });

describe("lowtide papers check", () => {
  it("prints one JSON object and ends with 0 when everything agrees", async () => {
    const { exitCode, stdout, stderr } = await lowtide(
      "papers",
      "check",
      "--data",
      right,
      "--json",
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ failed: 0, issues: [] });
    expect(report.checks[0]).toEqual({
      file: "expected/lwa_XX.json",
      config: "ml|jobs",
      value: 2,
      expected: 2,
      relativeDifference: 0,
    });
  });

  it("prints a table and ends with 1 when a figure differs", async () => {
    const { exitCode, stdout } = await lowtide("papers", "check", "--data", wrong);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/nightly\|XX\|err0\|window 0 .* differs: avg_ci_g_per_kwh/);
    expect(stdout).toMatch(/51 figures of 1 expected files, .* 1 differ by more than 1e-9$/);
    const wide = await lowtide("papers", "check", "--data", wrong, "--tolerance", "0.01");
    expect(wide.exitCode).toBe(0);
  });

  it("ends with 2 when an input is missing, and checks the rest", async () => {
    const { exitCode, stdout, stderr } = await lowtide(
      "papers",
      "check",
      "--data",
      missing,
      "--json",
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain("jobs/lwa_ml_jobs.csv: this input is missing");
    expect(JSON.parse(stdout).checks.length).toBeGreaterThan(10);
  });

  it("ends with 2 when there is no folder", async () => {
    const { exitCode, stdout } = await lowtide("papers", "check", "--data", join(root, "none"));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  });
});

it("lowtide papers run prints what was corrected, and both tables", async () => {
  const args = ["lets-wait-awhile", "--data", right, "--zone", "XX", "--without", "end-slot"];
  const { exitCode, stdout } = await lowtide("papers", "run", ...args);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("corrected: end-slot\n");
  expect(stdout).toMatch(/^1\.5 +49\.863 +50\.137/m);
  expect(stdout).toContain("ML trainings");
});
