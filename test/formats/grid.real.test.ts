/** Reads published histories when their folder is given: `LOWTIDE_DATA=FOLDER npm test`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { traceStats } from "../../engine/core/carbon/stats.ts";
import { instantOfUtc } from "../../engine/core/clock/civil.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { readGrid } from "../../engine/formats/grid/read.ts";

const folder = process.env.LOWTIDE_DATA;
if (folder === undefined) console.log("LOWTIDE_DATA is not set: published histories not tried.");

interface Published {
  readonly zone: string;
  readonly label: string;
  readonly n: number;
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly ac1: number;
  readonly ac24: number;
}

const CASES = [
  ["NL", 2021, "OpenDC/EM 2021", "NL_hourly_2021-2024.csv"],
  ["NL", 2022, "OpenDC/EM 2022", "NL_hourly_2021-2024.csv"],
  ["NL", 2023, "OpenDC/EM 2023", "NL_hourly_2021-2024.csv"],
  ["NL", 2024, "OpenDC/EM 2024", "NL_hourly_2021-2024.csv"],
  ["DE", 2022, "EM 2022 lca", "DE-LU_2022_hourly.csv"],
  ["DE", 2023, "EM 2023 lca", "DE-LU_2023_hourly.csv"],
  ["DE", 2024, "EM 2024 lca", "DE-LU_2024_hourly.csv"],
  ["DE", 2024, "EM 2024 direct", "DE-LU_2024_hourly.csv"],
  ["US-CAL-CISO", 2022, "EM 2022 lca", "US-CAL-CISO_2022_hourly.csv"],
] as const;

describe.runIf(folder !== undefined)("published histories", () => {
  const grid = (file: string) => readFileSync(join(folder as string, "grid", file), "utf8");
  const published = () => JSON.parse(grid("ci_stats.json")) as Published[];

  it.each(CASES)("%s %d (%s) has the statistics computed elsewhere", (zone, year, label, file) => {
    const column = label.endsWith("direct") ? ({ column: "direct" } as const) : {};
    const trace = unwrap(readGrid({ text: grid(file), file, zone, ...column }));
    const from = (instantOfUtc(year, 1, 1) - trace.startMs) / trace.stepMs;
    const to = (instantOfUtc(year + 1, 1, 1) - trace.startMs) / trace.stepMs;
    const startMs = instantOfUtc(year, 1, 1);
    const stats = traceStats({ ...trace, startMs, gPerKwh: trace.gPerKwh.slice(from, to) });
    const expected = published().find((row) => row.zone === zone && row.label === label);
    if (expected === undefined) throw new Error(`no statistics of ${zone} ${label}`);
    expect(trace.about.zone).toBe(zone);
    expect(stats.count).toBe(expected.n);
    for (const name of ["mean", "std", "min", "p5", "p50", "p95", "max"] as const) {
      expect(stats[name], name).toBeCloseTo(expected[name], 0.9);
    }
    expect(stats.autocorrelation.h1).toBeCloseTo(expected.ac1, 2);
    expect(stats.autocorrelation.h24).toBeCloseTo(expected.ac24, 2);
  });

  it("reads half-hourly values, which average to the hourly ones", () => {
    const traceOf = (file: string) => unwrap(readGrid({ text: grid(file), file }));
    const halves = traceOf("DE_30min_20200101-20210109.csv");
    const hours = traceOf("DE_hourly_20200101-20210109.csv");
    expect(halves.stepMs * 2).toBe(hours.stepMs);
    expect(halves.startMs).toBe(hours.startMs);
    expect(traceStats(halves).mean / traceStats(hours).mean).toBeCloseTo(1, 3);
  });
});
