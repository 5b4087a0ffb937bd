/** The curve of carbon intensity with its axis and a strip of its colours. */
import type { CarbonTrace } from "../../core/carbon/trace.ts";
import type { World } from "../../core/scenario/world.ts";
import { type Html, html } from "./html.ts";
import { fixed, NBSP, plain, px } from "./number.ts";
import { intensityClass } from "./ramp.ts";
import type { Span } from "./requests.ts";
import { LEFT, linear, RIGHT, type Scale, ticks } from "./scale.ts";

export interface Bin extends Span {
  readonly gPerKwh: number;
}

export const CURVE_TOP = 14;
export const CURVE_BOTTOM = 150;
export const STRIP_BOTTOM = CURVE_BOTTOM + 14;

/** Mean intensity between neighbouring edges. */
export function binsBetween(trace: CarbonTrace, edgesMs: readonly number[]): Bin[] {
  return edgesMs.slice(1).map((toMs, index) => {
    const fromMs = edgesMs[index] as number;
    return { fromMs, toMs, gPerKwh: trace.mean(fromMs, toMs) };
  });
}

/** The trace's own steps over a span; where those are very many, means of several. */
export function stepBins(trace: CarbonTrace, { fromMs, toMs }: Span, most = 600): Bin[] {
  const steps = Math.ceil((toMs - fromMs) / trace.stepMs);
  const strideMs = trace.stepMs * Math.max(1, Math.ceil(steps / most));
  const edges = [fromMs];
  for (let at = trace.nextStep(fromMs); at < toMs; at += strideMs) edges.push(at);
  return binsBetween(trace, [...edges, toMs]);
}

/** Curve, axis, limits of the policies, strip. @param x instant to pixel */
export function drawIntensity(bins: readonly Bin[], x: Scale, world: World, label: string): Html {
  const marks = ticks(
    bins.reduce((most, bin) => Math.max(most, bin.gPerKwh), 0),
    4,
  );
  const y = linear([0, marks.at(-1) as number], [CURVE_BOTTOM, CURVE_TOP]);
  const steps = bins
    .map(({ fromMs, toMs, gPerKwh }) => `${px(x(fromMs))},${px(y(gPerKwh))}H${px(x(toMs))}`)
    .join("L");
  const [first, last] = [bins[0] as Bin, bins.at(-1) as Bin];
  const closed = `L${px(x(last.toMs))},${CURVE_BOTTOM}H${px(x(first.fromMs))}Z`;
  return html`<text class="label strong" x="0" y="${CURVE_TOP + 4}">Carbon intensity</text>
<text x="0" y="${CURVE_TOP + 20}">g CO₂e/kWh, ${label}</text>
<path class="area" d="M${steps}${closed}"/>
${marks.map((mark) => gridline(mark, y(mark)))}<path class="curve" d="M${steps}"/>
${drawLimits(world, marks.at(-1) as number, y)}${drawStrip(bins, x, CURVE_BOTTOM + 5, 9)}`;
}

function gridline(mark: number, at: number): Html {
  return html`<line class="gridline" x1="${LEFT}" x2="${RIGHT}" y1="${px(at)}" y2="${px(at)}"/>
<text class="end" x="${LEFT - 8}" y="${px(at + 4)}">${plain(mark)}</text>`;
}

/** A dashed line for each limit that a policy of the scenario waits for. */
function drawLimits({ policies }: World, most: number, y: Scale): readonly Html[] {
  const limits = policies.flatMap((policy) =>
    "limitGPerKwh" in policy ? policy.limitGPerKwh : [],
  );
  return [...new Set(limits)]
    .filter((limit) => limit <= most)
    .map((limit) => {
      const at = px(y(limit));
      return html`<line class="limit" x1="${LEFT}" x2="${RIGHT}" y1="${at}" y2="${at}"/>
<text class="end label halo" x="${RIGHT}" y="${px(at - 5)}">limit ${fixed(limit, 0)}${NBSP}g</text>`;
    });
}

/** Neighbours of one colour are drawn as one. */
export function drawStrip(
  bins: readonly Bin[],
  x: Scale,
  top: number,
  height: number,
): readonly Html[] {
  const merged: { fromMs: number; toMs: number; name: string }[] = [];
  for (const { fromMs, toMs, gPerKwh } of bins) {
    const name = intensityClass(gPerKwh);
    const last = merged.at(-1);
    if (last?.name === name) last.toMs = toMs;
    else merged.push({ fromMs, toMs, name });
  }
  return merged.map(({ fromMs, toMs, name }) => {
    const width = px(x(toMs) - x(fromMs));
    return html`<rect class="${name}" x="${px(x(fromMs))}" y="${top}" width="${width}" height="${height}"/>`;
  });
}
