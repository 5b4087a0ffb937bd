/** Where the carbon goes: steps, idleness, data-centre overhead and embodied emissions, stacked. */
import type { Slice } from "../../core/account/result.ts";
import type { PolicyResult } from "../../core/compare/result.ts";
import { type Html, html } from "./html.ts";
import { drawLabel } from "./lanes.ts";
import { decimalsFor, fixed, NBSP, plain, px, short } from "./number.ts";
import type { Lane } from "./requests.ts";
import { LEFT, linear, RIGHT, ticks, WIDTH } from "./scale.ts";

export const PARTS = ["steps", "idle", "overhead", "transfer", "embodied"] as const;

const NAMES: Readonly<Record<(typeof PARTS)[number], string>> = {
  steps: "Steps",
  idle: "Idle",
  overhead: "Overhead (PUE)",
  transfer: "Data transfer",
  embodied: "Embodied",
};

const ROW = 46;
const TOP = 34;

/** Grams of each part; they add up to the policy's carbon. */
export function partsOf(result: PolicyResult): Record<(typeof PARTS)[number], number> {
  const slices: readonly Slice[] = Object.values(result.byStep);
  return {
    steps: slices.reduce((sum, slice) => sum + slice.operationalG, 0),
    idle: result.idle.operationalG,
    overhead: result.overhead.operationalG,
    transfer: result.transfer.operationalG,
    embodied: result.embodiedG,
  };
}

export function carbonBars(lanes: readonly Lane[], id: string): Html {
  const most = lanes.reduce((largest, { result }) => Math.max(largest, result.carbonG), 0);
  const marks = ticks(most, 5);
  const x = linear([0, marks.at(-1) as number], [LEFT, RIGHT - 70]);
  const bottom = TOP + lanes.length * ROW;
  return html`<figure><div class="scroll" role="group" tabindex="0" aria-label="Picture of the carbon">
<svg viewBox="0 0 ${WIDTH} ${bottom + 24}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">Carbon by part, g CO₂e</title>
<desc id="${id}-desc">One bar for each policy; the numbers are in the table below.</desc>
${shownParts(lanes).map(
  (part, index) =>
    html`<rect class="${part}" x="${LEFT + index * 140}" y="4" width="12" height="12" rx="2"/><text x="${LEFT + index * 140 + 18}" y="14">${NAMES[part]}</text>`,
)}
${marks.map((mark) => {
  const at = px(x(mark));
  return html`<line class="gridline" x1="${at}" x2="${at}" y1="${TOP - 8}" y2="${bottom}"/><text class="mid" x="${at}" y="${bottom + 16}">${plain(mark)}${NBSP}g</text>`;
})}
${lanes.map((lane, index) => drawBar(lane, TOP + index * ROW, x))}
</svg></div></figure>${partsTable(lanes)}`;
}

/** Nobody looks for a transfer where no data moves. */
function shownParts(lanes: readonly Lane[]): (typeof PARTS)[number][] {
  const moves = lanes.some(({ result }) => result.transfer.operationalG > 0);
  return PARTS.filter((part) => part !== "transfer" || moves);
}

function drawBar(lane: Lane, top: number, x: (value: number) => number): Html {
  const parts = partsOf(lane.result);
  let sum = 0;
  const segments = PARTS.filter((part) => parts[part] > 0).map((part) => {
    const from = x(sum);
    sum += parts[part];
    return html`<rect class="${part}" x="${px(from)}" y="${top + 8}" width="${px(x(sum) - from)}" height="24"/>`;
  });
  const { carbonG } = lane.result;
  const under = lane.isBaseline ? "baseline" : `${lane.result.runs} runs`;
  return html`${drawLabel(lane, top, under)}${segments}
<text class="label" x="${px(x(sum) + 8)}" y="${top + 24}">${short(carbonG)}${NBSP}g</text>`;
}

function partsTable(lanes: readonly Lane[]): Html {
  const steps = [...new Set(lanes.flatMap(({ result }) => Object.keys(result.byStep)))];
  const digits = decimalsFor(lanes.map(({ result }) => result.carbonG));
  const parts = shownParts(lanes).filter((part) => part !== "steps");
  const head = [...steps, ...parts, "total"];
  const rows = lanes.map(({ result }) => {
    const grams = partsOf(result);
    const ofSteps = steps.map((step) => result.byStep[step]?.operationalG ?? 0);
    const cells = [...ofSteps, ...parts.map((part) => grams[part]), result.carbonG];
    return html`<tr><th scope="row">${result.title}</th>${cells.map(
      (value) => html`<td class="r">${fixed(value, digits)}</td>`,
    )}</tr>`;
  });
  return html`<details><summary>The same as a table, step by step</summary>
<div class="scroll" role="group" tabindex="0" aria-label="Table of the carbon by part"><table>
<caption>g CO₂e. Steps, idle, overhead and transfer are operational; embodied covers the whole nodes.</caption>
<thead><tr><th scope="col">Policy</th>${head.map((name) => html`<th scope="col" class="r">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}
