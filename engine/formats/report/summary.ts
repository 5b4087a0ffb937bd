/** The answer in one sentence and a few figures, with what it costs. */
import type { PolicyResult } from "../../core/compare/result.ts";
import type { World } from "../../core/scenario/world.ts";
import { difference } from "./difference.ts";
import { type Html, html, type Part } from "./html.ts";
import { decimalsFor, fixed, NBSP, short, signed } from "./number.ts";

/** The policy with the least carbon; the first of equals. */
export function leastCarbon(results: readonly PolicyResult[]): PolicyResult {
  return results.reduce((best, each) => (each.carbonG < best.carbonG ? each : best));
}

export function summary(world: World, results: readonly PolicyResult[]): Html {
  const baseline = results.find((each) => each.policy === world.baseline) as PolicyResult;
  const best = leastCarbon(results);
  return html`<p class="lead">${sentence(best, baseline)}</p>
<ul class="tiles" aria-label="Figures of ${best.title}">${tiles(world, best, baseline)}</ul>
<p class="faint">Figures of ${best.title}, with the difference to ${baseline.title}.</p>`;
}

function sentence(best: PolicyResult, baseline: PolicyResult): Html {
  const carbon = `${short(best.carbonG)}${NBSP}g`;
  if (best === baseline) {
    return html`No policy emits less than the baseline, <strong>${best.title}</strong>: ${carbon} CO₂e.`;
  }
  const saved = best.savedVsBaselinePct;
  const share = saved === null ? "" : `, ${fixed(saved, 1)}${NBSP}% less than ${baseline.title}`;
  return html`<strong>${best.title}</strong> emits least: ${carbon} CO₂e${share}. ${price(best, baseline)}`;
}

/** What stands against the saving; a saving alone would be half of the truth. */
function price(best: PolicyResult, baseline: PolicyResult): string {
  const parts = [
    best.runs === baseline.runs
      ? `It runs as often, ${best.runs} times`
      : `It runs ${best.runs} times instead of ${baseline.runs}`,
    `waits ${fixed(best.meanWaitH, 1)}${NBSP}h on average`,
    best.deadlineMisses === 0 ? "misses no deadline" : `misses ${best.deadlineMisses} deadlines`,
  ];
  const accuracy =
    best.qualityMin === null || baseline.qualityMin === null
      ? ""
      : ` Its lowest accuracy is ${fixed(best.qualityMin * 100, 2)}${NBSP}%, the baseline's ` +
        `${fixed(baseline.qualityMin * 100, 2)}${NBSP}%.`;
  return `${parts[0]}, ${parts[1]} and ${parts[2]}.${accuracy}`;
}

function tiles({ functionalUnit }: World, best: PolicyResult, baseline: PolicyResult): Html[] {
  const amount = (value: number) => fixed(value, decimalsFor([value]));
  const accuracy = best.qualityMean;
  return [
    best.sciGPerUnit !== null &&
      tile("SCI", amount(best.sciGPerUnit), `g / ${functionalUnit.name}`, [
        difference(best.sciGPerUnit, baseline.sciGPerUnit, "span"),
      ]),
    tile("Carbon", amount(best.carbonG), "g", [difference(best.carbonG, baseline.carbonG, "span")]),
    tile("Energy", amount(best.energyKwh), "kWh", [
      difference(best.energyKwh, baseline.energyKwh, "span"),
    ]),
    tile("Cost", fixed(best.cost, 2), best.currency, [
      difference(best.cost, baseline.cost, "span"),
    ]),
    tile("Mean wait", fixed(best.meanWaitH, 1), "h", []),
    tile("Missed", fixed(best.deadlineMisses, 0), "deadlines", []),
    accuracy !== null &&
      tile("Accuracy", fixed(accuracy * 100, 2), "%", [
        html`<span class="same">${signed((accuracy - (baseline.qualityMean ?? accuracy)) * 100, 2)}${NBSP}pt</span>`,
      ]),
  ].filter((each) => each !== false);
}

function tile(name: string, value: string, unit: string, change: readonly Part[]): Html {
  return html`<li><div class="name"><span>${name}</span>${change}</div>
<div class="value num">${value} <span class="unit">${unit}</span></div></li>`;
}
