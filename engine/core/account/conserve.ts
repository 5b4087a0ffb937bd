/** Conservation laws, checked after every replay, in production too. */
import { assert } from "../assert.ts";
import { dynamicPowerW, operationalG } from "../cluster/power.ts";
import { nodePrice } from "../cluster/price.ts";
import { type Site, siteOf } from "../site/site.ts";
import type { NodeRecord, PodRecord, Timeline } from "../timeline/timeline.ts";
import { energyKwh } from "../units/units.ts";
import { type Attribution, SliceSum } from "./attribute.ts";
import type { Slice } from "./result.ts";

const TOLERANCE = 1e-9;

/**
 * Steps + idle + overhead = nodes, where the nodes are measured a second way: by walking each node's
 * life from one change of load to the next, and what data took on its way. And every request has exactly one outcome.
 */
export function assertConserved(
  timeline: Timeline,
  attribution: Attribution,
  sites: readonly Site[],
): void {
  const nodes = nodesByWalking(timeline, sites);
  for (const quantity of ["energyKwh", "operationalG", "embodiedG", "cost"] as const) {
    const parts = attribution.total[quantity];
    const whole = nodes[quantity] + attribution.transfer[quantity];
    assert(
      close(parts, whole),
      () => `${quantity} of the parts is ${parts}, of the nodes ${whole}`,
    );
  }
  for (const request of timeline.requests) {
    const ended = request.outcome === "succeeded" || request.outcome === "failed";
    const hasEnd = request.finishedAtMs !== undefined;
    assert(ended === hasEnd, () => `request ${request.index} ends once: ${request.outcome}`);
  }
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(1e-9, Math.abs(a), Math.abs(b));
}

function nodesByWalking(timeline: Timeline, sites: readonly Site[]): Slice {
  const starts = byNode(timeline, (a, b) => a.startedAtMs - b.startedAtMs);
  const ends = byNode(timeline, (a, b) => a.finishedAtMs - b.finishedAtMs);
  const total = new SliceSum();
  for (const node of timeline.nodes) {
    walk(node, starts[node.node] ?? [], ends[node.node] ?? [], siteOf(sites, node), total);
  }
  return total.value;
}

/** Pods of each node in an order; sorted all at once, for they nearly are in either. */
function byNode(
  { nodes, pods }: Timeline,
  order: (a: PodRecord, b: PodRecord) => number,
): PodRecord[][] {
  const podsOf: PodRecord[][] = nodes.map(() => []);
  for (const pod of pods.toSorted(order)) podsOf[pod.node]?.push(pod);
  return podsOf;
}

/** Sweeps over the starts and ends of a node's pods; between two of them its power is constant. */
function walk(
  node: NodeRecord,
  starts: readonly PodRecord[],
  ends: readonly PodRecord[],
  { pool, trace }: Site,
  total: SliceSum,
): void {
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
    let powerW = pool.idleW;
    for (const pod of running) powerW += dynamicPowerW(pod, pool);
    total.add(
      energyKwh(powerW * pool.pue, toMs - fromMs),
      operationalG(powerW * pool.pue, trace.integral(fromMs, toMs)),
      (pool.embodiedG * (toMs - fromMs)) / pool.lifespanMs,
      nodePrice(pool).cost(1, fromMs, toMs),
    );
    fromMs = toMs;
  }
}
