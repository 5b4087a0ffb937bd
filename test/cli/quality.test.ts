import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isAlive } from "../../engine/io/wall/process.ts";
import { cellsOf } from "../../engine/lab/quality/live-quality.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { BATCHES, trainedScenario } from "../lab/quality/trained-scenario.ts";
import { ROOT } from "../tidy/tree.ts";
import { lowtide } from "./lowtide.ts";

const all = tempFolder();
const temporaryFolder = () => mkdtempSync(join(all, "quality-"));
const TOTAL = cellsOf(BATCHES);

describe("lowtide quality compute", () => {
  it("starts nothing that is not trusted, and lists it", async () => {
    const temp = temporaryFolder();
    const log = join(temp, "asked.log");
    const folder = trainedScenario(temp, ["--log", log]);
    const { exitCode, stderr } = await lowtide("quality", "compute", folder, "--data-dir", temp);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("./steps/trainer.ts");
    expect(stderr).toContain("quality/not-trusted");
    expect(existsSync(log)).toBe(false);
  });

  it("computes with --trust, and then from what is kept", async () => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp);
    const first = await lowtide(
      ...["quality", "compute", folder, "--trust", "--json", "--data-dir", temp],
    );
    expect(first.exitCode).toBe(0);
    const { run, surface } = JSON.parse(first.stdout);
    expect(run).toMatchObject({ status: "complete", before: 0, done: TOTAL, failures: [] });
    expect(surface).toMatchObject({ batches: BATCHES, seed: 7 });
    expect(first.stderr).toContain("Starting: node ./steps/trainer.ts");
    const again = await lowtide(
      ...["quality", "compute", folder, "--trust", "--data-dir", temp, "--workers", "1"],
    );
    expect(again.stdout).toContain(`0 measured now, ${TOTAL} known before`);
  });

  it("says what failed, and keeps the rest", async () => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp, ["--fault", "die", "--at", "3"]);
    const { exitCode, stderr, stdout } = await lowtide(
      ...["quality", "compute", folder, "--trust", "--data-dir", temp],
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain("out of invoices");
    expect(stdout).toContain(`${TOTAL - (BATCHES - 3)} of ${TOTAL} cells`);
  });

  it("killed, leaves no program behind, and goes on where it was", async () => {
    const temp = temporaryFolder();
    const log = join(temp, "asked.log");
    const folder = trainedScenario(temp, ["--log", log, "--slowMs", "300"]);
    const args = ["quality", "compute", folder, "--trust", "--workers", "2", "--data-dir", temp];
    const main = join(ROOT, "engine/cli/main.ts");
    const child = spawn(process.execPath, [main, ...args], { stdio: "ignore" });
    const lines = () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []);
    await expect.poll(() => lines().length, { timeout: 20_000 }).toBeGreaterThan(6);
    child.kill("SIGKILL");
    const programs = new Set(lines().map((line) => JSON.parse(line).processId as number));
    expect(programs.size).toBe(2);
    await expect
      .poll(() => [...programs].some((id) => isAlive(id)), { timeout: 10_000 })
      .toBe(false);
    const { stdout } = await lowtide(...args);
    expect(stdout).toMatch(/measured now, [1-9]\d* known before/);
    const left = readdirSync(join(temp, "quality")).filter((name) => name.startsWith("work-"));
    expect(left).toEqual([]);
  });
});

describe("lowtide quality show", () => {
  it("prints the table, the policies and the detectors of an observed surface", async () => {
    const { exitCode, stdout } = await lowtide("quality", "show", "green-e2e-ml");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Observed: ");
    expect(stdout).toMatch(
      /2023-11-14 +73\.52 +72\.23 +72\.88 +72\.85 +72\.84 +72\.84\* +72\.84\*/,
    );
    expect(stdout).toMatch(/Naive, every day +7 +73\.44/);
    expect(stdout).toContain("adwin");
  });

  it("gives everything as JSON", async () => {
    const { stdout } = await lowtide("quality", "show", "green-e2e-ml", "--json");
    const { kind, accuracy, policies } = JSON.parse(stdout);
    expect(kind).toBe("observed");
    expect(accuracy[0][1]).toBe(0.7223);
    expect(accuracy[1][0]).toBeNull();
    expect(policies.map(({ policy }: { policy: string }) => policy)).toContain("drift-gated");
  });

  it("says how a surface is computed that is not there", async () => {
    const folder = trainedScenario(temporaryFolder());
    const { exitCode, stderr } = await lowtide("quality", "show", folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("quality/no-surface");
    expect(stderr).toContain("lowtide quality compute");
  });
});
