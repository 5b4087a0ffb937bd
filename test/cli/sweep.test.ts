/** `lowtide sweep`, `sweeps` and `tune` as processes: output, exit codes, interrupts and kills. */
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import type { SweepSummary } from "../../engine/contract/sweep.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { smallScenario } from "../lab/sweep/small-scenario.ts";
import { ROOT } from "../tidy/tree.ts";
import { lowtide } from "./lowtide.ts";

const root = tempFolder();
const scenario = smallScenario(root);
const freshData = () => ["--data-dir", mkdtempSync(join(root, "data-"))];

interface Printed {
  readonly sweep: SweepSummary;
  readonly points: readonly {
    readonly values: Readonly<Record<string, unknown>>;
    readonly results: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly failures: readonly { readonly issues: readonly { readonly code: string }[] }[];
}

/** Begins a sweep that takes several seconds, and waits until rows of it are kept. */
async function beginLong(data: readonly string[]) {
  // The file is created before two processes look at it.
  await listed(data);
  const main = join(ROOT, "engine/cli/main.ts");
  const args = ["sweep", scenario, "--vary", "seed=1..20000", "--workers", "2", ...data];
  const child = execa(process.execPath, [main, ...args], { cwd: ROOT, reject: false });
  for (;;) {
    const [sweep] = await listed(data);
    if (sweep !== undefined && sweep.finished > 0) return { child };
    if (sweep?.status === "finished") throw new Error("it ended before it was looked at");
  }
}

async function listed(data: readonly string[]): Promise<SweepSummary[]> {
  const { stdout } = await lowtide("sweeps", "list", "--json", ...data);
  return (JSON.parse(stdout) as { sweeps: SweepSummary[] }).sweeps;
}

describe("lowtide sweep", () => {
  it("prints distributions, wins and the frontier, and keeps the sweep", async () => {
    const data = freshData();
    const { stdout, exitCode } = await lowtide(
      ...["sweep", scenario, "--vary", "threshold.limitGPerKwh=150:250:50", "--vary", "seed=1..4"],
      ...["--policy", "threshold", "--frontier", "carbonG,meanWaitH", ...data],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain("SYNTHETIC grid history");
    expect(stdout).toContain("12 of 12 points, 2 policies, baseline nightly");
    expect(stdout).toContain("median, 5 % and 95 % over seed");
    expect(stdout).toMatch(/^threshold +150 +4 /m);
    expect(stdout).toContain("Pareto frontier of Carbon, g; Mean wait, h (medians)");
    const shown = await lowtide("sweeps", "show", "1", ...data);
    expect(stdout).toContain(shown.stdout.split("\n").at(-1) ?? "?");
    expect((await lowtide("sweeps", "delete", "1", ...data)).exitCode).toBe(0);
    expect((await lowtide("sweeps", ...data)).stdout).toContain("No sweep is kept yet");
    expect(await lowtide("sweeps", "show", "1", ...data)).toMatchObject({
      exitCode: 1,
      stdout: "",
    });
  });

  it("keeps the others when points fail, lists those, and says so with its exit code", async () => {
    const out = join(root, "out");
    const { stdout, stderr, exitCode } = await lowtide(
      ...["sweep", scenario, "--vary", "workload.deadline=2h,8h", "--json", "--out", out],
      ...freshData(),
    );
    expect(exitCode).toBe(1);
    const { sweep, points, failures } = JSON.parse(stdout) as Printed;
    expect(sweep).toMatchObject({ finished: 1, failed: 1, status: "finished" });
    expect(points.map(({ values }) => values)).toEqual([{ "workload.deadline": "8h" }]);
    expect(points[0]?.results[0]).toMatchObject({ policy: "nightly", savedVsBaselinePct: 0 });
    expect(failures[0]?.issues[0]?.code).toBe("scenario/deadline");
    expect(stderr).toContain("[scenario/deadline]");
    const lines = readFileSync(join(out, "points.csv"), "utf8").trim().split("\n");
    expect(lines).toHaveLength(1 + 5);
    expect(lines[0]).toMatch(/^point,workload.deadline,policy,carbonG,/);
    expect(JSON.parse(readFileSync(join(out, "sweep.json"), "utf8"))).toEqual(JSON.parse(stdout));
  });

  it.each([
    [["--vary", "sed=1..3"], 1, "Did you mean 'seed'?"],
    [["--vary", "seed"], 2, "PARAM=VALUES"],
    [["--vary", "seed=1..3", "--metric", "carbon"], 2, "Did you mean 'carbonG'?"],
    [["--vary", "seed=1..3", "--workers", "0"], 2, "1 to 64"],
    [["--vary", "seed=1..3", "--limit", "carbonG<5x"], 2, "METRIC<=NUMBER"],
    [[], 1, "--vary are needed"],
    [["--resume", "99"], 1, "there is no sweep 99"],
  ])("refuses %j with exit code %i", async (args, code, words) => {
    const { exitCode, stdout, stderr } = await lowtide("sweep", scenario, ...args, ...freshData());
    expect(stderr).toContain(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: "" });
  });

  it("that was killed is interrupted, and goes on where it was", async () => {
    const data = freshData();
    const { child } = await beginLong(data);
    child.kill("SIGKILL");
    await child;
    const [interrupted] = await listed(data);
    expect(interrupted).toMatchObject({ status: "interrupted", total: 20_000, rowsSha256: null });
    const kept = interrupted?.finished ?? 0;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(20_000);
    // Resumed, and interrupted again by hand: nothing of what was kept is lost or done twice.
    const main = join(ROOT, "engine/cli/main.ts");
    const args = [main, "sweep", "--resume", "1", ...data];
    const again = execa(process.execPath, args, { cwd: ROOT, reject: false });
    for (let now = kept; now === kept; ) now = (await listed(data))[0]?.finished ?? 0;
    again.kill("SIGINT");
    const { exitCode, stderr, stdout } = await again;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("lowtide sweep --resume 1");
    expect(stdout).toContain("cancelled");
    const [cancelled] = await listed(data);
    expect(cancelled?.status).toBe("cancelled");
    expect(cancelled?.finished).toBeGreaterThan(kept);
    const { stdout: csv } = await lowtide("sweeps", "show", "1", "--csv", ...data);
    const points = new Set(
      csv
        .split("\n")
        .slice(1)
        .map((line) => line.split(",")[0]),
    );
    expect(points.size).toBe(cancelled?.finished);
  }, 60_000);
});

describe("lowtide tune", () => {
  it("prints default, choice and hindsight on both periods", async () => {
    const { stdout, exitCode } = await lowtide(
      ...["tune", scenario, "--policy", "threshold", "--vary", "threshold.limitGPerKwh=150,250"],
      ...["--train", "2024-03-01..2024-03-08", "--held-out", "2024-07-01..2024-07-08"],
      ...["--objective", "weighted", "--weight", "carbonG=1", "--weight", "meanWaitH=0.1"],
    );
    expect(exitCode).toBe(0);
    for (const row of ["default", "best on training", "best in hindsight"]) {
      expect(stdout).toMatch(new RegExp(`^${row} `, "m"));
    }
    expect(stdout).toContain("1 x carbonG + 0.1 x meanWaitH");
    expect(stdout).toMatch(/where it was chosen, by .* % where it was not/);
  });

  it("ends with 1 when nothing keeps the limits, and when there is nothing to choose", async () => {
    const common = ["tune", scenario, "--policy", "threshold", "--train", "2024-03-01..2024-03-08"];
    const more = [...common, "--held-out", "2024-07-01..2024-07-08"];
    const limit = ["--vary", "threshold.limitGPerKwh=200", "--limit", "carbonG<=1"];
    const none = await lowtide(...more, ...limit);
    expect(none.exitCode).toBe(1);
    expect(none.stdout).toContain("No choice keeps the limits");
    const seeds = await lowtide(...more, "--vary", "seed=1..3");
    expect(seeds).toMatchObject({ exitCode: 1, stdout: "" });
    expect(seeds.stderr).toContain("nothing to choose");
  });
});
