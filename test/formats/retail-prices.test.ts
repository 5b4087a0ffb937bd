import { describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import { readRetailPrices } from "../../engine/formats/catalogue/retail-prices.ts";
import { writePrices } from "../../engine/formats/catalogue/write.ts";
import { catalogueWith } from "../../engine/lab/catalogue/load.ts";

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
    const written = unwrap(catalogueWith([{ file: "out.csv", text: writePrices(prices) }]));
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
