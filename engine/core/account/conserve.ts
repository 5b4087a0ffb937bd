/** Conservation laws, checked after every replay, in production too. */
import { assert } from "../assert.ts";
import { operationalG } from "../cluster/power.ts";
import { nodePrice } from "../cluster/price.ts";
import { scoringTrace } from "../site/site.ts";
import type { NodeRecord, PodRecord, Timeline } from "../timeline/timeline.ts";
import { energyKwh } from "../units/units.ts";
import type { Attribution } from "./attribute.ts";
import { billOf } from "./node-cost.ts";
import { nodePowerW } from "./node-power.ts";
import type { Place } from "./place.ts";
import type { Slice } from "./result.ts";
import { SliceSum } from "./slice-sum.ts";

/** Relative; sums are compensated and both ways read the same integrals of the grid, so rounding is all there is. */
const TOLERANCE = 1e-12;

const QUANTITIES = ["energyKwh", "operationalG", "embodiedG", "cost"] as const;

/**
 * Steps + idle + system + overhead = nodes, where the nodes are measured a second way: by walking each node's
 * life from one change of load to the next, and what data took on its way. And every request has exactly one
 * outcome.
 */
export function assertConserved(timeline: Timeline, attribution: Attribution): void {
  const whole = nodesByWalking(timeline, attribution.places);
  for (const quantity of QUANTITIES) {
    const error = relativeError(attribution, whole, quantity);
    assert(
      error <= TOLERANCE,
      () => `${quantity} of the parts differs from that of the nodes by ${error} of it`,
    );
  }
  for (const request of timeline.requests) {
    const ended = request.outcome === "succeeded" || request.outcome === "failed";
    const hasEnd = request.finishedAtMs !== undefined;
    assert(ended === hasEnd, () => `request ${request.index} ends once: ${request.outcome}`);
  }
}

/** How far the parts are from the nodes, relative to the nodes; the largest of energy, carbon and cost. */
export function conservationError(timeline: Timeline, attribution: Attribution): number {
  const whole = nodesByWalking(timeline, attribution.places);
  return QUANTITIES.reduce(
    (most, quantity) => Math.max(most, relativeError(attribution, whole, quantity)),
    0,
  );
}

function relativeError(
  { total, transfer }: Attribution,
  nodes: Slice,
  quantity: (typeof QUANTITIES)[number],
): number {
  const parts = total[quantity];
  const whole = nodes[quantity] + transfer[quantity];
  return Math.abs(parts - whole) / Math.max(1e-9, Math.abs(parts), Math.abs(whole));
}

function nodesByWalking(timeline: Timeline, places: readonly Place[]): Slice {
  const total = new SliceSum();
  for (const place of places) {
    const starts = byNode(place, (a, b) => a.startedAtMs - b.startedAtMs);
    const ends = byNode(place, (a, b) => a.finishedAtMs - b.finishedAtMs);
    const bill = billOf(place, timeline);
    for (const node of place.nodes) {
      const own = [starts[node.node] ?? [], ends[node.node] ?? []] as const;
      walk(node, own[0], own[1], place, total, bill === undefined);
    }
    if (bill !== undefined) total.add(0, 0, 0, bill);
  }
  return total.value;
}

/** Pods of each node in an order; sorted all at once, for they nearly are in either. */
function byNode(
  { nodes, pods }: Place,
  order: (a: PodRecord, b: PodRecord) => number,
): PodRecord[][] {
  const podsOf: PodRecord[][] = [];
  for (const { node } of nodes) podsOf[node] = [];
  for (const pod of pods.toSorted(order)) podsOf[pod.node]?.push(pod);
  return podsOf;
}

/** Sweeps over the starts and ends of a node's pods; between two of them its power is constant. */
function walk(
  node: NodeRecord,
  starts: readonly PodRecord[],
  ends: readonly PodRecord[],
  { pool, site }: Place,
  total: SliceSum,
  priced: boolean,
): void {
  const trace = scoringTrace(site);
  const running: PodRecord[] = [];
  let started = 0;
  let ended = 0;
  for (let fromMs = node.fromMs; fromMs < node.toMs; ) {
    for (; (starts[started]?.startedAtMs ?? node.toMs) <= fromMs; started++) {
      running.push(starts[started] as PodRecord);
    }
    for (; (ends[ended]?.finishedAtMs ?? node.toMs) <= fromMs; ended++) {
      running.splice(running.indexOf(ends[ended] as PodRecord), 1);
    }
    const nextStartMs = starts[started]?.startedAtMs ?? node.toMs;
    const nextEndMs = ends[ended]?.finishedAtMs ?? node.toMs;
    const toMs = Math.min(nextStartMs, nextEndMs, node.toMs);
    const powerW = nodePowerW(running, pool);
    total.add(
      energyKwh(powerW * pool.pue, toMs - fromMs),
      operationalG(powerW * pool.pue, trace.integral(fromMs, toMs)),
      (pool.embodiedG * (toMs - fromMs)) / pool.lifespanMs,
      priced ? nodePrice(pool).cost(1, fromMs, toMs) : 0,
    );
    fromMs = toMs;
  }
}
