/** The close-up: intensity hour by hour, and below it the runs of every policy at the same hours. */
import type { CarbonTrace } from "../../core/carbon/trace.ts";
import type { World } from "../../core/scenario/world.ts";
import { dateText, dayText, midnights } from "./calendar.ts";
import { type CloseUp, isIn } from "./close-up.ts";
import { type Html, html } from "./html.ts";
import { drawIntensity, STRIP_BOTTOM, stepBins } from "./intensity.ts";
import { drawLanes, LANE_HEIGHT } from "./lanes.ts";
import type { Lane, Span } from "./requests.ts";
import { LEFT, linear, RIGHT, type Scale, WIDTH } from "./scale.ts";

const LANES_TOP = STRIP_BOTTOM + 14;
const AXIS_HEIGHT = 26;

/** @param id unique in the page: the picture's parts are referred to by it */
export function closeUpFigure(
  world: World,
  lanes: readonly Lane[],
  trace: CarbonTrace,
  closeUp: CloseUp,
  id: string,
): Html {
  const { zone } = world.period;
  const x = linear([closeUp.fromMs, closeUp.toMs], [LEFT, RIGHT]);
  const bottom = LANES_TOP + lanes.length * LANE_HEIGHT;
  const height = bottom + AXIS_HEIGHT;
  const span = `${dateText(closeUp.fromMs, zone)} to ${dateText(closeUp.toMs - 1, zone)}`;
  const bins = stepBins(trace, closeUp);
  const picture = { span: closeUp, endMs: world.period.toMs, x, top: LANES_TOP, trace };
  return html`<figure><div class="scroll" role="group" tabindex="0" aria-label="Picture of the runs">
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">Runs by policy, ${span}</title>
<desc id="${id}-desc">${describe(lanes, closeUp)}</desc>
<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>
${drawDays(world, closeUp, x, bottom)}${drawIntensity(bins, x, world, "each step")}
${drawLanes(lanes, { ...picture, hatch: `url(#${id}-hatch)` })}
</svg></div>
<figcaption>${capital(closeUp.because ?? "The whole period")}: ${span}, ${zone.timeZone}. A dashed
outline is where the baseline ran, hatching is waiting, a solid bar is a run; the strip under it has
the colours of the hours it used. Bars shorter than 5 pixels are drawn 5 pixels wide.</figcaption>
</figure>`;
}

/** Lines at midnight, with the day's name where there is room. */
function drawDays({ period }: World, span: Span, x: Scale, bottom: number): readonly Html[] {
  const { zone } = period;
  const days = midnights(span.fromMs, span.toMs, zone);
  const pitch = (RIGHT - LEFT) / Math.max(1, days.length);
  const every = Math.ceil(52 / pitch);
  return days.map((atMs, index) => {
    const at = Math.round(x(atMs) * 100) / 100;
    const next = days[index + 1] ?? span.toMs;
    const middle = Math.round(x((atMs + next) / 2) * 100) / 100;
    const name =
      index % every === 0 &&
      html`<text class="mid" x="${middle}" y="${bottom + 18}">${dayText(atMs, zone)}</text>`;
    return html`<line class="gridline" x1="${at}" x2="${at}" y1="14" y2="${bottom}"/>${name}`;
  });
}

function describe(lanes: readonly Lane[], span: Span): string {
  const sentences = lanes.map(({ result, requests }) => {
    const inside = requests.filter((each) => isIn(each.askedAtMs, span));
    const ran = inside.filter((each) => each.startedAtMs !== undefined).length;
    const skipped = inside.filter((each) => each.outcome === "skipped").length;
    return `${result.title}: ${ran} runs, ${skipped} skipped.`;
  });
  return `Carbon intensity over time, and below it one lane for each policy. ${sentences.join(" ")}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
