/** How a difference splits into how often the work was done and when. */
import type { PolicyResult } from "../../core/compare/result.ts";
import type { World } from "../../core/scenario/world.ts";
import { type Html, html } from "./html.ts";
import { fixed, NBSP, signed } from "./number.ts";

export function splitTable(world: World, results: readonly PolicyResult[]): Html {
  const baseline = results.find((each) => each.policy === world.baseline) as PolicyResult;
  const split = results.filter((each) => each.decomposition !== null);
  if (split.length === 0) return html``;
  const measured = split.some((each) => each.decomposition?.basis === "cpu-seconds");
  return html`<h3>How often, and when</h3>
<p class="soft">Baseline over policy = how much more work the baseline did (frequency) × how much
dirtier the grid was while it did it (timing). Work is ${
    measured ? "the measured CPU-seconds" : "the energy of the steps"
  }; idleness, overhead and embodied emissions are not in these factors.</p>
<div class="scroll" role="group" tabindex="0" aria-label="Frequency and timing"><table>
<caption>${baseline.title} over each policy${measured && "; CPU-seconds × intensity in s × g/kWh"}.</caption>
<thead><tr><th scope="col">Policy</th><th scope="col" class="r">Frequency</th>
<th scope="col" class="r">Timing</th><th scope="col" class="r">Together</th>
<th scope="col" class="r">More in the baseline</th>
${measured && html`<th scope="col" class="r">CPU-seconds × intensity</th>`}</tr></thead>
<tbody>${
    measured &&
    html`<tr><th scope="row">${baseline.title}</th><td></td><td></td><td></td><td></td>
<td class="r">${fixed(baseline.cpuSecondsTimesIntensity, 1)}</td></tr>`
  }
${split.map((each) => splitRow(each, measured))}</tbody></table></div>`;
}

function splitRow(result: PolicyResult, measured: boolean): Html {
  const parts = result.decomposition;
  if (parts === null) return html``;
  const more = `${signed((parts.totalFactor - 1) * 100, 2)}${NBSP}%`;
  const factors = [parts.frequencyFactor, parts.timingFactor, parts.totalFactor];
  return html`<tr><th scope="row">${result.title}</th>
${factors.map((factor) => html`<td class="r">${fixed(factor, 3)}${NBSP}×</td>`)}<td class="r">${more}</td>
${measured && html`<td class="r">${fixed(result.cpuSecondsTimesIntensity, 1)}</td>`}</tr>`;
}
