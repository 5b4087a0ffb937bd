/** `lowtide grid stats FILE`: what a grid history holds. */
import { Command } from "commander";
import { type TraceStats, traceStats } from "../../core/carbon/stats.ts";
import type { TraceData } from "../../core/carbon/trace.ts";
import { isoInstant } from "../../core/clock/civil.ts";
import { unwrap } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import { formatDuration } from "../../core/units/duration.ts";
import { readGrid } from "../../formats/grid/read.ts";
import { resolveZone } from "../../formats/time-zone/resolve.ts";
import { readText } from "../../io/files/read-text.ts";
import { printLine, printWarnings } from "../output/streams.ts";

interface Options {
  readonly json?: boolean;
  readonly timeZone: string;
}

export function gridStatsCommand(): Command {
  return new Command("stats")
    .summary("mean, spread and daily pattern of a grid history")
    .argument("<file>", "Electricity Maps CSV or timestamp,gco2_per_kwh")
    .option("--json", "print one JSON object")
    .option("--time-zone <zone>", "zone of the hours of the day", "UTC")
    .action((file: string, options: Options) => run(file, options));
}

function run(file: string, options: Options): void {
  const read = readGrid({ file, text: unwrap(readText(file, MAX_GRID_FILE_BYTES)) });
  const data = unwrap(read);
  if (read.ok) printWarnings(read.warnings);
  const endMs = data.startMs + data.stepMs * data.gPerKwh.length;
  const zone = unwrap(resolveZone(options.timeZone, data.startMs, endMs));
  const stats = traceStats(data, zone);
  const span = { from: isoInstant(data.startMs), to: isoInstant(endMs) };
  if (options.json)
    printLine(JSON.stringify({ file, ...span, about: data.about, ...stats }, null, 2));
  else printLine(formatStats(data, span, stats, options.timeZone));
}

function formatStats(
  data: TraceData,
  span: { from: string; to: string },
  stats: TraceStats,
  timeZone: string,
): string {
  const { about } = data;
  const grams = (value: number) => value.toFixed(1);
  return [
    `${about.zone}: ${about.source} (${about.edition}), ${about.signal}, ${about.basis}, licence ${about.licence}`,
    `${span.from} to ${span.to}, ${stats.count} values, one every ${formatDuration(data.stepMs)}`,
    `mean ${grams(stats.mean)} g/kWh, standard deviation ${grams(stats.std)}`,
    `min ${grams(stats.min)}, 5 % ${grams(stats.p5)}, median ${grams(stats.p50)}, ` +
      `95 % ${grams(stats.p95)}, max ${grams(stats.max)}`,
    ...about.repairs.map((repair) => `repair: ${repair}`),
    `by hour of the day (${timeZone}): ${stats.byHour.map((value) => value?.toFixed(0) ?? "-").join(" ")}`,
  ].join("\n");
}
