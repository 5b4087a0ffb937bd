import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../fakes/temp-folder.ts";
import { lowtide } from "./lowtide.ts";

const folder = tempFolder();

/** Twenty days that repeat, up to a drift of 1 g/kWh a day. */
function written(): string {
  const file = join(folder, "twenty-days.csv");
  const lines = Array.from({ length: 20 * 24 }, (_, hour) => {
    const time = new Date(Date.UTC(2024, 0, 1, hour)).toISOString();
    return `${time},${300 + 10 * (hour % 24) + Math.floor(hour / 24)}`;
  });
  writeFileSync(file, `timestamp,gco2_per_kwh\n${lines.join("\n")}\n`);
  return file;
}

describe("lowtide grid forecast", () => {
  it("scores every model that rests on history, by lead", async () => {
    const { exitCode, stdout } = await lowtide("grid", "forecast", written(), "--json");
    expect(exitCode).toBe(0);
    const { models } = JSON.parse(stdout);
    expect(models.map((each: { model: string }) => each.model)).toEqual([
      "same-hour-yesterday",
      "same-hour-last-week",
      "persistence",
      "seasonal-naive",
    ]);
    const [yesterday, lastWeek] = models;
    expect(yesterday.restsOnTruth).toBe(false);
    expect(yesterday.byLead[0]).toMatchObject({ leadH: 1, count: 9 * 24, maeGPerKwh: 1 });
    expect(yesterday.byLead[5]).toMatchObject({ leadH: 48, maeGPerKwh: 3 });
    expect(lastWeek.byLead[6]).toMatchObject({ leadH: 96, maeGPerKwh: 7 });
  });

  it("prints a table of the models that are asked for, and says which rest on the truth", async () => {
    const args = ["--model", "persistence", "oracle"];
    const { stdout } = await lowtide("grid", "forecast", written(), ...args);
    expect(stdout).toMatch(/^Lead h +persistence +oracle$/m);
    expect(stdout).toMatch(/^24 +1\.0 \(0\.2 %\) +0\.0 \(0\.0 %\)$/m);
    expect(stdout).toContain("Rests on the truth, seed 0: oracle");
  });

  it("scores what was published where the file carries it, and refuses it where not", async () => {
    const plain = written();
    const refused = await lowtide("grid", "forecast", plain, "--model", "published");
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain("grid/no-forecast");
    expect(refused.stderr).toContain("forecast_gco2_per_kwh");
    const [, ...rows] = readFileSync(plain, "utf8").trim().split("\n");
    const both = rows.map((row) => `${row},${Number(row.split(",")[1]) + 2}`);
    const file = join(folder, "published.csv");
    writeFileSync(file, `timestamp,gco2_per_kwh,forecast_gco2_per_kwh\n${both.join("\n")}\n`);
    const { models } = JSON.parse((await lowtide("grid", "forecast", file, "--json")).stdout);
    const last = models.at(-1);
    expect(last).toMatchObject({ model: "published", restsOnTruth: false });
    expect(last.byLead[0]).toMatchObject({ leadH: 1, maeGPerKwh: 2 });
    expect(last.byLead[5]).toMatchObject({ leadH: 48, count: 0, maeGPerKwh: null });
  });

  it("refuses a history that is too short, and a model that does not exist", async () => {
    const short = await lowtide("grid", "forecast", "fixtures/cli/four-days.csv");
    expect(short).toMatchObject({ exitCode: 1, stdout: "" });
    expect(short.stderr).toContain("grid/too-short");
    const unknown = await lowtide("grid", "forecast", written(), "--model", "crystal-ball");
    expect(unknown).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
