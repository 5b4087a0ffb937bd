/** What a node costs: a constant price by the hour, or one that varies with time as published. */
import { StepSeries } from "../clock/step-series.ts";
import { type DurationMs, HOUR_MS, type InstantMs } from "../units/units.ts";
import type { NodePool } from "./node-pool.ts";

/** Prices by the hour at a fixed step, constant within each. */
export interface PriceSeries {
  readonly startMs: InstantMs;
  readonly stepMs: DurationMs;
  readonly perHour: readonly number[];
}

/** The price of one node of a pool as a function of time; before and after the series it is the plain one. */
export class NodePrice {
  private readonly plainPerHour: number;
  private readonly series: StepSeries | undefined;

  constructor({ pricePerHour, prices }: Pick<NodePool, "pricePerHour" | "prices">) {
    this.plainPerHour = pricePerHour;
    if (prices !== undefined) {
      this.series = new StepSeries(prices.startMs, prices.stepMs, prices.perHour);
    }
  }

  /** By the hour, at an instant. */
  at(instantMs: InstantMs): number {
    const { series } = this;
    const known = series !== undefined && series.startMs <= instantMs && instantMs < series.endMs;
    return known ? series.at(instantMs) : this.plainPerHour;
  }

  /** Integral over [fromMs, toMs), in price by the hour x ms. */
  integral(fromMs: InstantMs, toMs: InstantMs): number {
    const { series, plainPerHour } = this;
    if (series === undefined) return plainPerHour * (toMs - fromMs);
    const from = Math.min(Math.max(fromMs, series.startMs), series.endMs);
    const to = Math.min(Math.max(toMs, series.startMs), series.endMs);
    return series.integral(from, to) + plainPerHour * (toMs - fromMs - (to - from));
  }

  /** Instants in (fromMs, toMs) at which the price changes, ascending. */
  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
    const { series } = this;
    if (series === undefined) return [];
    const changes: InstantMs[] = [];
    const last = Math.min(toMs - 1, series.endMs);
    const first = fromMs < series.startMs ? series.startMs : series.nextStep(fromMs);
    for (let at = first; at <= last; at = series.nextStep(at)) {
      if (this.at(at) !== this.at(at - 1)) changes.push(at);
    }
    return changes;
  }

  /** What a share of a node costs over [fromMs, toMs). */
  cost(share: number, fromMs: InstantMs, toMs: InstantMs): number {
    if (this.series === undefined) return (this.plainPerHour * share * (toMs - fromMs)) / HOUR_MS;
    return (share * this.integral(fromMs, toMs)) / HOUR_MS;
  }
}

/** Pools are plain data; what their prices add up to is kept beside them. */
const known = new WeakMap<NodePool, NodePrice>();

export function nodePrice(pool: NodePool): NodePrice {
  const before = known.get(pool);
  if (before !== undefined) return before;
  const price = new NodePrice(pool);
  known.set(pool, price);
  return price;
}
