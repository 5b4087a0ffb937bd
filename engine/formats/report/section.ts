/** One answered scenario as a part of the page. */
import { CarbonTrace } from "../../core/carbon/trace.ts";
import { carbonBars } from "./bars.ts";
import { chooseCloseUp } from "./close-up.ts";
import { comparisonTable } from "./comparison-table.ts";
import { decisionsTable } from "./decisions-table.ts";
import { badge, cautions, factList } from "./facts.ts";
import { type Html, html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { method } from "./method.ts";
import { overviewFigure } from "./overview.ts";
import { closeUpFigure } from "./picture.ts";
import { regretTable } from "./regret.ts";
import { toLanes } from "./requests.ts";
import { splitTable } from "./split.ts";
import { summary } from "./summary.ts";

/** @param id unique in the page */
export function scenarioSection(input: ReportInput, id: string): Html {
  const { world, comparison, warnings, logSha256 } = input;
  const { results, timelines } = comparison;
  const trace = new CarbonTrace(world.grid.trace);
  const lanes = toLanes(world, results, timelines);
  const closeUp = chooseCloseUp(world, lanes);
  const isWhole = closeUp !== undefined && closeUp.because === undefined;
  return html`<article id="${id}" aria-labelledby="${id}-name">
<h2 id="${id}-name">${world.title}${badge(world.grid.trace.about.synthetic)}</h2>
<p class="soft">${world.description}</p>
${summary(world, results)}
${cautions(world, warnings)}
<h3>Compared with the baseline</h3>
${comparisonTable(world, results)}
<h3>Above the best possible</h3>
${regretTable(results)}
<h3>Runs, by policy</h3>
${!isWhole && overviewFigure(world, lanes, trace, closeUp, `${id}-all`)}
${
  closeUp !== undefined &&
  html`${closeUpFigure(world, lanes, trace, closeUp, `${id}-near`)}${decisionsTable(world, lanes, closeUp)}`
}
<h3>Where the carbon goes</h3>
${carbonBars(lanes, `${id}-parts`)}
${splitTable(world, results)}
<h3>What was asked</h3>
${factList(world, trace)}
${method(world, results, logSha256)}
</article>`;
}
