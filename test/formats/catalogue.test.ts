import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Catalogue } from "../../engine/core/catalogue/catalogue.ts";
import { unwrap } from "../../engine/core/issue.ts";
import {
  extendCatalogue,
  isCatalogueCsv,
  readCatalogueRows,
} from "../../engine/formats/catalogue/read.ts";
import { mutated } from "../helpers/mutate.ts";

const BASE = [
  "size,region,provider,family,zone,vcpu,memoryGib,minWPerVcpu,maxWPerVcpu,source",
  "Standard_D8s_v5,,,Dsv5,,8,32,,,table",
  "Standard_E8s_v5,,,Dsv5,,8,64,,,table",
  ",westeurope,azure,,NL,,,,,table",
  ",,,Dsv5,,,,0.74,3.54,table",
].join("\n");

const base = unwrap(extendCatalogue(Catalogue.empty, [{ file: "base.csv", text: `${BASE}\n` }]));

function issuesOf(text: string, file = "mine.csv") {
  const result = extendCatalogue(base, [{ file, text }]);
  const issues = result.ok ? result.warnings : result.issues;
  return issues.map(({ code, path, line, hint, severity }) => ({
    code,
    path,
    line,
    hint,
    severity,
  }));
}

/** A file with one row. */
const row = (values: Record<string, string>) =>
  `${Object.keys(values).join(",")}\n${Object.values(values).join(",")}\n`;

describe("a catalogue with wrong values", () => {
  const d8 = { size: "Standard_D8s_v5", source: "x" };
  const price = { ...d8, region: "westeurope", date: "2026-11-01" };
  it.each([
    [{ ...d8, maxWPerVcpu: "0.00354" }, "catalogue/unit", "maxWPerVcpu", "looks like kW"],
    [{ ...d8, maxWPerVcpu: "3540" }, "catalogue/unit", "maxWPerVcpu", "3.54 W per vCPU"],
    [{ ...d8, embodiedKg: "1510400" }, "catalogue/unit", "embodiedKg", "g: did you mean 1510.4 kg"],
    [{ ...d8, embodiedKg: "1.5104" }, "catalogue/unit", "embodiedKg", "t: did you mean 1510.4 kg"],
    [{ ...d8, memoryGib: "32768" }, "catalogue/unit", "memoryGib", "MiB: did you mean 32 GiB"],
    [{ ...d8, lifespanYears: "48" }, "catalogue/unit", "lifespanYears", "months: did you mean 4"],
    [{ ...d8, lifespanYears: "35040" }, "catalogue/unit", "lifespanYears", "hours: did you mean 4"],
    [{ ...d8, spotRatio: "12" }, "catalogue/unit", "spotRatio", "did you mean 0.12"],
    [{ ...d8, spotRatio: "-0.1" }, "catalogue/unit", "spotRatio", "the nearest is 0"],
    [{ ...price, pricePerHour: "-0.46" }, "catalogue/unit", "pricePerHour", "the nearest is 0"],
    [{ ...price, pricePerHour: "free" }, "catalogue/number", "pricePerHour", "plain number"],
    [{ ...price, pricePerHour: '"0,46"' }, "catalogue/number", "pricePerHour", "plain number"],
    [{ ...d8, gpus: "1.5" }, "catalogue/number", "gpus", "nearest is 2"],
    [{ ...price, pricePerHour: "1", currency: "usd" }, "catalogue/text", "currency", "like USD"],
    [
      { region: "westeurope", year: "2023", pue: "114", source: "x" },
      "catalogue/unit",
      "pue",
      "1.14",
    ],
    [{ region: "westeurope", pue: "0.9", source: "x" }, "catalogue/unit", "pue", "nearest is 1"],
    [
      { region: "westeurope", year: "23", pue: "1.1", source: "x" },
      "catalogue/unit",
      "year",
      "1990",
    ],
    [{ ...d8, region: "westeurope", pricePerHour: "1" }, "catalogue/date", "date", "2026-06-18"],
    [{ ...price, pricePerHour: "1", date: "18.6.2026" }, "catalogue/date", "date", "2026-06-18"],
    [{ size: "Standard_D8s_v5", vcpu: "8" }, "catalogue/source", undefined, "source"],
    [{ ...d8, pue: "1.2" }, "catalogue/misplaced", "pue", "region"],
    [{ ...d8, pricePerHour: "1" }, "catalogue/misplaced", "pricePerHour", "size + region"],
    [{ ...d8, minWPerVcpu: "4", maxWPerVcpu: "3" }, "catalogue/bounds", "minWPerVcpu", "Exchange"],
    [{ ...d8, minWPerVcpu: "4" }, "catalogue/bounds", undefined, "Give both"],
    [
      { ...d8, boaviztaIdleW: "10", boaviztaHalfW: "15", boaviztaFullW: "30" },
      "catalogue/bounds",
      "boaviztaHalfW",
      "more than 20 W",
    ],
    [{ vcpu: "8", source: "x" }, "catalogue/row", undefined, "size"],
    [{ size: "Standard_D8s_v5", source: "x" }, "catalogue/row", undefined, "value"],
    [
      { size: "Standrd_D8s_v5", vcpu: "8", source: "x" },
      "catalogue/unknown-size",
      "size",
      "'Standard_D8s_v5'",
    ],
    [
      { ...price, size: "standard_d8s_v5", pricePerHour: "1" },
      "catalogue/unknown-size",
      "size",
      "'Standard_D8s_v5'",
    ],
  ])("%j: %s", (values, code, path, hint) => {
    const [issue, ...more] = issuesOf(row(values as Record<string, string>));
    expect(issue).toMatchObject({ code, path, line: 2, severity: "error" });
    expect(issue?.hint).toContain(hint);
    expect(more).toEqual([]);
  });

  it("says the nearest of an unknown column, in the header", () => {
    expect(issuesOf("size,vcpus,source\nStandard_D8s_v5,8,x\n")).toEqual([
      {
        code: "catalogue/column",
        path: "vcpus",
        line: 1,
        hint: "Did you mean 'vcpu'?",
        severity: "error",
      },
    ]);
  });

  it.each([
    ["", "catalogue/row"],
    ["size,vcpu,source\n", "catalogue/row"],
    ["size,vcpu,source\nStandard_D8s_v5,8\n", "catalogue/row"],
    ['size,vcpu,source\n"Standard_D8s_v5,8,x\n', "catalogue/row"],
    ["size,size,source\na,b,c\n", "catalogue/row"],
    ["size,vcpu,source\nStandard_D8s_v5,8,x\nStandard_D8s_v5,9,y\n", "catalogue/repeated"],
  ])("refuses %j", (text, code) => {
    expect(issuesOf(text)[0]).toMatchObject({ code, severity: "error" });
  });

  it("warns of a region that may be misspelt, and takes the price", () => {
    const text = row({
      size: "Standard_D8s_v5",
      region: "westeurpe",
      pricePerHour: "1",
      date: "2026-11-01",
      source: "x",
    });
    const [issue] = issuesOf(text);
    expect(issue).toMatchObject({ code: "catalogue/unknown-region", severity: "warning" });
    expect(issue?.hint).toContain("'westeurope'");
  });
});

describe("a catalogue in YAML", () => {
  const document = (rows: string) => `apiVersion: lowtide.dev/v1\nkind: Catalogue\nrows:\n${rows}`;

  it("says the same as one in CSV", () => {
    const csv = unwrap(
      readCatalogueRows("size,vcpu,memoryGib,date,source\na,8,32,2026-11-01,x\n", "m.csv"),
    );
    const yaml = unwrap(
      readCatalogueRows(
        document("  - { size: a, vcpu: 8, memoryGib: 32, date: 2026-11-01, source: x }\n"),
        "m.yaml",
      ),
    );
    const plain = (rows: typeof csv) => rows.map(({ raw: _, ...rest }) => rest);
    expect(plain(yaml)).toEqual(plain(csv));
  });

  it.each([
    [
      "  - { size: Standard_D8s_v5, maxWPerVcpu: 3540, source: x }",
      "catalogue/unit",
      "rows[0].maxWPerVcpu",
    ],
    [
      "  - { size: Standard_D8s_v5, maxWPerVcpu: [1], source: x }",
      "catalogue/number",
      "rows[0].maxWPerVcpu",
    ],
    ["  - { size: Standard_D8s_v5, wats: 1, source: x }", "catalogue/column", "rows[0].wats"],
    ["  - { size: Standard_D8s_v5, vcpu: 8 }", "catalogue/source", "rows[0]"],
    ["  - 7", "catalogue/row", "rows[0]"],
  ])("places the issue of %s", (rows, code, path) => {
    expect(issuesOf(document(`${rows}\n`), "m.yaml")[0]).toMatchObject({ code, path, line: 4 });
  });

  it.each(["a: 1\n", "- 1\n", "apiVersion: lowtide.dev/v1\nkind: Catalogue\nrows: 7\n", "null\n"])(
    "refuses %j",
    (text) => {
      expect(issuesOf(text, "m.yaml")[0]).toMatchObject({ code: "catalogue/row" });
    },
  );
});

describe("any text", () => {
  it("gives a catalogue or issues, never a crash", () => {
    const yaml = `apiVersion: lowtide.dev/v1\nkind: Catalogue\nrows:\n  - { size: a, vcpu: 8, memoryGib: 3, source: x }\n`;
    const piece = fc.oneof(
      fc.constantFrom("size,region,pue,vcpu,source\n", ",", "\n", '"', "a", "8", "-1", "1e999"),
      fc.string(),
    );
    const csv = fc.array(piece).map((pieces) => ({ file: "m.csv", text: pieces.join("") }));
    const damaged = mutated([yaml]).map((text) => ({ file: "m.yaml", text }));
    fc.assert(
      fc.property(fc.oneof(csv, damaged), (file) => {
        const result = extendCatalogue(base, [file]);
        if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
      }),
    );
  });

  it("is taken for a catalogue by its header alone", () => {
    expect(isCatalogueCsv("\uFEFFsize;vcpu;source\n")).toBe(true);
    expect(isCatalogueCsv("timestamp,gco2_per_kwh\n")).toBe(false);
    expect(isCatalogueCsv("Datetime (UTC),Country,Zone name,source\n")).toBe(false);
  });
});
