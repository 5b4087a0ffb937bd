/** How far each policy's runs are from the best that they could have had, and what that means. */
import type { JudgedResult } from "../../core/compare/regret.ts";
import { type Html, html } from "./html.ts";
import { decimalsFor, fixed } from "./number.ts";

/** Percentages below this are rounding. */
const NOTHING_PCT = 1e-9;

export function regretTable(results: readonly JudgedResult[]): Html {
  const digits = decimalsFor(results.map(({ regret }) => regret.operationalG));
  const rows = results.map(({ title, regret }) => {
    const { runs, operationalG, optimumG, regretPct, boundG, aboveBoundPct } = regret;
    const cells = [
      fixed(runs, 0),
      fixed(operationalG, digits),
      fixed(optimumG, digits),
      percent(regretPct),
      fixed(boundG, digits),
      percent(aboveBoundPct),
    ];
    return html`<tr><th scope="row">${title}</th>${cells.map((cell) => html`<td class="r">${cell}</td>`)}</tr>`;
  });
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Above the best possible"><table>
<caption>The carbon of the runs, above the same runs at their best starts (each moved as a whole), and above what no
schedule of their steps is below, with the grid's future known. What is above the first is what forecast, margin
or fixed hour cost; what lies between the two is for policies that put off single steps.</caption>
<thead><tr><th scope="col">Policy</th>${HEAD.map((name) => html`<th scope="col" class="r">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

const HEAD = [
  "Runs",
  "Carbon of the runs, g",
  "best starts, g",
  "above, %",
  "lower bound, g",
  "above, %",
];

function percent(value: number | null): string {
  if (value === null) return "none";
  return fixed(Math.abs(value) < NOTHING_PCT ? 0 : value, 1);
}
