/** The close-up as a table: what each policy decided about each request, and why. */
import type { World } from "../../core/scenario/world.ts";
import type { Decision } from "../../core/timeline/timeline.ts";
import { dayAndClockText } from "./calendar.ts";
import { isIn } from "./close-up.ts";
import { type Html, html } from "./html.ts";
import { fixed } from "./number.ts";
import type { Lane, Span } from "./requests.ts";

export function decisionsTable({ period }: World, lanes: readonly Lane[], span: Span): Html {
  const { zone } = period;
  const rows = lanes.flatMap(({ result, requests }) =>
    result.decisions
      .filter((each) => isIn(requests[each.request]?.askedAtMs ?? -1, span))
      .map((decision) => {
        const asked = requests[decision.request]?.askedAtMs ?? decision.atMs;
        return html`<tr><th scope="row">${result.title}</th><td>${dayAndClockText(asked, zone)}</td>
<td>${dayAndClockText(decision.atMs, zone)}</td><td>${action(decision, zone)}</td>
<td class="r">${fixed(decision.inputs.intensityGPerKwh, 0)}</td><td>${decision.reason}</td></tr>`;
      }),
  );
  return html`<details><summary>The same as a table: ${rows.length} decisions</summary>
<div class="scroll" role="group" tabindex="0" aria-label="Table of the decisions"><table>
<caption>Every decision about what was asked for in the stretch above, ${zone.timeZone}.</caption>
<thead><tr><th scope="col">Policy</th><th scope="col">Asked</th><th scope="col">Decided</th>
<th scope="col">Decision</th><th scope="col" class="r">g/kWh then</th><th scope="col">Because</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

function action({ action, untilMs }: Decision, zone: World["period"]["zone"]): string {
  return untilMs === undefined
    ? action
    : `${action}, at most until ${dayAndClockText(untilMs, zone)}`;
}
