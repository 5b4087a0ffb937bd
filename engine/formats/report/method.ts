/** The method: formulas with the numbers put in, boundary, coefficients, assumptions, the log's hash. */
import type { NodePool } from "../../core/cluster/node-pool.ts";
import type { PolicyResult } from "../../core/compare/result.ts";
import type { World } from "../../core/scenario/world.ts";
import { formatDuration } from "../../core/units/duration.ts";
import { DAY_MS } from "../../core/units/units.ts";
import { type Html, html } from "./html.ts";
import { decimalsFor, fixed, plain } from "./number.ts";

export function method(world: World, results: readonly PolicyResult[], logSha256: string): Html {
  return html`<h3>Method</h3>
<div class="formula"><p><strong>SCI = (E × I + M) / R</strong>, by the Software Carbon Intensity
specification v1.1 (ISO/IEC 21031:2024): sums first, then one division.</p>
<p>E × I is the integral of power × carbon intensity over the real time, PUE included. A node draws
idle power from the moment it is asked for until it is removed, and each pod adds
(full − idle) × requested vCPU / vCPU × utilisation while it runs; GPUs add theirs, and a pool with a power curve follows it.</p>
<p>M = embodied emissions of the nodes × time they were held / lifespan. R = ${unitText(world)}.</p></div>
${openedTable(world, results)}
<p><strong>Boundary.</strong> Inside: every node of every pool, start-up, idleness and the tail before
scale-down included, with data-centre overhead. Outside: the cluster's control plane, storage, network,
serving the model, and making the software. All policies share boundary, coefficients and unit.</p>
${coefficients(world)}${accuracyText(world, results)}
<h4>Assumptions</h4>
${
  world.assumptions.length === 0
    ? html`<p>None are stated in the scenario.</p>`
    : html`<ul class="plain">${world.assumptions.map((each) => html`<li>${each}</li>`)}</ul>`
}
<h4>To check it</h4>
<p>The same scenario, policies, grid history and seed give the same event log, bit for bit. SHA-256 of
the log:<br><code>${logSha256}</code></p>`;
}

function unitText({ functionalUnit, period }: World): string {
  const { name, perRun, perDay, perBatch = 0, perModelVersion = 0 } = functionalUnit;
  if (perRun > 0) return `successful runs × ${plain(perRun)} (${name})`;
  if (perBatch > 0) return `batches of data × ${plain(perBatch)} (${name})`;
  if (perModelVersion > 0) return `model versions in service × ${plain(perModelVersion)} (${name})`;
  return `${plain((period.toMs - period.fromMs) / DAY_MS)} days × ${plain(perDay)} (${name})`;
}

/** Each score with the numbers that it is made of. */
function openedTable(world: World, results: readonly PolicyResult[]): Html {
  const digits = (read: (each: PolicyResult) => number) => decimalsFor(results.map(read));
  const [e, o, m] = [
    digits((each) => each.energyKwh),
    digits((each) => each.operationalG),
    digits((each) => each.embodiedG),
  ];
  const sci = digits((each) => each.sciGPerUnit ?? 0);
  const head = ["E, kWh", "I, g/kWh", "E × I, g", "M, g", "R", "SCI, g"];
  const rows = results.map((each) => {
    const cells = [
      fixed(each.energyKwh, e),
      each.energyKwh === 0 ? "none" : fixed(each.operationalG / each.energyKwh, 1),
      fixed(each.operationalG, o),
      fixed(each.embodiedG, m),
      plain(each.units),
      each.sciGPerUnit === null ? "none" : fixed(each.sciGPerUnit, sci),
    ];
    return html`<tr><th scope="row">${each.title}</th>${cells.map((cell) => html`<td class="r">${cell}</td>`)}</tr>`;
  });
  return html`<div class="scroll" role="group" tabindex="0" aria-label="The scores, opened"><table>
<caption>The scores, opened. I is what the energy met: E × I over E. R counts: ${world.functionalUnit.name}.</caption>
<thead><tr><th scope="col">Policy</th>${head.map((name) => html`<th scope="col" class="r">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** Of every node pool, home's first. */
function coefficients({ pool, morePools = [], regions = [] }: World): Html {
  const others = regions.flatMap((region) => [region.pool, ...(region.morePools ?? [])]);
  const pools = [pool, ...morePools, ...others];
  const named = pools.length > 1;
  return html`<h4>Coefficients</h4>${pools.map((each) => coefficientsOf(each, named))}`;
}

function coefficientsOf(pool: NodePool, named: boolean): Html {
  const years = pool.lifespanMs / (365 * DAY_MS);
  const { gpu, system, spot } = pool;
  const rows: readonly (readonly [string, string])[] = [
    ...(named ? [["Pool", pool.name] as const] : []),
    ["Node", `${pool.vmSize}, ${pool.region}: ${pool.vcpu} vCPU, ${pool.memoryGib} GiB`],
    ...(gpu === undefined ? [] : [["GPUs", gpuText(gpu)] as const]),
    ["Nodes", `${pool.minNodes} to ${pool.maxNodes}${spot === undefined ? "" : ", spot"}`],
    ["Power", `${pool.idleW} W idle, ${pool.fullW} W at full load, before PUE`],
    ...(system === undefined
      ? []
      : [["System", `${system.cpu} vCPU and ${system.memoryGib} GiB of each node`] as const]),
    ["PUE", String(pool.pue)],
    ["Embodied", `${plain(pool.embodiedG / 1_000)} kg CO₂e over ${plain(years)} years`],
    ["Price", priceText(pool)],
    ["Start-up", formatDuration(pool.provisionMs)],
    ["Removed after", `${formatDuration(pool.scaleDownMs)} of idleness`],
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<ul class="plain soft">${pool.sources.map((source) => html`<li>${source}</li>`)}</ul>`;
}

function gpuText({ count, model, idleW, fullW }: NonNullable<NodePool["gpu"]>): string {
  return `${count} × ${model}: ${idleW} W idle, ${fullW} W at full load, each, before PUE`;
}

function priceText({ pricePerHour, prices, currency }: NodePool): string {
  if (prices === undefined) return `${pricePerHour} ${currency} an hour`;
  const least = prices.perHour.reduce((a, b) => Math.min(a, b));
  const most = prices.perHour.reduce((a, b) => Math.max(a, b));
  return `${least} to ${most} ${currency} an hour, by time`;
}

function accuracyText({ quality }: World, results: readonly PolicyResult[]): Html {
  const carried = results.filter((each) => each.qualityCarried > 0);
  const source =
    quality.kind === "observed"
      ? `Measured: ${quality.source}.`
      : "Synthetic: a drift process with gradual loss and rare shifts, drawn from the seed.";
  return html`<h4>Accuracy</h4><p>${source} A batch of data is judged by the model in service at the
end of the batch's time; mean and lowest are over the batches.</p>
${
  carried.length > 0 &&
  html`<p>Carried over from the last measurement of the same model: ${carried
    .map((each) => `${each.title} ${each.qualityCarried}`)
    .join(", ")} batches.</p>`
}`;
}
