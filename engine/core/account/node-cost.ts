/** What the nodes of a pool cost, by its billing rules and commitments; and the bill a second way. */
import { nodePrice } from "../cluster/price.ts";
import { CompensatedSum } from "../math/sum.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { HOUR_MS, type InstantMs } from "../units/units.ts";
import { billedUntil } from "./billing.ts";
import { CommittedCost, type NodeCost, type PaidSpan } from "./commitment.ts";
import type { Place } from "./place.ts";

type Period = Pick<Timeline, "fromMs" | "toMs">;

export interface PlaceCost {
  readonly nodes: NodeCost;
  /** Paid for beyond the nodes' lives, by rounding. */
  readonly rounding: number;
  /** Of committed nodes that did not run. */
  readonly unused: number;
}

/** The prices that a pool's nodes are accounted at. */
export function placeCost(place: Place, period: Period): PlaceCost {
  const { pool } = place;
  if (pool.commitment === undefined) {
    const nodes = nodePrice(pool);
    return { nodes, rounding: roundingCost(place, period, nodes), unused: 0 };
  }
  const nodes = new CommittedCost(pool, pool.commitment, paidSpans(place, period), period);
  return { nodes, rounding: roundingCost(place, period, nodes), unused: nodes.unused };
}

function roundingCost({ nodes, pool }: Place, period: Period, prices: NodeCost): number {
  if (pool.billing === undefined) return 0;
  const sum = new CompensatedSum();
  for (const node of nodes) {
    const untilMs = billedUntil(node, pool, period.toMs);
    if (untilMs > node.toMs) sum.add(prices.cost(1, node.toMs, untilMs));
  }
  return sum.value;
}

function paidSpans({ nodes, pool }: Place, period: Period): PaidSpan[] {
  return nodes.map((node) => ({
    fromMs: node.fromMs,
    toMs: billedUntil(node, pool, period.toMs),
  }));
}

/**
 * The bill as a provider writes it: the commitment in full, and every node hour beyond it at the plain price.
 * Independent of how that is shared among pods; undefined where the pool has no terms of this kind.
 */
export function billOf(place: Place, period: Period): number | undefined {
  const { pool } = place;
  const { commitment, billing } = pool;
  if (commitment === undefined && billing === undefined) return undefined;
  const price = nodePrice(pool);
  const bill = new CompensatedSum();
  const committed = commitment?.nodes ?? 0;
  const wholeMs = period.toMs - period.fromMs;
  bill.add((committed * (commitment?.pricePerHour ?? 0) * wholeMs) / HOUR_MS);
  const changes: { atMs: InstantMs; by: number }[] = paidSpans(place, period).flatMap((span) => [
    { atMs: span.fromMs, by: 1 },
    { atMs: span.toMs, by: -1 },
  ]);
  // The commitment ends with the period; then every node is beyond it.
  changes.push({ atMs: period.toMs, by: 0 });
  changes.sort((a, b) => a.atMs - b.atMs);
  let running = 0;
  changes.forEach(({ atMs, by }, index) => {
    running += by;
    const untilMs = changes[index + 1]?.atMs ?? atMs;
    const beyond = running - (atMs < period.toMs ? committed : 0);
    if (beyond > 0) bill.add(price.cost(beyond, atMs, untilMs));
  });
  return bill.value;
}
