/** The catalogue as text: tables of sizes and regions, and all that is known of one size. */
import {
  LOADS,
  type listRegions,
  type SizeDescription,
  type SizeSummary,
} from "../../lab/catalogue/describe.ts";
import { formatTable } from "./table.ts";

const MODEL_TITLES: Readonly<Record<string, string>> = {
  ccf: "CCF, linear",
  teads: "Teads curve",
  boavizta: "Boavizta",
};

export function formatSizes(sizes: readonly SizeSummary[]): string {
  if (sizes.length === 0) return "No size of the catalogue fits: leave out --gpu or --region.";
  const priced = sizes.some(({ pricePerHour }) => pricePerHour !== undefined);
  const header = ["size", "vCPU", "GiB", "GPUs", ...(priced ? ["price/h"] : [])];
  const rows = sizes.map(({ size, vcpu, memoryGib, gpus, gpuModel, pricePerHour, currency }) => [
    size,
    String(vcpu),
    String(memoryGib),
    gpus === 0 ? "" : `${gpus} x ${gpuModel ?? "?"}`,
    ...(priced ? [`${pricePerHour ?? ""} ${currency ?? ""}`.trim()] : []),
  ]);
  return formatTable(header, rows);
}

export function formatSize(known: SizeDescription): string {
  return [
    known.size,
    ...known.texts.map(({ field, value, source }) => `  ${field}: ${value}\n    ${source}`),
    "",
    "Numbers",
    ...known.numbers.map(({ field, value, source }) => {
      const assumed = field === "spotRatio" ? " (an assumption)" : "";
      return `  ${field}: ${value}${assumed}\n    ${source}`;
    }),
    "",
    "Power of CPUs and memory in W, without GPUs and PUE",
    ...powerLines(known),
    "",
    "Embodied emissions of the share of the host",
    ...embodiedLines(known),
    "",
    "Prices by the hour",
    ...priceLines(known),
  ].join("\n");
}

function powerLines({ power }: SizeDescription): string[] {
  const header = ["model", ...LOADS.map((load) => `${100 * load} %`)];
  const shown = power.filter(({ watts }) => watts !== undefined);
  const rows = shown.map(({ model, watts = [] }) => [
    MODEL_TITLES[model] ?? model,
    ...watts.map((value) => value.toFixed(1)),
  ]);
  const bands = LOADS.map((_, index) => {
    const values = shown.map(({ watts = [] }) => watts[index] as number);
    return `${Math.min(...values).toFixed(1)}-${Math.max(...values).toFixed(1)}`;
  });
  const band = shown.length > 1 ? [["band", ...bands]] : [];
  const table = rows.length === 0 ? [] : formatTable(header, [...rows, ...band]).split("\n");
  const sources = power.flatMap(({ model, sources, missing }) =>
    missing === undefined
      ? [...new Set(sources)].map((source) => `${MODEL_TITLES[model] ?? model}: ${source}`)
      : [`${MODEL_TITLES[model] ?? model}: not known (no ${missing.join(", ")})`],
  );
  return [...table, ...sources].map((line) => `  ${line}`);
}

function embodiedLines({ embodied }: SizeDescription): string[] {
  const { ccfGPerHour, source, boaviztaGPerHour, boaviztaSource } = embodied;
  const lines = [
    ccfGPerHour === undefined ? undefined : `CCF: ${ccfGPerHour.toFixed(2)} g/h\n    ${source}`,
    boaviztaGPerHour === undefined
      ? undefined
      : `Boavizta: ${boaviztaGPerHour} g/h\n    ${boaviztaSource}`,
  ].filter((line) => line !== undefined);
  return lines.length === 0 ? ["  not known"] : lines.map((line) => `  ${line}`);
}

function priceLines({ prices }: SizeDescription): string[] {
  const known = prices.filter(({ onDemand, spot }) => onDemand !== undefined || spot !== undefined);
  if (known.length === 0) return ["  not known; a catalogue file of your own can add one"];
  return known.flatMap(({ region, onDemand, spot }) => [
    `  ${region}`,
    ...(onDemand === undefined
      ? []
      : [
          `    on demand ${onDemand.pricePerHour} ${onDemand.currency} (${onDemand.date}): ${onDemand.source}`,
        ]),
    ...(spot === undefined
      ? ["    spot: not known, and no ratio is assumed"]
      : [
          `    spot ${Number(spot.pricePerHour.toPrecision(4))} ${spot.currency}${spot.assumed ? ", assumed" : ` (${spot.date})`}: ${spot.source}`,
        ]),
  ]);
}

export function formatRegions(regions: ReturnType<typeof listRegions>): string {
  const rows = regions.map(({ region, provider, zone, wattTime, location, pue }) => [
    region,
    provider ?? "",
    zone ?? "",
    wattTime ?? "",
    location ?? "",
    pue
      .map((each) => ("year" in each ? `${each.value} (${each.year})` : `${each.value}`))
      .join(" "),
  ]);
  const header = ["region", "provider", "zone", "WattTime", "location", "PUE (year)"];
  const notes = regions.flatMap(({ region, note }) => (note ? [`${region}: ${note}`] : []));
  const sources = [
    ...new Set(regions.flatMap(({ source, pue }) => [source, ...pue.map((each) => each.source)])),
  ].filter((source) => source !== undefined);
  return [
    formatTable(header, rows),
    "",
    ...notes,
    "",
    ...sources.map((source) => `Source: ${source}`),
  ].join("\n");
}
