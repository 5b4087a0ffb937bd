import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../fakes/temp-folder.ts";
import { issuesOf, lowtide } from "./lowtide.ts";

const folder = tempFolder();
const OWN = "fixtures/catalogue/own.yaml";
const PAGES = [
  "fixtures/catalogue/retail-prices-1.json",
  "fixtures/catalogue/retail-prices-2.json",
];

describe("lowtide catalogue", () => {
  it("shows a size with the sources of its numbers, three power models and their band", async () => {
    const { stdout, exitCode } = await lowtide(
      ...["catalogue", "show", "Standard_D8s_v5", "--region", "westeurope"],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/CCF, linear +18\.5 +20\.7 +29\.7 +40\.9/);
    expect(stdout).toMatch(/Teads curve +16\.6 +23\.3 +37\.9 +47\.0/);
    expect(stdout).toMatch(/Boavizta +17\.4 +26\.5 +45\.7 +57\.9/);
    expect(stdout).toMatch(/band +16\.6-18\.5 +20\.7-26\.5 +29\.7-45\.7 +40\.9-57\.9/);
    expect(stdout).toMatch(/on demand 0\.46 USD \(2026-06-18\): Azure Retail Prices/);
    expect(stdout).toMatch(/spot 0\.0552 USD, assumed: /);
    const numbers = stdout.split("\n").filter((line) => /^ {2}[a-zA-Z]+: [\d.]+/.test(line));
    expect(numbers.length).toBeGreaterThan(10);
    const lines = stdout.split("\n");
    for (const line of numbers) expect(lines[lines.indexOf(line) + 1]).toMatch(/^ {4}\S.{15}/);
  });

  it("says what is not known instead of inventing it", async () => {
    const { stdout } = await lowtide("catalogue", "show", "Standard_ND96isr_H100_v5");
    expect(stdout).toContain("CCF, linear: not known (no minWPerVcpu, maxWPerVcpu)");
    expect(stdout).toMatch(/Embodied[^\n]*\n {2}not known/);
    expect(stdout).toMatch(/Prices by the hour\n {2}not known/);
  });

  it.each([
    [["show", "Standard_D8s_v6"], "catalogue/unknown-size", "Standard_D8s_v5"],
    [["show", "Standard_D8s_v5", "-r", "eastus3"], "catalogue/unknown-region", "eastus"],
    [["list", "-r", "west"], "catalogue/unknown-region", "westus"],
    [["list", "-c", "fixtures/catalogue/wrong-units.csv"], "catalogue/unit", "3.54"],
    [["import", OWN], "catalogue/import", "Items"],
    [["import", "nowhere.json"], "files/missing", "path"],
  ])("%j is an issue", async (args, code, hint) => {
    const { exitCode, stdout, stderr } = await lowtide("catalogue", ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(code);
    expect(stderr).toContain(hint);
  });

  it("lists sizes with GPUs and prices of a region as JSON", async () => {
    const args = ["catalogue", "list", "--gpu", "--region", "polandcentral", "--json"];
    const sizes = JSON.parse((await lowtide(...args)).stdout) as {
      size: string;
      gpus: number;
      pricePerHour: number;
    }[];
    expect(sizes.map(({ size }) => size)).toContain("Standard_ND96amsr_A100_v4");
    expect(sizes.every(({ gpus, pricePerHour }) => gpus > 0 && pricePerHour > 0)).toBe(true);
  });

  it("lists regions, those of a user's file with them", async () => {
    const { stdout } = await lowtide("catalogue", "regions", "--json", "--catalogue", OWN);
    const regions = JSON.parse(stdout) as { region: string; zone: string; pue: unknown[] }[];
    const cellar = regions.find(({ region }) => region === "cellar");
    expect(cellar).toMatchObject({ zone: "DE", pue: [{ value: 1.4, source: "meters of 2025" }] });
  });

  it("imports Azure's prices, which a scenario then uses", async () => {
    const out = join(folder, "prices.csv");
    const imported = await lowtide("catalogue", "import", ...PAGES, "--out", out);
    expect(imported.exitCode).toBe(0);
    expect(imported.stderr).toContain("Wrote 2 prices");
    for (const reason of ["1 Windows", "1 a reservation", "1 low priority"]) {
      expect(imported.stderr).toContain(reason);
    }
    expect(await issuesOf(out)).toMatchObject({ valid: true, issues: [] });
    const shown = await lowtide(
      ...["catalogue", "show", "Standard_D8s_v5", "-r", "westeurope", "-c", out, "--json"],
    );
    const [price] = (JSON.parse(shown.stdout) as { prices: Record<string, unknown>[] }).prices;
    expect(price?.onDemand).toMatchObject({ pricePerHour: 0.47, date: "2026-09-01" });
    expect(price?.spot).toMatchObject({ pricePerHour: 0.0987, date: "2026-11-01", assumed: false });
  });

  it("says that a page is missing, and writes nothing when there is nothing", async () => {
    const first = await lowtide("catalogue", "import", PAGES[0] as string);
    expect(first.stderr).toContain("catalogue/more-pages");
    expect(first.stdout.split("\n")).toHaveLength(2);
    const out = join(folder, "none.csv");
    const none = await lowtide("catalogue", "import", OWN, "-o", out);
    expect([none.exitCode, existsSync(out)]).toEqual([1, false]);
  });
});

describe("a catalogue file", () => {
  it("is valid in both formats, or lists its issues with their lines", async () => {
    expect((await lowtide("validate", OWN)).stdout).toBe(`${OWN}: valid catalogue`);
    const { exitCode, issues } = await issuesOf("fixtures/catalogue/wrong-units.csv");
    expect(exitCode).toBe(1);
    expect(issues.map(({ code, path, line }) => [code, path, line])).toEqual([
      ["catalogue/unit", "maxWPerVcpu", 2],
      ["catalogue/unit", "pue", 3],
      ["catalogue/unit", "pricePerHour", 4],
    ]);
    expect(issues[1]?.hint).toContain("1.18");
  });

  it("leaves a scenario as it is that states all its numbers", async () => {
    const args = ["simulate", "green-e2e-ml", "--policy", "immediate", "--json"];
    const [plain, over] = await Promise.all([
      lowtide(...args),
      lowtide(...args, "--catalogue", OWN),
    ]);
    expect(over.stdout).toBe(plain.stdout);
  });

  it("that is wrong stops a simulation", async () => {
    const wrong = "fixtures/catalogue/wrong-units.csv";
    const { exitCode, stderr } = await lowtide("simulate", "green-e2e-ml", "-c", wrong);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("catalogue/unit");
  });
});
