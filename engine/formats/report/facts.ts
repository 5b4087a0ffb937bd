/** What was asked, on which data: the head of a scenario, with every badge and warning. */
import { unitsText } from "../../core/account/units-served.ts";
import { forecastText } from "../../core/carbon/forecast/text.ts";
import type { CarbonTrace } from "../../core/carbon/trace.ts";
import type { Issue } from "../../core/issue.ts";
import type { World } from "../../core/scenario/world.ts";
import { formatDuration } from "../../core/units/duration.ts";
import { DAY_MS } from "../../core/units/units.ts";
import { instantText } from "./calendar.ts";
import { type Html, html } from "./html.ts";
import { fixed, plain } from "./number.ts";

export function badge(synthetic: boolean): Html {
  return synthetic
    ? html`<span class="badge synthetic">Synthetic</span>`
    : html`<span class="badge">Real history</span>`;
}

export function factList(world: World, trace: CarbonTrace): Html {
  const { period, grid, workload, functionalUnit } = world;
  const { about } = grid.trace;
  const days = (period.toMs - period.fromMs) / DAY_MS;
  const facts: readonly (readonly [string, string])[] = [
    [
      "Period",
      `${instantText(period.fromMs, period.zone)} to ${instantText(period.toMs, period.zone)}`,
    ],
    ["Time zone", `${period.zone.timeZone}, ${plain(days)} days`],
    ["Grid zone", about.zone],
    ["Grid history", about.source],
    ["Edition and licence", `${about.edition}; ${about.licence}`],
    ["Signal", `${about.signal}, ${about.basis}, one value every ${formatDuration(trace.stepMs)}`],
    ...(grid.scoring === undefined ? [] : [["Scored with", scoringText(grid.scoring)] as const]),
    ["Mean intensity of the period", `${fixed(trace.mean(period.fromMs, period.toMs), 1)} g/kWh`],
    ["Forecast that policies see", forecastText(grid.forecast)],
    [
      "Asked for",
      `${workload.requestedAtMs.length} times, each to be done within ${formatDuration(workload.deadlineMs)}`,
    ],
    ["Functional unit", unitsText(functionalUnit)],
    ["Baseline", world.baseline],
    ["Seed", String(world.seed)],
  ];
  return html`<dl class="facts">${facts.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function scoringText({ about }: NonNullable<World["grid"]["scoring"]>): string {
  const { signal, basis, source, edition } = about;
  return `${signal}, ${basis}: ${source} (${edition}); the row above is what policies decided on`;
}

/** What was repaired in the data or is to be known about the input; nothing where there is nothing. */
export function cautions(world: World, warnings: readonly Issue[]): Html {
  const { repairs, synthetic } = world.grid.trace.about;
  const told = warnings.map((issue) => `${issue.message}. ${issue.hint}`);
  const lines = [
    ...(synthetic ? ["The grid history is synthetic: generated, not measured."] : []),
    ...repairs,
    ...told.filter((text) => !repairs.some((repair) => sameStart(repair, text))),
  ];
  if (lines.length === 0) return html``;
  return html`<div class="note"><strong>To know about the data</strong>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`;
}

/** A repair is told as a warning as well; once is enough. */
function sameStart(repair: string, warning: string): boolean {
  const bare = repair.replace(/\.$/, "").toLowerCase();
  return warning.toLowerCase().startsWith(bare);
}
