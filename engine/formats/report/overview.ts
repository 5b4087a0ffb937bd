/** The whole period at a glance: daily means, and for each policy when in its window it ran. */
import type { CarbonTrace } from "../../core/carbon/trace.ts";
import type { World } from "../../core/scenario/world.ts";
import type { RequestRecord } from "../../core/timeline/timeline.ts";
import { DAY_MS } from "../../core/units/units.ts";
import { isFirstOfMonth, midnights, monthText } from "./calendar.ts";
import { type Html, html } from "./html.ts";
import { binsBetween, drawIntensity, STRIP_BOTTOM } from "./intensity.ts";
import { drawLabel } from "./lanes.ts";
import { fixed, px } from "./number.ts";
import { intensityClass } from "./ramp.ts";
import { type Lane, type Span, spanOf } from "./requests.ts";
import { LEFT, linear, RIGHT, type Scale, WIDTH } from "./scale.ts";

/** More columns than this are narrower than two pixels. */
const MAX_COLUMNS = 420;
const LANES_TOP = STRIP_BOTTOM + 16;
const LANE_HEIGHT = 50;
const INNER = 38;

export function overviewFigure(
  world: World,
  lanes: readonly Lane[],
  trace: CarbonTrace,
  focus: Span | undefined,
  id: string,
): Html {
  const { period } = world;
  const x = linear([period.fromMs, period.toMs], [LEFT, RIGHT]);
  const edges = columnEdges(world);
  const bottom = LANES_TOP + lanes.length * LANE_HEIGHT;
  const [title, desc] = [`${id}-title`, `${id}-desc`];
  const mean = edges.length > 1 && (edges[1] as number) - (edges[0] as number) > 1.5 * DAY_MS;
  return html`<figure><div class="scroll" role="group" tabindex="0" aria-label="Picture of the period">
<svg viewBox="0 0 ${WIDTH} ${bottom + 24}" role="img" aria-labelledby="${title} ${desc}">
<title id="${title}">The whole period, by policy</title>
<desc id="${desc}">${describe(lanes)}</desc>
${drawMonths(world, x, bottom)}
${drawIntensity(binsBetween(trace, edges), x, world, mean ? "means of days" : "daily means")}
${lanes.map((lane, index) => drawLane(lane, LANES_TOP + index * LANE_HEIGHT, edges, { x, trace, endMs: period.toMs }))}
${focus !== undefined && drawFocus(focus, x, bottom)}
</svg></div>
<figcaption>The whole period. One column ${mean ? "for some days" : "a day"}: a lane's top is the moment of asking, its bottom
the deadline, the bar the run in between, in the colour of the hours it used; a thin grey mark is a
skipped request.${focus !== undefined && " The frame is the week shown below."}</figcaption></figure>`;
}

/** Local midnights, thinned out for periods longer than a year or so. */
function columnEdges({ period }: World): number[] {
  const days = midnights(period.fromMs, period.toMs, period.zone);
  const stride = Math.ceil(days.length / MAX_COLUMNS);
  const starts = days.filter((_, index) => index % stride === 0);
  const first = starts[0] === period.fromMs ? [] : [period.fromMs];
  return [...first, ...starts, period.toMs];
}

function drawMonths({ period }: World, x: Scale, bottom: number): readonly Html[] {
  const { fromMs, toMs, zone } = period;
  const firsts = midnights(fromMs, toMs, zone).filter((atMs) => isFirstOfMonth(atMs, zone));
  const every = Math.ceil((firsts.length * 34) / (RIGHT - LEFT));
  return firsts.map((atMs, index) => {
    const at = px(x(atMs));
    const name =
      index % every === 0 &&
      html`<text x="${at + 3}" y="${bottom + 16}">${monthText(atMs, zone)}</text>`;
    return html`<line class="gridline" x1="${at}" x2="${at}" y1="14" y2="${bottom}"/>${name}`;
  });
}

interface OverviewPicture {
  readonly x: Scale;
  readonly trace: CarbonTrace;
  readonly endMs: number;
}

function drawLane(lane: Lane, top: number, edges: readonly number[], picture: OverviewPicture) {
  const { result, requests } = lane;
  const under = `${fixed(result.runs, 0)} runs, ${fixed(result.skipped, 0)} skipped`;
  const box = html`<rect class="lane" x="${LEFT}" y="${top + 4}" width="${RIGHT - LEFT}" height="${INNER + 2}" rx="3"/>`;
  const columns: Html[] = [];
  let next = 0;
  for (let index = 0; index + 1 < edges.length; index++) {
    const [fromMs, toMs] = [edges[index] as number, edges[index + 1] as number];
    const asked: RequestRecord[] = [];
    for (; next < requests.length; next++) {
      const request = requests[next] as RequestRecord;
      if (request.askedAtMs >= toMs) break;
      asked.push(request);
    }
    if (asked.length > 0) columns.push(drawColumn(asked, { fromMs, toMs }, top + 5, picture));
  }
  return html`${drawLabel(lane, top, under)}${box}${columns}`;
}

/** Means over the requests of one column: when they ran in their windows, and how clean that was. */
function drawColumn(
  asked: readonly RequestRecord[],
  column: Span,
  top: number,
  { x, trace, endMs }: OverviewPicture,
): Html {
  const left = px(x(column.fromMs));
  const width = px(Math.max(0.6, x(column.toMs) - x(column.fromMs) - 0.25));
  const runs = asked.flatMap((request) => {
    const run = spanOf(request, endMs);
    return run === undefined ? [] : [{ request, run }];
  });
  if (runs.length === 0) {
    return html`<rect class="skipped" x="${left}" y="${top + INNER / 2 - 1}" width="${width}" height="2"/>`;
  }
  const mean = (value: (each: (typeof runs)[number]) => number) =>
    runs.reduce((sum, each) => sum + value(each), 0) / runs.length;
  const share = (request: RequestRecord, atMs: number) =>
    Math.max(
      0,
      Math.min(1, (atMs - request.askedAtMs) / Math.max(1, request.deadlineMs - request.askedAtMs)),
    );
  const from = mean(({ request, run }) => share(request, run.fromMs)) * INNER;
  const to = mean(({ request, run }) => share(request, run.toMs)) * INNER;
  const height = Math.max(3, to - from);
  const name = intensityClass(mean(({ run }) => trace.mean(run.fromMs, run.toMs)));
  const y = px(top + Math.min(from, INNER - height));
  return html`<rect class="${name}" x="${left}" y="${y}" width="${width}" height="${px(height)}"/>`;
}

function drawFocus({ fromMs, toMs }: Span, x: Scale, bottom: number): Html {
  const [left, right] = [px(x(fromMs)), px(x(toMs))];
  return html`<rect class="focus" x="${left}" y="8" width="${px(right - left)}" height="${bottom - 6}" rx="3"/>`;
}

function describe(lanes: readonly Lane[]): string {
  const each = lanes.map(
    ({ result }) => `${result.title}: ${result.runs} runs, ${result.skipped} skipped.`,
  );
  return `Mean carbon intensity, and below it one lane for each policy. ${each.join(" ")}`;
}
