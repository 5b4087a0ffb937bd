/** The cheapest way to cut a network in two: a largest flow, and what it cannot pass. */

/** Arcs with capacities; an arc without a limit has an infinite one. */
export class Network {
  private readonly nodes: number;
  private readonly heads: number[] = [];
  private readonly next: number[] = [];
  private readonly room: number[] = [];
  private readonly first: Int32Array;
  private readonly level: Int32Array;
  private readonly cursor: Int32Array;

  constructor(nodes: number) {
    this.nodes = nodes;
    this.first = new Int32Array(nodes).fill(-1);
    this.level = new Int32Array(nodes);
    this.cursor = new Int32Array(nodes);
  }

  /** @param back capacity of the arc the other way */
  addArc(from: number, to: number, capacity: number, back = 0): void {
    this.half(from, to, capacity);
    this.half(to, from, back);
  }

  /**
   * Which nodes stay with the source, by E. Dinic's algorithm (1970): shortest paths, level by level,
   * until none is left. What can then still be reached lies on the source's side of a least cut (L. Ford and
   * D. Fulkerson, 1956).
   *
   * @param nothing flows below this are rounding
   * @returns undefined where every cut has an arc without a limit
   */
  sideOf(source: number, sink: number, nothing: number): Uint8Array | undefined {
    while (this.findLevels(source, sink, nothing)) {
      this.cursor.set(this.first);
      for (;;) {
        const amount = this.augment(source, sink, nothing);
        if (amount === Number.POSITIVE_INFINITY) return undefined;
        if (amount === 0) break;
      }
    }
    const side = new Uint8Array(this.nodes);
    for (let node = 0; node < this.nodes; node++) side[node] = this.level[node] === -1 ? 0 : 1;
    return side;
  }

  private half(from: number, to: number, capacity: number): void {
    this.heads.push(to);
    this.room.push(capacity);
    this.next.push(this.first[from] as number);
    this.first[from] = this.heads.length - 1;
  }

  private findLevels(source: number, sink: number, nothing: number): boolean {
    const { level, first, next, heads, room } = this;
    level.fill(-1);
    level[source] = 0;
    const queue = [source];
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at] as number;
      for (let arc = first[node] as number; arc >= 0; arc = next[arc] as number) {
        const head = heads[arc] as number;
        if (level[head] !== -1 || (room[arc] as number) <= nothing) continue;
        level[head] = (level[node] as number) + 1;
        queue.push(head);
      }
    }
    return level[sink] !== -1;
  }

  /** Flow along one path to the sink, without recursion: chains of candidates are long. */
  private augment(source: number, sink: number, nothing: number): number {
    const { level, cursor, next, heads, room } = this;
    const path: number[] = [];
    for (let node = source; node !== sink; ) {
      const arc = cursor[node] as number;
      if (arc < 0) {
        const back = path.pop();
        if (back === undefined) return 0;
        node = heads[back ^ 1] as number;
        cursor[node] = next[cursor[node] as number] as number;
        continue;
      }
      const head = heads[arc] as number;
      if ((room[arc] as number) > nothing && level[head] === (level[node] as number) + 1) {
        path.push(arc);
        node = head;
      } else cursor[node] = next[arc] as number;
    }
    let amount = Number.POSITIVE_INFINITY;
    for (const arc of path) amount = Math.min(amount, room[arc] as number);
    if (amount === Number.POSITIVE_INFINITY) return amount;
    for (const arc of path) {
      room[arc] = (room[arc] as number) - amount;
      room[arc ^ 1] = (room[arc ^ 1] as number) + amount;
    }
    return amount;
  }
}
