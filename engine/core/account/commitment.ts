/**
 * Prices of nodes under a commitment: so many nodes are paid for all of the period at a price of their own.
 *
 * Node time is covered by the commitment first. Which of the running nodes is covered is nobody's choice, so
 * at each instant they all cost the same: a blend of both prices, as providers spread reservations.
 */
import type { Commitment, NodePool } from "../cluster/node-pool.ts";
import { type NodePrice, nodePrice } from "../cluster/price.ts";
import { PrefixSums } from "../math/prefix-sums.ts";
import { sumOf } from "../math/sum.ts";
import { HOUR_MS, type InstantMs } from "../units/units.ts";

export interface PaidSpan {
  readonly fromMs: InstantMs;
  readonly toMs: InstantMs;
}

/** What a share of a node costs over a time. */
export interface NodeCost {
  cost(share: number, fromMs: InstantMs, toMs: InstantMs): number;
}

/** A time in which the number of nodes is constant. */
interface Stretch extends PaidSpan {
  readonly nodes: number;
  readonly committed: number;
}

export class CommittedCost implements NodeCost {
  private readonly price: NodePrice;
  private readonly committedPerHour: number;
  /** One after another, without gaps. */
  private readonly stretches: readonly Stretch[];
  private readonly sums = new PrefixSums();
  /** Of committed nodes that did not run. */
  readonly unused: number;

  /**
   * @param spans the paid time of each node
   * @param period of the commitment; what is paid beyond it has the plain price
   */
  constructor(pool: NodePool, terms: Commitment, spans: readonly PaidSpan[], period: PaidSpan) {
    this.price = nodePrice(pool);
    this.committedPerHour = terms.pricePerHour;
    this.stretches = stretchesOf(spans, period, terms.nodes);
    for (const each of this.stretches) this.sums.push(this.within(each, each.fromMs, each.toMs));
    const spare = this.stretches.map(
      ({ nodes, committed, fromMs, toMs }) => Math.max(0, committed - nodes) * (toMs - fromMs),
    );
    this.unused = (terms.pricePerHour * sumOf(spare)) / HOUR_MS;
  }

  cost(share: number, fromMs: InstantMs, toMs: InstantMs): number {
    if (fromMs === toMs) return 0;
    const [first, last] = [this.positionOf(fromMs), this.positionOf(toMs - 1)];
    const [from, to] = [this.stretches[first] as Stretch, this.stretches[last] as Stretch];
    if (first === last) return (share * this.within(from, fromMs, toMs)) / HOUR_MS;
    const head = this.within(from, fromMs, from.toMs);
    const tail = this.within(to, to.fromMs, toMs);
    return (share * (head + this.sums.between(first + 1, last) + tail)) / HOUR_MS;
  }

  /** Price of one running node by the hour x ms, inside one stretch. */
  private within({ nodes, committed }: Stretch, fromMs: InstantMs, toMs: InstantMs): number {
    if (nodes === 0) return 0;
    const covered = Math.min(nodes, committed);
    const plain = covered === nodes ? 0 : (nodes - covered) * this.price.integral(fromMs, toMs);
    return (covered * this.committedPerHour * (toMs - fromMs) + plain) / nodes;
  }

  /** Of the stretch that holds an instant. */
  private positionOf(atMs: InstantMs): number {
    let [low, high] = [0, this.stretches.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.stretches[middle] as Stretch).fromMs <= atMs) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function stretchesOf(spans: readonly PaidSpan[], period: PaidSpan, committed: number): Stretch[] {
  const changes = new Map<InstantMs, number>([
    [period.fromMs, 0],
    [period.toMs, 0],
  ]);
  for (const { fromMs, toMs } of spans) {
    changes.set(fromMs, (changes.get(fromMs) ?? 0) + 1);
    changes.set(toMs, (changes.get(toMs) ?? 0) - 1);
  }
  const edgesMs = [...changes.keys()].sort((a, b) => a - b);
  let nodes = 0;
  return edgesMs.slice(0, -1).map((fromMs, index) => {
    nodes += changes.get(fromMs) as number;
    const inside = period.fromMs <= fromMs && fromMs < period.toMs;
    const toMs = edgesMs[index + 1] as InstantMs;
    return { fromMs, toMs, nodes, committed: inside ? committed : 0 };
  });
}
