import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Catalogue } from "../../engine/core/catalogue/catalogue.ts";
import { unwrap } from "../../engine/core/issue.ts";
import {
  extendCatalogue,
  isCatalogueCsv,
  readCatalogueRows,
} from "../../engine/formats/catalogue/read.ts";
import { readRetailPrices } from "../../engine/formats/catalogue/retail-prices.ts";
import { writePrices } from "../../engine/formats/catalogue/write.ts";
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
    const damaged = mutated(yaml).map((text) => ({ file: "m.yaml", text }));
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

const ITEM = {
  currencyCode: "USD",
  tierMinimumUnits: 0,
  retailPrice: 0.46,
  unitPrice: 0.46,
  armRegionName: "westeurope",
  location: "EU West",
  effectiveStartDate: "2021-11-01T00:00:00Z",
  meterId: "00000000-0000-0000-0000-000000000000",
  meterName: "D8s v5",
  productId: "DZH318Z0000X",
  skuId: "DZH318Z0000X/0001",
  productName: "Virtual Machines Dsv5 Series",
  skuName: "D8s v5",
  serviceName: "Virtual Machines",
  serviceId: "DZH313Z7MMC8",
  serviceFamily: "Compute",
  unitOfMeasure: "1 Hour",
  type: "Consumption",
  isPrimaryMeterRegion: true,
  armSkuName: "Standard_D8s_v5",
};

const SIZES = ["Standard_D8s_v5", "Standard_E8s_v5"];

function page(items: readonly unknown[], more: Record<string, unknown> = {}) {
  const text = JSON.stringify({
    BillingCurrency: "USD",
    CustomerEntityId: "Default",
    CustomerEntityType: "Retail",
    Items: items,
    NextPageLink: null,
    Count: items.length,
    ...more,
  });
  return { file: "prices.json", text };
}

describe("Azure's retail prices", () => {
  const spot = { ...ITEM, skuName: "D8s v5 Spot", meterName: "D8s v5 Spot", retailPrice: 0.0552 };

  it("become prices on demand and spot, each with its own date, over several pages", () => {
    const later = { ...spot, effectiveStartDate: "2026-10-01T00:00:00Z", retailPrice: 0.07 };
    const pages = [page([ITEM, later], { NextPageLink: "https://prices/2" }), page([spot])];
    const { prices, leftOut, nextPage } = unwrap(readRetailPrices(pages, SIZES));
    expect(prices.map(({ kind, price, date }) => [kind, price, date])).toEqual([
      ["pricePerHour", 0.46, "2021-11-01"],
      ["spotPerHour", 0.07, "2026-10-01"],
    ]);
    expect(leftOut).toEqual({ "older than another price of the same": 1 });
    expect(nextPage).toBeUndefined();
    const written = unwrap(extendCatalogue(base, [{ file: "out.csv", text: writePrices(prices) }]));
    const name = "Standard_D8s_v5\twesteurope";
    expect(written.number("price", name, "pricePerHour")?.value).toBe(0.46);
    expect(written.number("price", name, "spotPerHour")).toMatchObject({
      value: 0.07,
      date: "2026-10-01",
    });
  });

  it.each([
    [{ productName: "Virtual Machines Dsv5 Series Windows" }, "Windows"],
    [{ productName: "Dsv5 Series Cloud Services" }, "Cloud Services"],
    [{ type: "Reservation", reservationTerm: "1 Year", retailPrice: 2400 }, "a reservation"],
    [{ type: "DevTestConsumption" }, "of type DevTestConsumption"],
    [{ skuName: "D8s v5 Low Priority" }, "low priority"],
    [{ unitOfMeasure: "1/Month" }, "not by the hour"],
    [{ serviceName: "Storage" }, "not a virtual machine"],
    [{ armSkuName: "Standard_Z1" }, "of a size that the catalogue does not have"],
    [{ armSkuName: "" }, "of a size that the catalogue does not have"],
    [{ isPrimaryMeterRegion: false }, "a second meter of the region"],
    [{ retailPrice: 0 }, "without a price"],
    [{ retailPrice: -1 }, "without a price"],
  ])("leave out %j", (change, reason) => {
    const { prices, leftOut } = unwrap(
      readRetailPrices([page([{ ...ITEM, ...change }, spot])], SIZES),
    );
    expect(prices.map(({ kind }) => kind)).toEqual(["spotPerHour"]);
    expect(leftOut).toEqual({ [reason]: 1 });
  });

  it("say where the next page is", () => {
    const last = page([ITEM], { NextPageLink: "https://prices.azure.com:443/x?$skip=1000" });
    expect(unwrap(readRetailPrices([last], SIZES)).nextPage).toContain("$skip=1000");
  });

  it.each([
    ["no JSON", [{ file: "p.json", text: "<html>" }]],
    ["no page", [{ file: "p.json", text: "[]" }]],
    ["an item without a price", [page([{ ...ITEM, retailPrice: "0.46" }])]],
    ["two currencies", [page([ITEM, { ...spot, currencyCode: "EUR" }])]],
    ["nothing that can be used", [page([{ ...ITEM, type: "Reservation" }])]],
  ])("that are %s are an issue", (_, files) => {
    const result = readRetailPrices(files, SIZES);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.issues[0]?.code).toBe("catalogue/import");
  });
});
