/** What holds for a VM size: its own row, else that of its family, its CPU or GPU, its provider. */
import { type Catalogue, priceName, type Sourced, strongest } from "./catalogue.ts";

/** Of what a size is: the family and the models whose rows stand in for its own. */
export function textOfSize(catalogue: Catalogue, size: string, field: string) {
  const own = catalogue.text("size", size, field);
  const family = catalogue.text("size", size, "family")?.value;
  return strongest([own, family === undefined ? own : catalogue.text("family", family, field)]);
}

/** Whose rows hold for sizes that name no provider. */
const NO_PROVIDER = "other";

/** A number of a size, from the row that is nearest to it in the last file that has one. */
export function numberOfSize(
  catalogue: Catalogue,
  size: string,
  field: string,
): Sourced<number> | undefined {
  const named = (subject: "family" | "cpu" | "gpu" | "provider") => {
    const said = textOfSize(catalogue, size, subject)?.value;
    const name = said ?? (subject === "provider" ? NO_PROVIDER : undefined);
    return name === undefined ? undefined : catalogue.number(subject, name, field);
  };
  return strongest([
    catalogue.number("size", size, field),
    named("family"),
    named("cpu"),
    named("gpu"),
    named("provider"),
  ]);
}

export interface KnownPrice {
  readonly pricePerHour: number;
  readonly currency: string;
  /** Where it comes from, its date included; of an assumed spot price, both factors. */
  readonly source: string;
  readonly date: string;
  /** A ratio stands for the price of spot nodes, which nobody published. */
  readonly assumed: boolean;
}

/** The price of a node on demand. */
export function priceOf(
  catalogue: Catalogue,
  size: string,
  region: string,
): KnownPrice | undefined {
  return published(catalogue, size, region, "pricePerHour");
}

/** The price of a spot node: a published one, else the price on demand times the assumed ratio. */
export function spotPriceOf(
  catalogue: Catalogue,
  size: string,
  region: string,
): KnownPrice | undefined {
  const spot = published(catalogue, size, region, "spotPerHour");
  if (spot !== undefined) return spot;
  const demand = priceOf(catalogue, size, region);
  const ratio = numberOfSize(catalogue, size, "spotRatio");
  if (demand === undefined || ratio === undefined) return undefined;
  return {
    ...demand,
    pricePerHour: demand.pricePerHour * ratio.value,
    source: `${demand.pricePerHour} on demand x ${ratio.value}, an assumption: ${ratio.source}; ${demand.source}`,
    assumed: true,
  };
}

function published(
  catalogue: Catalogue,
  size: string,
  region: string,
  field: "pricePerHour" | "spotPerHour",
): KnownPrice | undefined {
  const name = priceName(size, region);
  const price = catalogue.number("price", name, field);
  if (price === undefined) return undefined;
  const currency = catalogue.text("price", name, `${field}Currency`)?.value ?? "USD";
  const { value, source, date = "" } = price;
  return { pricePerHour: value, currency, source: `${source}, ${date}`, date, assumed: false };
}

/** Regions in which a size has a price. */
export function pricedRegions(catalogue: Catalogue, size: string): string[] {
  const start = priceName(size, "");
  return catalogue
    .names("price")
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length));
}
