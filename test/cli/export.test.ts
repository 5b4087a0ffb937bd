import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../fakes/temp-folder.ts";
import { lowtide } from "./lowtide.ts";

const folder = tempFolder();
const RUN = ["export", "green-e2e-ml", "--policy", "threshold", "--to", "impact-framework"];

interface Exported {
  readonly expected: Readonly<Record<string, number>>;
  readonly text?: string;
  readonly file?: string;
}

/** An output as the tool writes it, with these figures. */
function resultFile(name: string, { expected }: Exported, changed: Record<string, number> = {}) {
  const { energyKwh, operationalG, embodiedG, carbonG, sciGPerUnit } = { ...expected, ...changed };
  const file = join(folder, name);
  const lines = [
    "name: green-e2e-ml under threshold",
    "execution:",
    "  status: success",
    "tree:",
    "  aggregated:",
    `    energy: ${energyKwh}`,
    `    carbon-operational: ${operationalG}`,
    `    carbon-embodied: ${embodiedG}`,
    `    carbon: ${carbonG}`,
    `    sci: ${sciGPerUnit}`,
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

async function exported(): Promise<Exported> {
  const { stdout, exitCode } = await lowtide(...RUN, "--json");
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

describe("lowtide export", () => {
  it("writes the same document to stdout, to a file and into JSON, with the figures of simulate", async () => {
    const plain = await lowtide(...RUN);
    const { text, expected } = await exported();
    expect(plain.stdout.trimEnd()).toBe(text?.trimEnd());
    const out = join(folder, "new/folder/manifest.yml");
    const toFile = await lowtide(...RUN, "--out", out, "--json");
    expect(readFileSync(out, "utf8")).toBe(text);
    expect(JSON.parse(toFile.stdout)).toMatchObject({ expected, file: out });
    expect(JSON.parse(toFile.stdout)).not.toHaveProperty("text");
    const simulated = await lowtide("simulate", "green-e2e-ml", "--json");
    const { results } = JSON.parse(simulated.stdout);
    const same = results.find(({ policy }: { policy: string }) => policy === "threshold");
    expect(same).toMatchObject({ ...expected });
    for (const figure of ["energyKwh", "carbonG", "sciGPerUnit"]) {
      expect(text).toContain(String(expected[figure]));
    }
  });

  it("takes the seed, the history and parameters that a simulation takes", async () => {
    const nightly = ["export", "nightly-retrain", "-p", "nightly", "-t", "impact-framework"];
    const week = await lowtide(
      ...nightly,
      "--set",
      "length=7d",
      "--set",
      "cluster.nodePool.pue=1.5",
    );
    expect(week.stdout).toContain("2024-01-07");
    expect(week.stdout).not.toContain("2024-01-09T");
    expect(week.stdout).toContain("pue: 1.5\n");
    const other = await lowtide(...nightly, "--set", "length=7d", "--seed", "8");
    expect(other.stdout).toContain("seed 8");
    const refused = await lowtide(...nightly, "--set", "lenght=7d");
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain("Did you mean 'length'?");
  });

  it.each([
    [["-t", "impact-framework"], "export/policy", "naive, threshold, lowest-window, drift-gated"],
    [["-p", "naive"], "export/target", "impact-framework"],
    [["-p", "naive", "-t", "impact-framwork"], "export/target", "Did you mean 'impact-framework'?"],
    [["-p", "naif", "-t", "impact-framework"], "policy/not-found", "Did you mean 'naive'?"],
    [["-p", "naive", "-t", "impact-framework", "--verify", "none.yaml"], "files/missing", "path"],
  ])("refuses %j with what there is to choose", async (args, code, words) => {
    const answer = await lowtide("export", "green-e2e-ml", ...args);
    expect(answer).toMatchObject({ exitCode: 1, stdout: "" });
    expect(answer.stderr).toContain(`[${code}]`);
    expect(answer.stderr).toContain(words);
  });

  it("leaves nothing where it cannot write", async () => {
    const blocked = join(folder, "blocked");
    mkdirSync(blocked);
    const answer = await lowtide(...RUN, "--out", blocked);
    expect(answer).toMatchObject({ exitCode: 1, stdout: "" });
    expect(answer.stderr).toMatch(/\[files\//);
    expect(readdirSync(blocked)).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

describe("lowtide export --verify", () => {
  it("agrees with equal figures, and within the rounding of sums", async () => {
    const ours = await exported();
    const carbonG = (ours.expected.carbonG as number) * (1 + 5e-10);
    const answer = await lowtide(...RUN, "--verify", resultFile("same.yaml", ours, { carbonG }));
    expect(answer).toMatchObject({ exitCode: 0, stderr: "" });
    expect(answer.stdout).toMatch(/^carbonG .* 5\.0e-10$/m);
    expect(answer.stdout).toContain("They agree to 1e-9 relative.");
  });

  it("ends with 1 when a figure is further off, or missing", async () => {
    const ours = await exported();
    const energyKwh = (ours.expected.energyKwh as number) * (1 + 2e-9);
    const off = resultFile("off.yaml", ours, { energyKwh });
    const answer = await lowtide(...RUN, "--verify", off, "--json");
    expect(answer.exitCode).toBe(1);
    expect(JSON.parse(answer.stdout)).toMatchObject({ agrees: false, policy: "threshold" });
    const missing = resultFile("missing.yaml", ours);
    writeFileSync(missing, readFileSync(missing, "utf8").replace(/ {4}sci.*\n/, ""));
    const without = await lowtide(...RUN, "--verify", missing);
    expect(without.exitCode).toBe(1);
    expect(without.stdout).toContain("They do not agree");
  });

  it("does not take a failure for a result, nor another run's result in silence", async () => {
    const ours = await exported();
    const file = resultFile("failed.yaml", ours);
    writeFileSync(file, readFileSync(file, "utf8").replace("success", "fail\n  error: no plugin"));
    const failed = await lowtide(...RUN, "--verify", file);
    expect(failed).toMatchObject({ exitCode: 1, stdout: "" });
    expect(failed.stderr).toContain("no plugin");
    const naive = RUN.map((word) => (word === "threshold" ? "naive" : word));
    const other = await lowtide(...naive, "--verify", resultFile("other.yaml", ours));
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain("[export/other-run]");
  });
});
