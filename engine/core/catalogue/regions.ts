/** What holds for a region: its data centres' PUE by year, and its place in the grid. */
import { type Catalogue, type Sourced, strongest, yearName } from "./catalogue.ts";

/** Years for which the catalogue has a number of a region, ascending. */
export function yearsOf(catalogue: Catalogue, region: string, field: string): number[] {
  const start = `${region}\t`;
  return catalogue
    .names("year")
    .filter((name) => name.startsWith(start) && catalogue.number("year", name, field))
    .map((name) => Number(name.slice(start.length)))
    .sort((one, other) => one - other);
}

export interface KnownPue extends Sourced<number> {
  /** The year that the figure is of; absent: it is of no year in particular. */
  readonly year?: number;
}

/**
 * Power usage effectiveness of a region: that of the year nearest to the wanted one, the earlier of two
 * as near; else that of its provider.
 */
export function pueOf(catalogue: Catalogue, region: string, year: number): KnownPue | undefined {
  const nearest = yearsOf(catalogue, region, "pue").reduce<number | undefined>((best, each) => {
    const nearer = best === undefined || Math.abs(each - year) < Math.abs(best - year);
    return nearer ? each : best;
  }, undefined);
  const yearly =
    nearest === undefined ? undefined : catalogue.number("year", yearName(region, nearest), "pue");
  const provider = catalogue.text("region", region, "provider")?.value;
  const found = strongest([
    yearly,
    catalogue.number("region", region, "pue"),
    provider === undefined ? undefined : catalogue.number("provider", provider, "pue"),
  ]);
  if (found === undefined || found !== yearly || nearest === undefined) return found;
  return { ...found, year: nearest };
}
