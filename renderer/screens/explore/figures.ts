/** The number strip: each figure with its unit, its difference, and what it is made of. */
import type { Regrets } from "../../preview/regrets.ts";
import type { PolicyResult, World } from "../../preview/types.ts";
import {
  energy as energyText,
  fixed,
  grams,
  joined,
  money,
  share,
  short,
  signed,
} from "../../widgets/format.ts";
import { type Breakdown, breakdown } from "./breakdown.ts";
import { compared, type Figure, relative } from "./figure.ts";
import { aboveBest } from "./regret-figure.ts";

/** Every figure of one policy next to the baseline's, in the order of the strip. */
export function figures(
  world: World,
  result: PolicyResult,
  baseline: PolicyResult,
  regrets: Regrets,
): Figure[] {
  const parts = breakdown(world, result);
  return [
    sci(world, result, baseline, parts),
    carbon(result, baseline, parts),
    aboveBest(result, baseline, regrets, parts),
    energy(result, baseline, parts),
    cost(world, result, baseline, parts),
    wait(result, baseline),
    misses(world, result, baseline),
    accuracy(world, result, baseline),
  ];
}

function sci(world: World, result: PolicyResult, baseline: PolicyResult, parts: Breakdown): Figure {
  const unit = `g / ${world.functionalUnit.name}`;
  const value = (each: PolicyResult) => (each.sciGPerUnit === null ? "–" : short(each.sciGPerUnit));
  return {
    id: "sci",
    label: "SCI",
    text: value(result),
    unit,
    delta: relative(result, baseline, result.sciGPerUnit, baseline.sciGPerUnit),
    baselineText: `${value(baseline)} ${unit}`,
    formula: "SCI = C ÷ R, with C = O + M",
    inputs: [
      { name: "O, operational: energy × intensity", value: joined(grams(result.operationalG)) },
      { name: "M, embodied share of the host", value: joined(grams(result.embodiedG)) },
      { name: `R, ${world.functionalUnit.name}`, value: fixed(result.units) },
    ],
    sources: ["SCI specification v1.1, ISO/IEC 21031:2024", ...parts.coefficients, parts.grid],
    note: "Sums first, then one division. All provisioned energy counts, idle nodes too.",
  };
}

function carbon(result: PolicyResult, baseline: PolicyResult, parts: Breakdown): Figure {
  const { text, unit } = grams(result.carbonG);
  return {
    id: "carbon",
    label: "Carbon",
    text,
    unit,
    delta: relative(result, baseline, result.carbonG, baseline.carbonG),
    baselineText: joined(grams(baseline.carbonG)),
    formula: "C = Σ power × PUE × intensity × time + M",
    inputs: parts.carbon,
    sources: [...parts.coefficients, parts.grid],
    note: "Grams of CO₂ equivalent over the whole period, integrated over each real interval.",
  };
}

function energy(result: PolicyResult, baseline: PolicyResult, parts: Breakdown): Figure {
  return {
    id: "energy",
    label: "Energy",
    ...energyText(result.energyKwh),
    delta: relative(result, baseline, result.energyKwh, baseline.energyKwh),
    baselineText: joined(energyText(baseline.energyKwh)),
    formula: "E = Σ (idle W + utilisation × (full W − idle W)) × PUE × time",
    inputs: parts.energy,
    sources: parts.coefficients,
    note: "Steps, idle node time and overhead add up to the energy of the nodes.",
  };
}

function cost(
  world: World,
  result: PolicyResult,
  baseline: PolicyResult,
  parts: Breakdown,
): Figure {
  const { pricePerHour, prices, currency, vmSize } = world.pool;
  // What was paid by a price that varies does not tell how long.
  const nodeHours =
    prices !== undefined || pricePerHour === 0 ? undefined : result.cost / pricePerHour;
  return {
    id: "cost",
    label: "Cost",
    ...money(result.cost, currency),
    delta: relative(result, baseline, result.cost, baseline.cost),
    baselineText: joined(money(baseline.cost, currency)),
    formula: prices === undefined ? "cost = node hours × price" : "cost = ∫ price dt, of each node",
    inputs: [
      ...(nodeHours === undefined
        ? []
        : [{ name: "Node hours, from asking to removal", value: `${short(nodeHours)} h` }]),
      { name: `Price of ${vmSize}`, value: `${priceRange(world.pool)} ${currency} / h` },
    ],
    sources: parts.coefficients,
    note: "A node is paid from the moment it is asked for until it is removed.",
  };
}

/** One price, or the lowest and the highest of those that vary with time. */
function priceRange({ pricePerHour, prices }: World["pool"]): string {
  if (prices === undefined) return String(pricePerHour);
  const least = prices.perHour.reduce((a, b) => Math.min(a, b));
  const most = prices.perHour.reduce((a, b) => Math.max(a, b));
  return `${least} to ${most}`;
}

function wait(result: PolicyResult, baseline: PolicyResult): Figure {
  const difference = result.meanWaitH - baseline.meanWaitH;
  return {
    id: "wait",
    label: "Mean wait",
    text: fixed(result.meanWaitH, 1),
    unit: "h",
    delta: compared(result, baseline, `${signed(difference, 1)} h`, difference, "neutral"),
    baselineText: `${fixed(baseline.meanWaitH, 1)} h`,
    formula: "mean wait = Σ (start − asked) ÷ runs",
    inputs: [
      { name: "Runs", value: fixed(result.runs) },
      { name: "Skipped, not counted", value: fixed(result.skipped) },
    ],
    sources: ["The replay's own timeline"],
    note: "Waiting inside the deadline costs nobody anything; that is the room a policy uses.",
  };
}

function misses(world: World, result: PolicyResult, baseline: PolicyResult): Figure {
  const difference = result.deadlineMisses - baseline.deadlineMisses;
  return {
    id: "misses",
    label: "Deadline misses",
    text: fixed(result.deadlineMisses),
    unit: `of ${fixed(world.workload.requestedAtMs.length)}`,
    delta: compared(result, baseline, signed(difference, 0), difference, "lower"),
    baselineText: fixed(baseline.deadlineMisses),
    formula: "misses = runs finished after asked + deadline, and unfinished ones",
    inputs: [
      { name: "Deadline", value: `${fixed(world.workload.deadlineMs / 3_600_000, 2)} h` },
      { name: "Runs", value: fixed(result.runs) },
      { name: "Unfinished at the period's end", value: fixed(result.unfinished) },
    ],
    sources: ["The replay's own timeline"],
    note: "A run asked for too late to end inside the period counts as unfinished.",
  };
}

function accuracy(world: World, result: PolicyResult, baseline: PolicyResult): Figure {
  const mean = result.qualityMean;
  const known = mean !== null && baseline.qualityMean !== null;
  const points = known ? (mean - (baseline.qualityMean as number)) * 100 : 0;
  const { quality } = world;
  return {
    id: "accuracy",
    label: "Accuracy",
    text: mean === null ? "–" : fixed(mean * 100, 1),
    unit: "%",
    delta: compared(result, baseline, `${signed(points, 2)} pp`, points, "higher"),
    baselineText: baseline.qualityMean === null ? "–" : share(baseline.qualityMean, 1),
    formula: "accuracy = mean over batches of the serving model's accuracy",
    inputs: [
      {
        name: "Lowest batch",
        value: result.qualityMin === null ? "–" : share(result.qualityMin, 2),
      },
      { name: "Batches", value: fixed(world.batchesAtMs.length) },
      { name: "Carried from another measurement", value: fixed(result.qualityCarried) },
    ],
    sources: [
      quality.kind === "observed" ? quality.source : "Synthetic drift process of the scenario",
    ],
    note: "pp: percentage points.",
  };
}
