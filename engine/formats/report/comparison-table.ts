/** The comparison: every figure of every policy, with its difference to the baseline. */
import type { PolicyResult } from "../../core/compare/result.ts";
import type { World } from "../../core/scenario/world.ts";
import { difference, pointsDifference } from "./difference.ts";
import { type Html, html } from "./html.ts";
import { decimalsFor, fixed } from "./number.ts";
import { leastCarbon } from "./summary.ts";

interface Column {
  readonly name: string;
  /** Formatted figures, one a policy; the difference stands below. */
  readonly cell: (result: PolicyResult) => Html;
}

export function comparisonTable(world: World, results: readonly PolicyResult[]): Html {
  const baseline = results.find((each) => each.policy === world.baseline) as PolicyResult;
  const columns = columnsOf(world, results, baseline);
  const best = leastCarbon(results);
  const rows = results.map((result) => {
    const name = result === best ? html` class="best"` : html``;
    const note =
      result === baseline ? "baseline" : result === best ? "least carbon" : result.policy;
    return html`<tr${name}><th scope="row">${result.title}<br><span class="faint">${note}</span></th>
${columns.map(({ cell }) => html`<td class="r">${cell(result)}</td>`)}</tr>`;
  });
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Comparison table"><table>
<caption>Every policy over the same period, work, data and seed. Below a figure: its difference to the
baseline, ${baseline.title}.</caption>
<thead><tr><th scope="col">Policy</th>${columns.map(({ name }) => html`<th scope="col" class="r">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function columnsOf(
  { functionalUnit }: World,
  results: readonly PolicyResult[],
  baseline: PolicyResult,
): Column[] {
  const figure = (name: string, read: (each: PolicyResult) => number | null): Column => {
    const digits = decimalsFor(results.map((each) => read(each) ?? 0));
    const base = read(baseline);
    return {
      name,
      cell: (result) => {
        const value = read(result);
        if (value === null) return html`none`;
        return html`${fixed(value, digits)}${result !== baseline && difference(value, base)}`;
      },
    };
  };
  return [
    figure(`SCI, g per ${functionalUnit.name}`, (each) => each.sciGPerUnit),
    figure("Carbon, g", (each) => each.carbonG),
    figure("opera\u00adtional", (each) => each.operationalG),
    figure("embodied", (each) => each.embodiedG),
    figure("Energy, kWh", (each) => each.energyKwh),
    figure(`Cost, ${baseline.currency}`, (each) => each.cost),
    { name: "Mean wait, h", cell: (each) => html`${fixed(each.meanWaitH, 1)}` },
    { name: "Dead\u00adlines missed", cell: (each) => html`${fixed(each.deadlineMisses, 0)}` },
    { name: "Runs", cell: runsCell },
    { name: "Skipped", cell: (each) => html`${fixed(each.skipped, 0)}` },
    accuracy("Accuracy, %", baseline, (each) => each.qualityMean),
    accuracy("lowest, %", baseline, (each) => each.qualityMin),
  ];
}

function runsCell({ runs, failed, unfinished }: PolicyResult): Html {
  const odd = [failed > 0 && `${failed} failed`, unfinished > 0 && `${unfinished} unfinished`];
  const note = odd.filter((each) => each !== false).join(", ");
  return html`${fixed(runs, 0)}${note !== "" && html`<small class="worse">${note}</small>`}`;
}

function accuracy(
  name: string,
  baseline: PolicyResult,
  read: (each: PolicyResult) => number | null,
): Column {
  return {
    name,
    cell: (result) => {
      const value = read(result);
      if (value === null) return html`none`;
      const below = result !== baseline && pointsDifference(value, read(baseline));
      return html`${fixed(value * 100, 2)}${below}`;
    },
  };
}
