import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOfUtc, isoInstant } from "../../engine/core/clock/civil.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../engine/core/limits.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { type GridInput, readGrid } from "../../engine/formats/grid/read.ts";

const read = (text: string, options: Omit<GridInput, "text" | "file"> = {}) =>
  readGrid({ text, file: "grid.csv", ...options });

function codes(text: string, options: Omit<GridInput, "text" | "file"> = {}): string[] {
  const result = read(text, options);
  return (result.ok ? result.warnings : result.issues).map(
    (issue) => `${issue.severity} ${issue.code}${issue.line === undefined ? "" : `:${issue.line}`}`,
  );
}

const HEADER = "timestamp,gco2_per_kwh";
const rows = (values: readonly (number | string)[], startMs = instantOfUtc(2024, 5, 1)) =>
  values.map((value, i) => `${isoInstant(startMs + i * HOUR_MS)},${value}`);

const intensityColumn = (basis: string) => `Carbon intensity gCO₂eq/kWh (${basis})`;

const TWO_ZONES = [
  ["Datetime (UTC),Zone id", ...["direct", "Life cycle"].map(intensityColumn)].join(","),
  "2024-01-01 00:00:00,AA,10,20",
  "2024-01-01 00:00:00,BB,30,40",
  "2024-01-01 01:00:00,AA,11,21",
  "2024-01-01 01:00:00,BB,31,41",
  "",
].join("\n");
const ONE_ZONE = TWO_ZONES.replaceAll(/.*BB.*\n/g, "");

describe("readGrid", () => {
  it("reads the same from Windows, old Mac and marked UTF-8 text", () => {
    const unix = `${[HEADER, ...rows([100, 110, 120])].join("\n")}\n`;
    const expected = unwrap(read(unix));
    for (const text of [
      unix.replaceAll("\n", "\r\n"),
      unix.replaceAll("\n", "\r"),
      `\uFEFF${unix}`,
      unix.replaceAll(",", "\t"),
      unix.replaceAll("\n", "\n\n"),
    ]) {
      expect(unwrap(read(text))).toEqual(expected);
    }
  });

  it("takes life-cycle values unless direct ones are asked for", () => {
    expect(unwrap(read(ONE_ZONE))).toMatchObject({ gPerKwh: [20, 21], about: { zone: "AA" } });
    expect(unwrap(read(ONE_ZONE, { column: "direct" }))).toMatchObject({
      gPerKwh: [10, 11],
      about: { basis: "direct" },
    });
    const directOnly = ONE_ZONE.replace(/\(Life cycle\)/, "(other)");
    expect(codes(directOnly, { column: "life-cycle" })).toEqual(["error grid/column:1"]);
  });

  it("warns when a basis is asked of a file that states none", () => {
    const text = `${[HEADER, ...rows([100, 110])].join("\n")}\n`;
    expect(codes(text, { column: "direct" })).toEqual(["warning grid/column"]);
  });

  it("takes the wanted zone from a file of several", () => {
    expect(unwrap(read(TWO_ZONES, { zone: "BB" }))).toMatchObject({
      gPerKwh: [40, 41],
      about: { zone: "BB" },
    });
    expect(codes(TWO_ZONES)[0]).toBe("error grid/mixed-zones:3");
    expect(codes(TWO_ZONES, { zone: "CC" })).toEqual(["error grid/zone"]);
  });

  it("reads a file of another zone under its own name, and says so", () => {
    const result = read(ONE_ZONE, { zone: "CC" });
    expect(unwrap(result).about).toMatchObject({
      zone: "AA",
      repairs: ["The file is of zone AA, not CC."],
    });
    expect(codes(ONE_ZONE, { zone: "CC" })).toEqual(["warning grid/zone"]);
  });

  it("gives a plain file the zone it is told", () => {
    const text = `${[HEADER, ...rows([100, 110])].join("\n")}\n`;
    expect(unwrap(read(text, { zone: "AA" })).about.zone).toBe("AA");
    expect(unwrap(read(text)).about.zone).toBe("not stated");
  });

  it("fills three hours and not four, at any step", () => {
    for (const minutes of [5, 15, 30, 60]) {
      const stepMs = minutes * MINUTE_MS;
      const file = (missingMs: number) => {
        const all = Array.from({ length: DAY_MS / stepMs }, (_, i) => i * stepMs);
        const kept = all.filter((at) => at < 6 * HOUR_MS || at >= 6 * HOUR_MS + missingMs);
        const start = instantOfUtc(2024, 5, 1);
        const lines = kept.map((at) => `${isoInstant(start + at)},${100 + at / HOUR_MS}`);
        return `${[HEADER, ...lines].join("\n")}\n`;
      };
      const trace = unwrap(read(file(3 * HOUR_MS)));
      expect(trace.gPerKwh).toHaveLength(DAY_MS / stepMs);
      trace.gPerKwh.forEach((value, i) => {
        expect(value).toBeCloseTo(100 + (i * stepMs) / HOUR_MS, 9);
      });
      const firstAfter = 6 * (60 / minutes) + 2;
      expect(codes(file(4 * HOUR_MS))).toEqual([`error grid/gap:${firstAfter}`]);
    }
  });

  it("tells each repair twice: as a warning and with the trace", () => {
    const shuffled = [HEADER, ...rows([100, 110, "", 130]).toReversed(), ...rows([100]), ""];
    const result = read(shuffled.join("\n"));
    if (!result.ok) throw new Error("refused");
    expect(result.warnings.map((issue) => issue.code)).toEqual([
      "grid/order",
      "grid/duplicate",
      "grid/gap",
    ]);
    expect(result.value.about.repairs).toHaveLength(3);
    expect(result.value.gPerKwh).toEqual([100, 110, 120, 130]);
  });

  it("keeps a true hour that comes before a clock change, when times have offsets", () => {
    const start = instantOfUtc(2024, 3, 31);
    const gap = [HEADER, ...rows([100, 110, 120, 130, 140], start)].toSpliced(3, 1);
    expect(codes(`${gap.join("\n")}\n`)).toEqual(["warning grid/gap:4"]);
    const local = gap.map((line) => line.replace("Z,", ","));
    expect(codes(`${local.join("\n")}\n`)).toEqual(["error grid/local-time:4"]);
  });

  it("refuses text over the size limit without reading it", () => {
    expect(codes(" ".repeat(MAX_GRID_FILE_BYTES + 1))).toEqual(["error grid/too-large"]);
  });

  it("never throws, whatever the text", () => {
    const piece = fc.oneof(
      fc.constantFrom(HEADER, "\n", ",", ";", '"', "2024-05-01T00:00:00Z", "12", "-1", "=1", "é"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const result = read(`${HEADER}\n${pieces.join("")}`);
        if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a plain file", () => {
  it("is read to the trace that it was written from", () => {
    const value = fc.double({ min: 3, max: 1_200, noNaN: true });
    const steps = fc.constantFrom(1, 5, 15, 30, 60, 1_440).map((minutes) => minutes * MINUTE_MS);
    const start = fc.integer({ min: 0, max: 60 * 365 * 24 * 60 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2 }), steps, start, (gPerKwh, stepMs, minute) => {
        const about = unwrap(read(`${[HEADER, ...rows([1_0, 20])].join("\n")}\n`)).about;
        const trace = { startMs: minute * MINUTE_MS, stepMs, gPerKwh, about };
        const lines = gPerKwh.map((g, i) => `${isoInstant(trace.startMs + i * stepMs)},${g}`);
        const result = read(`${[HEADER, ...lines].join("\n")}\n`);
        expect(result.ok && result.warnings).toEqual([]);
        expect(unwrap(result)).toEqual(trace);
      }),
    );
  });
});

describe("a forecast beside the values", () => {
  const header = "timestamp,gco2_per_kwh,forecast_gco2_per_kwh";
  const lines = (...cells: string[]) =>
    [header, ...cells.map((each, hour) => `2024-05-01T0${hour}:00:00Z,${each}`), ""].join("\n");

  it("is kept step by step, with its gaps", () => {
    const { gPerKwh, forecastGPerKwh } = unwrap(read(lines("100,90", "110,", ",95", "130,99.5")));
    expect(gPerKwh).toEqual([100, 110, 120, 130]);
    expect(forecastGPerKwh).toEqual([90, null, 95, 99.5]);
  });

  it("may lie in another order and be told twice", () => {
    const text = `${header}\n2024-05-01T01:00Z,110,95\n2024-05-01T00:00Z,100,\n2024-05-01T00:00Z,100,90\n`;
    expect(unwrap(read(text)).forecastGPerKwh).toEqual([90, 95]);
  });

  it("is absent where the column is empty, or missing", () => {
    expect(unwrap(read(lines("100,", "110,")))).not.toHaveProperty("forecastGPerKwh");
    const plain = `${[HEADER, ...rows([100, 110])].join("\n")}\n`;
    expect(unwrap(read(plain))).not.toHaveProperty("forecastGPerKwh");
  });

  it("must be as plausible as the values, and does not stand in for them", () => {
    expect(codes(lines("100,-5", "110,95"))).toEqual(["error grid/negative:2"]);
    expect(codes(lines(",90", ",95"))).toContain("error grid/no-values:2");
  });

  it("is read from NESO's names, as direct intensity in UTC", () => {
    const text = [
      "from,to,forecast,actual,index",
      "2018-01-20T12:00Z,2018-01-20T12:30Z,266,263,moderate",
      "2018-01-20T12:30Z,2018-01-20T13:00Z,271,268,moderate",
      "",
    ].join("\n");
    expect(unwrap(read(text))).toMatchObject({
      stepMs: 30 * MINUTE_MS,
      gPerKwh: [263, 268],
      forecastGPerKwh: [266, 271],
      about: { source: "NESO Carbon Intensity API", basis: "direct", licence: "CC BY 4.0" },
    });
  });
});
