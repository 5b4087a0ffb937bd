/** The one queue of the virtual clock: a binary heap in total order of (time, rank, sequence). */
import type { InstantMs } from "../units/units.ts";

/** What is queued; `rank` orders different things that happen at the same instant. */
export interface Timed {
  readonly atMs: InstantMs;
  /** A whole number from 0 to 1,000. */
  readonly rank: number;
}

/** Sequence numbers stay below this, so that rank and sequence are one exact number. */
const RANK_WEIGHT = 4_398_046_511_104;

/** Keys lie in arrays of numbers beside the items: nothing is allocated for an entry, or read through one. */
export class EventQueue<T extends Timed> {
  private readonly times: number[] = [];
  /** Rank and sequence. */
  private readonly orders: number[] = [];
  private readonly items: T[] = [];
  private sequence = 0;

  get size(): number {
    return this.items.length;
  }

  /** The earliest, left where it is. */
  get first(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const { times, orders, items } = this;
    const time = item.atMs;
    const order = item.rank * RANK_WEIGHT + this.sequence++;
    let index = items.length;
    times.push(time);
    orders.push(order);
    items.push(item);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = times[parent] as number;
      if (above < time || (above === time && (orders[parent] as number) < order)) break;
      times[index] = above;
      orders[index] = orders[parent] as number;
      items[index] = items[parent] as T;
      index = parent;
    }
    times[index] = time;
    orders[index] = order;
    items[index] = item;
  }

  pop(): T | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (first === undefined || last === undefined) return undefined;
    if (items.length > 0) this.sink(last);
    else {
      this.times.length = 0;
      this.orders.length = 0;
    }
    return first;
  }

  /** Puts what was last in its place from the top; its keys are still at the end. */
  private sink(item: T): void {
    const { times, orders, items } = this;
    const size = items.length;
    const time = times.pop() as number;
    const order = orders.pop() as number;
    let index = 0;
    for (let child = 1; child < size; child = 2 * index + 1) {
      const right = child + 1;
      if (right < size && this.precedes(right, times[child] as number, orders[child] as number)) {
        child = right;
      }
      if (!this.precedes(child, time, order)) break;
      times[index] = times[child] as number;
      orders[index] = orders[child] as number;
      items[index] = items[child] as T;
      index = child;
    }
    times[index] = time;
    orders[index] = order;
    items[index] = item;
  }

  private precedes(index: number, time: number, order: number): boolean {
    const own = this.times[index] as number;
    return own < time || (own === time && (this.orders[index] as number) < order);
  }
}
