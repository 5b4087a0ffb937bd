/** The one queue of the virtual clock: a binary heap in total order of (time, rank, sequence). */
import type { InstantMs } from "../units/units.ts";

/** What is queued; `rank` orders different things that happen at the same instant. */
export interface Timed {
  readonly atMs: InstantMs;
  readonly rank: number;
}

interface Entry<T> {
  readonly item: T;
  readonly sequence: number;
}

export class EventQueue<T extends Timed> {
  private readonly heap: Entry<T>[] = [];
  private sequence = 0;

  get size(): number {
    return this.heap.length;
  }

  push(item: T): void {
    const entry = { item, sequence: this.sequence++ };
    let index = this.heap.length;
    this.heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.heap[parent] as Entry<T>;
      if (!precedes(entry, above)) break;
      this.heap[index] = above;
      index = parent;
    }
    this.heap[index] = entry;
  }

  pop(): T | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.heap.length > 0) this.sink(last);
    return first.item;
  }

  private sink(entry: Entry<T>): void {
    const size = this.heap.length;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && precedes(this.heap[right] as Entry<T>, this.heap[child] as Entry<T>)) {
        child = right;
      }
      if (precedes(entry, this.heap[child] as Entry<T>)) break;
      this.heap[index] = this.heap[child] as Entry<T>;
      index = child;
    }
    this.heap[index] = entry;
  }
}

function precedes<T extends Timed>(a: Entry<T>, b: Entry<T>): boolean {
  if (a.item.atMs !== b.item.atMs) return a.item.atMs < b.item.atMs;
  if (a.item.rank !== b.item.rank) return a.item.rank < b.item.rank;
  return a.sequence < b.sequence;
}
