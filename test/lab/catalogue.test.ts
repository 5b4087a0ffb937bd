import { describe, expect, it } from "vitest";
import { powerOf } from "../../engine/core/catalogue/power-models.ts";
import { pueOf } from "../../engine/core/catalogue/regions.ts";
import { numberOfSize, priceOf, spotPriceOf } from "../../engine/core/catalogue/sizes.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { readCatalogueRows } from "../../engine/formats/catalogue/read.ts";
import { listRegions, listSizes, sizesOf } from "../../engine/lab/catalogue/describe.ts";
import { builtInCatalogue, builtInFiles, catalogueWith } from "../../engine/lab/catalogue/load.ts";

const catalogue = builtInCatalogue();

describe("the built-in catalogue", () => {
  it("has a source for every single value", () => {
    const values = [...catalogue.all()];
    expect(values.length).toBeGreaterThan(800);
    const silent = values.filter(({ sourced }) => sourced.source.trim().length < 20);
    expect(silent).toEqual([]);
  });

  it("has a date for every price", () => {
    const undated = [...catalogue.all()].filter(
      ({ subject, sourced }) => subject === "price" && !/^2026-\d\d-\d\d$/.test(sourced.date ?? ""),
    );
    expect(undated).toEqual([]);
  });

  it("is read by the parser of users' files, each file without an issue", () => {
    for (const { file, text } of builtInFiles()) {
      const rows = readCatalogueRows(text, file);
      expect([file, rows.ok]).toEqual([file, true]);
    }
  });

  it("names nothing that it does not have, but for a GPU of which no power is published", () => {
    const reread = catalogueWith(builtInFiles());
    const names = reread.ok ? reread.warnings.map(({ message }) => message) : ["refused"];
    expect(new Set(names)).toEqual(new Set(["the catalogue has no row about the gpu 'H100'"]));
  });

  it("has all families with power, host and life, apart from H100, of which nothing is published", () => {
    const lacking = sizesOf(catalogue).filter((size) => {
      const numbers = ["embodiedKg", "hostVcpu", "lifespanYears", "memoryWPerGib"];
      const known = numbers.every((field) => numberOfSize(catalogue, size, field));
      const gpus = catalogue.number("size", size, "gpus")?.value ?? 0;
      const gpuKnown = gpus === 0 || numberOfSize(catalogue, size, "gpuFullW") !== undefined;
      return !(known && gpuKnown && powerOf(catalogue, size, "ccf", true).known);
    });
    expect(lacking.every((size) => size.includes("H100"))).toBe(true);
    expect(lacking).toHaveLength(3);
  });

  it("lets no size have more vCPU than its host", () => {
    for (const size of sizesOf(catalogue)) {
      const host = numberOfSize(catalogue, size, "hostVcpu")?.value ?? Number.POSITIVE_INFINITY;
      expect(numberOfSize(catalogue, size, "vcpu")?.value).toBeLessThanOrEqual(host);
    }
  });

  it("derives prices only in proportion to a published one", () => {
    for (const region of ["westeurope", "eastus", "swedencentral"]) {
      const perVcpu = listSizes(catalogue, { region })
        .filter(({ size }) => /^Standard_D\d+s_v5$/.test(size))
        .map(({ pricePerHour = 0, vcpu }) => (pricePerHour / vcpu).toFixed(9));
      expect(perVcpu).toHaveLength(8);
      expect(new Set(perVcpu).size).toBe(1);
    }
    // One point gives no line: siblings of these have no price.
    expect(priceOf(catalogue, "Standard_E16s_v5", "westeurope")).toBeUndefined();
    expect(priceOf(catalogue, "Standard_ND96asr_v4", "uksouth")).toBeUndefined();
  });

  it("takes a spot price as an assumption, and none where no ratio is assumed", () => {
    const spot = spotPriceOf(catalogue, "Standard_NC6s_v3", "westeurope");
    expect(spot?.pricePerHour).toBeCloseTo(3.823 * 0.25, 12);
    expect(spot?.assumed).toBe(true);
    expect(spot?.source).toContain("an assumption");
    expect(spotPriceOf(catalogue, "Standard_B4ms", "westeurope")).toBeUndefined();
  });

  it.each([
    ["westeurope", 2023, 1.14, 2023],
    ["westeurope", 2019, 1.158, 2022],
    ["westeurope", 2030, 1.122, 2025],
    // Of 2022 and 2024, as near as each other, the earlier one.
    ["polandcentral", 2023, 1.12, 2022],
    ["uksouth", 2023, 1.185, undefined],
    ["us-east-1", 2023, 1.135, undefined],
  ])("gives %s in %s a PUE of %s", (region, year, pue, of) => {
    const found = pueOf(catalogue, region, year);
    expect([found?.value, found?.year]).toEqual([pue, of]);
  });

  it("places every region in a grid zone, those added by hand too", () => {
    const regions = listRegions(catalogue);
    expect(regions.filter(({ zone, provider }) => !zone || !provider)).toEqual([]);
    const zones = Object.fromEntries(regions.map(({ region, zone }) => [region, zone]));
    expect(zones).toMatchObject({ germanywestcentral: "DE", francecentral: "FR", uksouth: "GB" });
    expect(zones.northeurope).toBe("IE");
    expect(regions.find(({ region }) => region === "westus")?.note).toContain("CAISO");
  });
});

describe("a user's catalogue", () => {
  const over = (text: string) => unwrap(catalogueWith([{ file: "mine.csv", text }]));

  it("overrides single values and leaves the others", () => {
    const mine = over("size,maxWPerVcpu,source\nStandard_D8s_v5,5.5,measured in our rack\n");
    expect(numberOfSize(mine, "Standard_D8s_v5", "maxWPerVcpu")).toMatchObject({
      value: 5.5,
      source: "measured in our rack",
    });
    expect(numberOfSize(mine, "Standard_D8s_v5", "minWPerVcpu")?.value).toBe(0.74);
    expect(numberOfSize(mine, "Standard_D4s_v5", "maxWPerVcpu")?.value).toBe(3.54);
    expect(numberOfSize(catalogue, "Standard_D8s_v5", "maxWPerVcpu")?.value).toBe(3.54);
  });

  it("overrides a size by a row about its CPU, its family or its provider", () => {
    const rows = [
      "cpu,family,provider,minWPerVcpu,spotRatio,memoryWPerGib,source",
      "Xeon Platinum 8370C,,,0.9,,,a",
      ",Dsv5,,,0.2,,b",
      ",,azure,,,0.3,c",
    ];
    const mine = over(`${rows.join("\n")}\n`);
    const numbers = ["minWPerVcpu", "spotRatio", "memoryWPerGib"].map(
      (field) => numberOfSize(mine, "Standard_D8s_v5", field)?.value,
    );
    expect(numbers).toEqual([0.9, 0.2, 0.3]);
  });

  it("gives a region a PUE for all years, or for one", () => {
    const all = over("region,pue,source\nwesteurope,1.3,the operator\n");
    expect(pueOf(all, "westeurope", 2023)?.value).toBe(1.3);
    const one = over("region,year,pue,source\nwesteurope,2023,1.4,the operator\n");
    expect(pueOf(one, "westeurope", 2023)?.value).toBe(1.4);
    expect(pueOf(one, "westeurope", 2022)?.value).toBe(1.158);
  });

  it("adds a size of its own, and a spot price that is no longer assumed", () => {
    const mine = over(
      "size,region,vcpu,memoryGib,spotPerHour,currency,date,source\n" +
        "rack-1,,24,96,,,,data sheet\n" +
        "Standard_D8s_v5,westeurope,,,0.09,EUR,2026-11-01,our bill\n",
    );
    expect(sizesOf(mine)).toContain("rack-1");
    expect(spotPriceOf(mine, "Standard_D8s_v5", "westeurope")).toEqual({
      pricePerHour: 0.09,
      currency: "EUR",
      date: "2026-11-01",
      assumed: false,
      source: "our bill, 2026-11-01",
    });
    // The price on demand keeps its own currency.
    expect(priceOf(mine, "Standard_D8s_v5", "westeurope")?.currency).toBe("USD");
  });
});
