/** The comparison as people read it in a terminal. */
import { forecastText } from "../../core/carbon/forecast/text.ts";
import { isoInstant } from "../../core/clock/civil.ts";
import type { JudgedResult } from "../../core/compare/regret.ts";
import type { PolicyResult } from "../../core/compare/result.ts";
import type { Simulation } from "../../lab/simulate.ts";
import { formatTable } from "./table.ts";

const HEADER = [
  "Policy",
  "SCI g/unit",
  "Carbon g",
  "Saved %",
  "Above best %",
  "Above bound %",
  "Energy kWh",
  "Cost",
  "Wait h",
  "Missed",
  "Runs",
  "Skipped",
  "Accuracy %",
  "Lowest %",
];

const ABOVE =
  "Above best: the runs against themselves at their best starts; above bound: against what no schedule of " +
  "their steps is below.";

export function formatComparison({ world, comparison, logSha256 }: Simulation): string {
  const { about } = world.grid.trace;
  const history = about.synthetic ? "SYNTHETIC grid history" : "real grid history";
  const rows = comparison.results.map((result) => toRow(result, world.baseline));
  const unit = world.functionalUnit.name;
  return [
    world.title,
    `${isoInstant(world.period.fromMs)} to ${isoInstant(world.period.toMs)}, seed ${world.seed}`,
    `Grid ${about.zone}: ${history}, ${about.signal}, ${about.basis}; ${about.source} (${about.edition})`,
    ...scoredWith(world),
    `Functional unit: ${unit}; baseline: ${world.baseline}; forecast: ${forecastText(world.grid.forecast)}`,
    "",
    formatTable(HEADER, rows),
    "",
    ABOVE,
    "",
    ...comparison.results.flatMap((result) => explain(result, comparison.results, world.baseline)),
    ...world.assumptions.map((assumption) => `- ${assumption}`),
    `Log SHA-256 ${logSha256}`,
  ].join("\n");
}

function scoredWith({ grid }: Simulation["world"]): string[] {
  if (grid.scoring === undefined) return [];
  const { signal, basis, source, edition } = grid.scoring.about;
  return [`Decided on the above, scored with: ${signal}, ${basis}; ${source} (${edition})`];
}

function toRow(result: JudgedResult, baseline: string): string[] {
  const name = result.policy === baseline ? `${result.title} (baseline)` : result.title;
  return [
    name,
    result.sciGPerUnit === null ? "none" : digits(result.sciGPerUnit, 3),
    digits(result.carbonG, 1),
    result.policy === baseline ? "" : percent(result.savedVsBaselinePct),
    percent(result.regret.regretPct),
    percent(result.regret.aboveBoundPct),
    digits(result.energyKwh, 3),
    `${digits(result.cost, 2)} ${result.currency}`,
    digits(result.meanWaitH, 1),
    String(result.deadlineMisses),
    String(result.runs),
    String(result.skipped),
    result.qualityMean === null ? "none" : digits(result.qualityMean * 100, 2),
    result.qualityMin === null ? "none" : digits(result.qualityMin * 100, 2),
  ];
}

/** How often and when: only where CPU time was measured, as in the published experiment. */
function explain(
  result: PolicyResult,
  results: readonly PolicyResult[],
  baselineName: string,
): string[] {
  const baseline = results.find((each) => each.policy === baselineName);
  const parts = result.decomposition;
  if (parts?.basis !== "cpu-seconds" || baseline === undefined) return [];
  if (parts.frequencyFactor === 1 && parts.timingFactor === 1) return [];
  const more = (parts.totalFactor - 1) * 100;
  const [b, r] = [baseline, result].map((each) => digits(each.cpuSecondsTimesIntensity, 1));
  return [
    `CPU-seconds x intensity: ${baseline.title} ${b}, ${result.title} ${r}: ${digits(more, 2)} % more ` +
      `(${digits(parts.totalFactor, 3)}x = frequency ${digits(parts.frequencyFactor, 3)}x, ` +
      `timing ${digits(parts.timingFactor, 3)}x)`,
    "",
  ];
}

function percent(value: number | null): string {
  return value === null ? "none" : digits(value, 1);
}

function digits(value: number, fraction: number): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  });
}
