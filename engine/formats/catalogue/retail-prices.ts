/**
 * Azure's public price list as a catalogue: the answer of the Retail Prices API, page by page
 * (learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices).
 */
import { z } from "zod";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import type { CatalogueFile } from "./read.ts";

const item = z.object({
  armRegionName: z.string(),
  armSkuName: z.string().nullish(),
  skuName: z.string(),
  meterName: z.string().nullish(),
  productName: z.string(),
  serviceName: z.string().nullish(),
  retailPrice: z.number(),
  currencyCode: z.string().regex(/^[A-Z]{3}$/),
  unitOfMeasure: z.string(),
  type: z.string(),
  effectiveStartDate: z.string().regex(/^\d{4}-\d{2}-\d{2}T/),
  isPrimaryMeterRegion: z.boolean().nullish(),
  tierMinimumUnits: z.number().nullish(),
});

const page = z.object({ Items: z.array(z.unknown()), NextPageLink: z.string().nullish() });

type Item = z.infer<typeof item>;

export interface ImportedPrice {
  readonly size: string;
  readonly region: string;
  readonly kind: "pricePerHour" | "spotPerHour";
  readonly price: number;
  readonly currency: string;
  /** From when the price holds: `2024-01-01`. */
  readonly date: string;
  readonly source: string;
}

export interface ImportedPrices {
  readonly prices: readonly ImportedPrice[];
  /** How many items were left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Where the next page is, when the last file is not the last page. */
  readonly nextPage?: string;
}

const MAX_ISSUES = 20;

/** Linux prices on demand and spot of the known sizes; of two prices of a thing, the one that holds later. */
export function readRetailPrices(
  files: readonly CatalogueFile[],
  knownSizes: readonly string[],
): Result<ImportedPrices> {
  const issues: Issue[] = [];
  const found = new Map<string, ImportedPrice>();
  const left = new Map<string, number>();
  const leave = (reason: string) => left.set(reason, (left.get(reason) ?? 0) + 1);
  const bySize = new Map(knownSizes.map((size) => [size.toLowerCase(), size]));
  let nextPage: string | undefined;
  for (const { file, text } of files) {
    const read = readPage(text, file);
    if (!read.ok) return read;
    nextPage = read.value.NextPageLink ?? undefined;
    read.value.Items.forEach((raw, index) => {
      const checked = item.safeParse(raw);
      if (!checked.success) {
        issues.push(itemIssue(checked.error, index, file));
        return;
      }
      const reason = reasonAgainst(checked.data) ?? take(checked.data, bySize, found, file);
      if (reason !== undefined) leave(reason);
    });
  }
  const currencies = new Set([...found.values()].map(({ currency }) => currency));
  if (currencies.size > 1) issues.push(mixedCurrencies([...currencies]));
  if (issues.length === 0 && found.size === 0) issues.push(nothing(left));
  if (issues.length > 0) return failure(issues.slice(0, MAX_ISSUES));
  const prices = [...found.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const leftOut = Object.fromEntries(left);
  return success({ prices, leftOut, ...(nextPage !== undefined && { nextPage }) });
}

function readPage(text: string, file: string): Result<z.infer<typeof page>> {
  const hint =
    "Save the answer of https://prices.azure.com/api/retail/prices as it came: an object with Items.";
  const wrong = (message: string) =>
    failure([problem("catalogue/import", message, hint, { file })]);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return wrong("the file is not JSON");
  }
  const checked = page.safeParse(data);
  return checked.success ? success(checked.data) : wrong("the file is no page of retail prices");
}

/** Why an item is not the price of a Linux node by the hour; undefined when it is. */
function reasonAgainst(entry: Item): string | undefined {
  const name = `${entry.skuName} ${entry.meterName ?? ""}`;
  if (entry.serviceName != null && entry.serviceName !== "Virtual Machines") {
    return "not a virtual machine";
  }
  if (entry.type === "Reservation") return "a reservation";
  if (entry.type !== "Consumption") return `of type ${entry.type.slice(0, 40)}`;
  if (/windows/i.test(entry.productName)) return "Windows";
  if (/cloud ?services/i.test(entry.productName)) return "Cloud Services";
  if (/low priority/i.test(name)) return "low priority";
  if (entry.unitOfMeasure !== "1 Hour") return "not by the hour";
  if (entry.isPrimaryMeterRegion === false) return "a second meter of the region";
  if ((entry.tierMinimumUnits ?? 0) > 0) return "a price for larger amounts";
  if (entry.retailPrice <= 0) return "without a price";
  return undefined;
}

/** Keeps a price; gives a reason when it is left out. */
function take(
  entry: Item,
  bySize: ReadonlyMap<string, string>,
  found: Map<string, ImportedPrice>,
  file: string,
): string | undefined {
  const size = bySize.get((entry.armSkuName ?? "").toLowerCase());
  if (size === undefined) return "of a size that the catalogue does not have";
  if (entry.armRegionName === "") return "of no region";
  const spot = /\bspot\b/i.test(`${entry.skuName} ${entry.meterName ?? ""}`);
  const date = entry.effectiveStartDate.slice(0, 10);
  const price: ImportedPrice = {
    size,
    region: entry.armRegionName,
    kind: spot ? "spotPerHour" : "pricePerHour",
    price: entry.retailPrice,
    currency: entry.currencyCode,
    date,
    source: `Azure Retail Prices API, ${entry.skuName}, Linux, in force since ${date}, from ${baseName(file)}`,
  };
  const key = keyOf(price);
  const before = found.get(key);
  if (before === undefined || before.date < date) found.set(key, price);
  return before === undefined ? undefined : "older than another price of the same";
}

function keyOf({ size, region, kind }: ImportedPrice): string {
  return `${size}\t${region}\t${kind}`;
}

function baseName(file: string): string {
  return file.split(/[/\\]/).at(-1) as string;
}

function itemIssue(error: z.ZodError, index: number, file: string): Issue {
  const [first] = error.issues;
  const path = ["Items", index, ...(first?.path ?? [])].join(".");
  const message = `the item is no retail price: ${first?.message ?? "unknown"}`;
  const hint = "Save the answer of the API again; it must not be edited.";
  return problem("catalogue/import", message, hint, { file, path });
}

function mixedCurrencies(currencies: readonly string[]): Issue {
  const message = `the pages are in ${[...currencies].sort().join(" and ")}`;
  return problem("catalogue/import", message, "Ask the API for all pages in one currency.");
}

function nothing(left: ReadonlyMap<string, number>): Issue {
  const reasons = [...left].map(([reason, count]) => `${count} ${reason}`).join(", ");
  const message = `there is no price to import${reasons === "" ? "" : `: ${reasons}`}`;
  const hint = "Ask the API for serviceName 'Virtual Machines' and priceType 'Consumption'.";
  return problem("catalogue/import", message, hint);
}
