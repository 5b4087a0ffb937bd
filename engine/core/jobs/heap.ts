/** A binary heap of numbered items on typed arrays: the least key first, of equals the least item. */

/** Grows by doubling; items are whole numbers from 0 that fit in 31 bits. */
export class ItemHeap {
  private keys: Float64Array;
  private items: Int32Array;
  private count = 0;

  constructor(expected = 64) {
    this.keys = new Float64Array(Math.max(1, expected));
    this.items = new Int32Array(Math.max(1, expected));
  }

  get size(): number {
    return this.count;
  }

  /** The least key; Infinity when the heap is empty. */
  get leastKey(): number {
    return this.count === 0 ? Number.POSITIVE_INFINITY : (this.keys[0] as number);
  }

  clear(): void {
    this.count = 0;
  }

  push(key: number, item: number): void {
    if (this.count === this.keys.length) this.grow();
    const { keys, items } = this;
    let at = this.count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent] as number;
      if (above < key || (above === key && (items[parent] as number) < item)) break;
      keys[at] = above;
      items[at] = items[parent] as number;
      at = parent;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Removes and returns the item of the least key; the heap must not be empty. */
  pop(): number {
    const { keys, items } = this;
    const least = items[0] as number;
    const last = --this.count;
    if (last > 0) this.sink(keys[last] as number, items[last] as number);
    return least;
  }

  /** Puts a pair into the hole at the top. */
  private sink(key: number, item: number): void {
    const { keys, items, count } = this;
    let at = 0;
    for (let child = 1; child < count; child = 2 * at + 1) {
      const right = child + 1;
      if (right < count && this.isBefore(right, child)) child = right;
      const below = keys[child] as number;
      if (key < below || (key === below && item < (items[child] as number))) break;
      keys[at] = below;
      items[at] = items[child] as number;
      at = child;
    }
    keys[at] = key;
    items[at] = item;
  }

  private isBefore(a: number, b: number): boolean {
    const first = this.keys[a] as number;
    const second = this.keys[b] as number;
    return (
      first < second || (first === second && (this.items[a] as number) < (this.items[b] as number))
    );
  }

  private grow(): void {
    const keys = new Float64Array(this.keys.length * 2);
    keys.set(this.keys);
    this.keys = keys;
    const items = new Int32Array(this.items.length * 2);
    items.set(this.items);
    this.items = items;
  }
}
