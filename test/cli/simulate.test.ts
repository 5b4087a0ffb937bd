import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../fakes/temp-folder.ts";
import { lowtide } from "./lowtide.ts";

interface Result {
  readonly policy: string;
  readonly qualityMean: number;
  readonly carbonG: number;
  readonly savedVsBaselinePct: number;
  readonly decisions: readonly { at: string; action: string; reason: string }[];
}

interface Output {
  readonly grid: { synthetic: boolean; source: string };
  readonly seed: number;
  readonly results: readonly Result[];
  readonly logSha256: string;
}

async function json(...args: string[]): Promise<Output> {
  const { exitCode, stdout, stderr } = await lowtide("simulate", ...args, "--json");
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout) as Output;
}

describe("lowtide simulate --json", () => {
  it("prints one object with every figure, twice the same", async () => {
    const first = await lowtide("simulate", "green-e2e-ml", "--json");
    const output = JSON.parse(first.stdout);
    for (const key of "scenario seed functionalUnit baseline results logSha256".split(" ")) {
      expect(output, key).toHaveProperty(key);
    }
    expect(output.grid).toMatchObject({ zone: "DE", source: expect.any(String), synthetic: false });
    expect(output.results).toHaveLength(4);
    const keys =
      "policy sciGPerUnit units carbonG operationalG embodiedG energyKwh cost currency runs skipped " +
      "meanWaitH deadlineMisses qualityMean qualityMin cpuSecondsTimesIntensity decisions " +
      "savedVsBaselinePct";
    for (const result of output.results) {
      expect(Object.keys(result)).toEqual(expect.arrayContaining(keys.split(" ")));
      expect(result.carbonG).toBeCloseTo(result.operationalG + result.embodiedG, 9);
      expect(result.sciGPerUnit).toBeCloseTo(result.carbonG / result.units, 9);
      expect(result.decisions[0]).toMatchObject({
        at: expect.stringMatching(/^2023-11-1\dT\d\d:\d\d:\d\dZ$/),
        action: expect.stringMatching(/^(start|wait|skip)$/),
        reason: expect.any(String),
      });
    }
    expect(output.logSha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await lowtide("simulate", "green-e2e-ml", "--json")).stdout).toBe(first.stdout);
  });

  it("decides as the published experiment was observed to", async () => {
    const { results } = await json("green-e2e-ml", "--policy", "drift-gated");
    const starts = (index: number) =>
      results[index]?.decisions.filter((each) => each.action === "start").map((each) => each.at);
    expect(results.map((each) => each.policy)).toEqual(["naive", "drift-gated"]);
    expect(starts(0)).toHaveLength(7);
    expect(starts(1)).toEqual(["2023-11-13T23:00:00Z", "2023-11-18T23:00:00Z"]);
  });
});

describe("lowtide simulate", () => {
  it("takes policies by name, by type and from a file, beside the baseline", async () => {
    const file = "fixtures/cli/clean.yaml";
    const { results } = await json("nightly-retrain", "--policy", "immediate", "cron", "-p", file);
    expect(results.map((each) => each.policy)).toEqual(["immediate", "nightly", "very-clean"]);
  });

  it("names the policies there are when one is not", async () => {
    const { exitCode, stderr } = await lowtide("simulate", "nightly-retrain", "-p", "treshold");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no policy 'treshold'.*\[policy\/not-found\]\n.*threshold/);
  });

  it("draws drift and durations from the seed, and nothing else", async () => {
    const policy = ["--policy", "drift-gated"];
    const [one, two] = [
      await json("nightly-retrain", ...policy, "--seed", "1"),
      await json("nightly-retrain", ...policy, "--seed", "2"),
    ];
    expect([one.seed, two.seed]).toEqual([1, 2]);
    expect(one.logSha256).not.toBe(two.logSha256);
    expect(one.results[1]?.qualityMean).not.toBe(two.results[1]?.qualityMean);
    expect(one.grid).toEqual(two.grid);
    const facts = await json("green-e2e-ml", "--seed", "2");
    const same = await json("green-e2e-ml", "--seed", "3");
    expect(facts.results).toEqual(same.results);
  });

  it("keeps warnings off stdout, and a real file off the synthetic badge", async () => {
    const args = ["nightly-retrain", "--grid", "fixtures/cli/four-days.csv", "--json"];
    const { exitCode, stdout, stderr } = await lowtide("simulate", ...args);
    expect(exitCode).toBe(0);
    expect((JSON.parse(stdout) as Output).grid.synthetic).toBe(false);
    expect(stderr).toMatch(/four-days\.csv:52: .*interpolated.*\[grid\/gap\]/);
    expect(stderr).toContain("[grid/period-moved]");
  });

  it("says SYNTHETIC in the table of a generated year", async () => {
    const { stdout } = await lowtide("simulate", "nightly-retrain", "-p", "immediate");
    expect(stdout).toMatch(/^Grid NL: SYNTHETIC/m);
  });
});

describe("lowtide simulate --out", () => {
  const folder = tempFolder();

  it("writes the object, the log and the report", async () => {
    const out = join(folder, "new/answer");
    const { stdout, stderr } = await lowtide("simulate", "green-e2e-ml", "--json", "--out", out);
    expect(stderr).toContain("report.html");
    expect(readdirSync(out).sort()).toEqual(["events.jsonl", "report.html", "result.json"]);
    const text = (name: string) => readFileSync(join(out, name), "utf8");
    expect(text("result.json").trim()).toBe(stdout);
    for (const line of text("events.jsonl").trim().split("\n")) JSON.parse(line);
    expect(text("report.html")).toContain((JSON.parse(stdout) as Output).logSha256);
  });

  it.each([
    ["a scenario with a missing file", ["fixtures/cli/missing-file"]],
    ["an unknown policy", ["green-e2e-ml", "--policy", "fixtures/cli/unknown-field.yaml"]],
    ["a grid file that is none", ["nightly-retrain", "--grid", "package.json"]],
  ])("writes nothing for %s", async (_, args) => {
    const out = join(folder, "nothing");
    const { exitCode, stdout } = await lowtide("simulate", ...args, "--out", out);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(readdirSync(folder)).not.toContain("nothing");
  });
});
