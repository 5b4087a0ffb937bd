/** One lane a policy: what was asked, how long it waited, when it ran and on which hours. */
import type { CarbonTrace } from "../../core/carbon/trace.ts";
import type { RequestRecord } from "../../core/timeline/timeline.ts";
import { isIn } from "./close-up.ts";
import { type Html, html } from "./html.ts";
import { drawStrip, stepBins } from "./intensity.ts";
import { NBSP, px, short } from "./number.ts";
import { type Lane, type Span, spanOf, trouble } from "./requests.ts";
import { LEFT, RIGHT, type Scale } from "./scale.ts";

export const LANE_HEIGHT = 46;
/** Shorter bars would vanish; the caption says so. */
export const MIN_BAR = 5;
const BAR_TOP = 7;
const BAR_HEIGHT = 24;
const USED_HEIGHT = 5;
/** As many characters as fit beside the lanes. */
const MAX_LABEL = 25;

export interface LanePicture {
  readonly span: Span;
  /** End of the replayed period: what still ran then is drawn up to here. */
  readonly endMs: number;
  readonly x: Scale;
  readonly top: number;
  readonly trace: CarbonTrace;
  /** `url(#…)` of the hatching. */
  readonly hatch: string;
}

export function drawLanes(lanes: readonly Lane[], picture: LanePicture): readonly Html[] {
  const baseline = lanes.find((lane) => lane.isBaseline);
  return lanes.map((lane, index) => {
    const top = picture.top + index * LANE_HEIGHT;
    const inside = lane.requests.filter((each) => isIn(each.askedAtMs, picture.span));
    const ran = inside.filter((each) => each.startedAtMs !== undefined);
    const carbonG = inside.reduce((sum, each) => sum + (lane.carbonG[each.index] ?? 0), 0);
    const count = `${ran.length} ${ran.length === 1 ? "run" : "runs"}`;
    const under = `${count} · ${short(carbonG)}${NBSP}g in the steps`;
    const marks = inside.map((request) =>
      drawRequest(request, baseline?.requests[request.index], lane, { ...picture, top }),
    );
    return html`${drawLabel(lane, top, under)}${marks}
<line class="axis" x1="0" x2="${RIGHT}" y1="${top + LANE_HEIGHT}" y2="${top + LANE_HEIGHT}"/>`;
  });
}

export function drawLabel({ result, isBaseline }: Lane, top: number, under: string): Html {
  const { title } = result;
  const characters = [...title];
  const shown =
    characters.length > MAX_LABEL ? `${characters.slice(0, MAX_LABEL - 1).join("")}…` : title;
  const note = isBaseline ? ", the baseline" : "";
  return html`<text class="label" x="0" y="${top + 20}"><title>${title}${note}</title>${shown}</text>
<text x="0" y="${top + 35}">${under}</text>`;
}

function drawRequest(
  request: RequestRecord,
  baseline: RequestRecord | undefined,
  { isBaseline }: Lane,
  picture: LanePicture,
): Html {
  const { x, top, endMs, hatch } = picture;
  const ghost = baseline === undefined || isBaseline ? undefined : spanOf(baseline, endMs);
  const run = spanOf(request, endMs);
  const askedX = px(x(request.askedAtMs));
  const startX = run === undefined ? askedX : px(x(run.fromMs));
  const waitWidth = px(Math.max(0, startX - askedX));
  return html`${ghost !== undefined && drawGhost(ghost, picture)}
${
  waitWidth >= 1 &&
  html`<rect fill="${hatch}" x="${askedX}" y="${top + BAR_TOP + 6}" width="${waitWidth}" height="12"/>`
}${run !== undefined && drawRun(run, request, isBaseline, picture)}
${request.outcome === "skipped" && drawSkip(ghost, askedX, picture)}`;
}

function drawGhost(ghost: Span, { x, top }: LanePicture): Html {
  const width = px(Math.max(MIN_BAR, x(ghost.toMs) - x(ghost.fromMs)));
  return html`<rect class="ghost" x="${px(x(ghost.fromMs))}" y="${top + BAR_TOP - 2}" width="${width}" height="${BAR_HEIGHT + USED_HEIGHT + 5}" rx="3"/>`;
}

function drawRun(run: Span, request: RequestRecord, isBaseline: boolean, picture: LanePicture) {
  const { x, top, trace } = picture;
  const fromX = x(run.fromMs);
  const trueWidth = x(run.toMs) - fromX;
  const width = px(Math.max(MIN_BAR, trueWidth));
  const stretch = (atMs: number) =>
    fromX + ((atMs - run.fromMs) / Math.max(1, run.toMs - run.fromMs)) * width;
  const bad = trouble(request);
  const name = `run${isBaseline ? " base" : ""}${bad === undefined ? "" : " bad"}`;
  const used = drawStrip(stepBins(trace, run, 60), stretch, top + BAR_TOP + BAR_HEIGHT + 1, 5);
  return html`<rect class="${name}" x="${px(fromX)}" y="${top + BAR_TOP}" width="${width}" height="${BAR_HEIGHT}" rx="2"/>
${used}${bad !== undefined && html`<text class="mid" x="${px(fromX + width / 2)}" y="${top + BAR_TOP - 1}">${bad}</text>`}`;
}

/** The word stands where the baseline ran, or where the run was asked for. */
function drawSkip(ghost: Span | undefined, askedX: number, { x, top }: LanePicture): Html {
  const middle = ghost === undefined ? askedX + 10 : (x(ghost.fromMs) + x(ghost.toMs)) / 2;
  const inside = Math.min(RIGHT - 10, Math.max(LEFT + 11, middle));
  return html`<text class="mid halo" x="${px(inside)}" y="${top + BAR_TOP + 18}">skip</text>`;
}
