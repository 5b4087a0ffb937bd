/** All that is known of a VM size, with the source of each number; and tables of sizes and regions. */
import type { Catalogue, Sourced } from "../../core/catalogue/catalogue.ts";
import { yearName } from "../../core/catalogue/catalogue.ts";
import { POWER_MODELS, powerOf } from "../../core/catalogue/power-models.ts";
import { pueOf, yearsOf } from "../../core/catalogue/regions.ts";
import {
  numberOfSize,
  pricedRegions,
  priceOf,
  spotPriceOf,
  textOfSize,
} from "../../core/catalogue/sizes.ts";
import { curveAt } from "../../core/cluster/power-curve.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { unknownSize } from "../../formats/catalogue/read.ts";

const HOURS_PER_YEAR = 8_760;
/** Loads at which the power models are set side by side. */
export const LOADS = [0, 0.1, 0.5, 1] as const;

const NUMBERS = [
  "vcpu",
  "memoryGib",
  "gpus",
  "minWPerVcpu",
  "maxWPerVcpu",
  "tdpW",
  "threads",
  "memoryWPerGib",
  "gpuIdleW",
  "gpuFullW",
  "boaviztaIdleW",
  "boaviztaHalfW",
  "boaviztaFullW",
  "embodiedKg",
  "hostVcpu",
  "lifespanYears",
  "boaviztaEmbodiedGPerHour",
  "spotRatio",
] as const;

export interface SizeSummary {
  readonly size: string;
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly gpus: number;
  readonly gpuModel?: string;
  /** On demand, in the region that was asked for. */
  readonly pricePerHour?: number;
  readonly currency?: string;
}

/** True of regions that have a row, or the price of some size. */
export function isRegion(catalogue: Catalogue, region: string): boolean {
  const hasPrices = () => catalogue.names("price").some((name) => name.endsWith(`\t${region}`));
  return catalogue.has("region", region) || hasPrices();
}

/** A name that the catalogue does not have is an issue that names the nearest. */
export function checkRegion(catalogue: Catalogue, region: string): Result<string> {
  if (isRegion(catalogue, region)) return success(region);
  const hint = didYouMean(region, catalogue.names("region"));
  const message = `the catalogue has no region '${region}'`;
  return failure([problem("catalogue/unknown-region", message, hint)]);
}

/** All sizes; with a region those that have a price there, with a wish for GPUs those that have some. */
export function listSizes(
  catalogue: Catalogue,
  { region, gpu }: { region?: string; gpu?: boolean },
): SizeSummary[] {
  return sizesOf(catalogue).flatMap((size) => {
    const gpus = catalogue.number("size", size, "gpus")?.value ?? 0;
    const price = region === undefined ? undefined : priceOf(catalogue, size, region);
    if ((gpu && gpus === 0) || (region !== undefined && price === undefined)) return [];
    const gpuModel = gpus > 0 ? textOfSize(catalogue, size, "gpu")?.value : undefined;
    return [
      {
        size,
        vcpu: catalogue.number("size", size, "vcpu")?.value as number,
        memoryGib: catalogue.number("size", size, "memoryGib")?.value as number,
        gpus,
        ...(gpuModel !== undefined && { gpuModel }),
        ...(price !== undefined && { pricePerHour: price.pricePerHour, currency: price.currency }),
      },
    ];
  });
}

export function sizesOf(catalogue: Catalogue): string[] {
  return catalogue.names("size").filter((size) => catalogue.number("size", size, "vcpu"));
}

export type SizeDescription = ReturnType<typeof describeKnown>;

/** Everything about one size; prices of one region or of all. */
export function describeSize(
  catalogue: Catalogue,
  size: string,
  region: string | undefined,
): Result<SizeDescription> {
  const known = sizesOf(catalogue);
  if (!known.includes(size)) return failure([unknownSize(size, known, {})]);
  return success(describeKnown(catalogue, size, region));
}

function describeKnown(catalogue: Catalogue, size: string, region: string | undefined) {
  const numbers = NUMBERS.flatMap((field) => {
    const found = numberOfSize(catalogue, size, field);
    return found === undefined ? [] : [{ field, value: found.value, source: found.source }];
  });
  const texts = (["provider", "family", "cpu", "gpu"] as const).flatMap((field) => {
    const found = textOfSize(catalogue, size, field);
    return found === undefined ? [] : [{ field, value: found.value, source: found.source }];
  });
  const regions = region === undefined ? pricedRegions(catalogue, size) : [region];
  return {
    size,
    texts,
    numbers,
    power: POWER_MODELS.map((model) => powerAt(catalogue, size, model)),
    embodied: embodiedOf(catalogue, size),
    prices: regions.map((each) => ({
      region: each,
      onDemand: priceOf(catalogue, size, each),
      spot: spotPriceOf(catalogue, size, each),
    })),
  };
}

/** CPUs and memory at some loads, in W, without GPUs and PUE. */
function powerAt(catalogue: Catalogue, size: string, model: (typeof POWER_MODELS)[number]) {
  const answer = powerOf(catalogue, size, model, true);
  if (!answer.known) return { model, missing: answer.missing };
  const { idleW, fullW, curve, idleSource, fullSource, curveSource } = answer.figures;
  const watts = LOADS.map((load) => idleW + (fullW - idleW) * curveAt(curve, load));
  return { model, watts, sources: [idleSource, fullSource, curveSource] };
}

/** Embodied emissions of the size's share of its host, in g an hour over the host's life. */
function embodiedOf(catalogue: Catalogue, size: string) {
  const [host, all, vcpu, years] = (
    ["embodiedKg", "hostVcpu", "vcpu", "lifespanYears"] as const
  ).map((field) => numberOfSize(catalogue, size, field));
  const boavizta = numberOfSize(catalogue, size, "boaviztaEmbodiedGPerHour");
  const ccf = [host, all, vcpu, years].every((each) => each !== undefined)
    ? gramsPerHour([host, all, vcpu, years] as Sourced<number>[])
    : undefined;
  return {
    ...(ccf !== undefined && { ccfGPerHour: ccf, source: host?.source as string }),
    ...(boavizta !== undefined && {
      boaviztaGPerHour: boavizta.value,
      boaviztaSource: boavizta.source,
    }),
  };
}

function gramsPerHour([host, all, vcpu, years]: readonly Sourced<number>[]): number {
  const shareKg = ((host?.value ?? 0) * (vcpu?.value ?? 0)) / (all?.value ?? 1);
  return (shareKg * 1_000) / ((years?.value ?? 1) * HOURS_PER_YEAR);
}

/** Regions with their place in the grid, their PUE by year, and what the grid emitted. */
export function listRegions(catalogue: Catalogue) {
  return catalogue.names("region").map((region) => {
    const text = (field: string) => catalogue.text("region", region, field);
    const years = yearsOf(catalogue, region, "pue");
    const pues = years.map((year) => ({ year, ...sourced(pueOf(catalogue, region, year)) }));
    const fallback = years.length > 0 ? undefined : pueOf(catalogue, region, 0);
    const intensities = yearsOf(catalogue, region, "averageGPerKwh").map((year) => ({
      year,
      averageGPerKwh: catalogue.number("year", yearName(region, year), "averageGPerKwh")?.value,
      marginalGPerKwh: catalogue.number("year", yearName(region, year), "marginalGPerKwh")?.value,
      source: catalogue.number("year", yearName(region, year), "averageGPerKwh")?.source,
    }));
    return {
      region,
      provider: text("provider")?.value,
      zone: text("zone")?.value,
      wattTime: text("wattTime")?.value,
      location: text("location")?.value,
      note: text("note")?.value,
      source: text("zone")?.source,
      pue: fallback === undefined ? pues : [sourced(fallback)],
      intensity: intensities,
    };
  });
}

function sourced(found: Sourced<number> | undefined) {
  return { value: found?.value, source: found?.source };
}
