/** `lowtide account` and `lowtide report` as processes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../fakes/temp-folder.ts";
import { lowtide } from "./lowtide.ts";

const folder = tempFolder();

describe("lowtide account", () => {
  it("prints the score's terms, what it was for, the bill and how far assumptions move it", async () => {
    const { exitCode, stdout } = await lowtide("account", "green-e2e-ml", "-p", "threshold");
    expect(exitCode).toBe(0);
    for (const part of [
      "== naive (baseline)",
      "== threshold",
      "By kind",
      "Work by step",
      "By node pool",
      "Evidence",
      "Bill",
      "Lifespan of the hardware",
      "Decisions do not change",
    ]) {
      expect(stdout, part).toContain(part);
    }
  });

  it("prints one object with the audits, and the answer under --set", async () => {
    const args = ["account", "green-e2e-ml", "--set", "pue=2", "--set", "embodiedFactor=0"];
    const { stdout } = await lowtide(...args, "--json");
    const { audits, reaccounted, tornados } = JSON.parse(stdout);
    expect(audits).toHaveLength(4);
    expect(tornados).toHaveLength(4);
    expect(reaccounted.assumptions).toEqual({ pue: 2, embodiedFactor: 0 });
    const [before, after] = [reaccounted.before.policies[0], reaccounted.after.policies[0]];
    expect(after.energyKwh / before.energyKwh).toBeCloseTo(2 / 1.185, 9);
    for (const { terms } of audits) {
      expect(terms.sciGPerUnit * terms.units).toBeCloseTo(terms.operationalG + terms.embodiedG, 9);
    }
  });

  it.each([
    [["--set", "pue=0.5"], 1, "account/assumption"],
    [["--set", "lifetime=3"], 1, "lifespanYears"],
    [["--set", "pue"], 2, "NAME=VALUE"],
  ])("refuses %j", async (args, code, text) => {
    const { exitCode, stdout, stderr } = await lowtide("account", "green-e2e-ml", ...args);
    expect([exitCode, stdout]).toEqual([code, ""]);
    expect(stderr).toContain(text);
  });
});

describe("lowtide report", () => {
  it("writes Markdown to standard output and HTML to a file", async () => {
    const markdown = await lowtide("report", "green-e2e-ml", "--contact", "the platform team");
    expect(markdown.exitCode).toBe(0);
    expect(markdown.stdout).toMatch(/^# SCI report: /);
    expect(markdown.stdout).toContain("| Contact | the platform team |");
    const out = join(folder, "report.html");
    const args = ["-p", "threshold", "--format", "html", "-o", out];
    const { exitCode, stdout } = await lowtide("report", "green-e2e-ml", ...args);
    expect([exitCode, stdout]).toEqual([0, ""]);
    expect(readFileSync(out, "utf8")).toMatch(/^<!doctype html>/);
  });

  it("refuses a policy that the scenario does not have", async () => {
    const { exitCode, stderr } = await lowtide("report", "green-e2e-ml", "-p", "treshold");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("threshold");
  });
});
