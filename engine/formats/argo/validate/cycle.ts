/** Cycles and ancestors in a graph of names, in time near its size. */

/**
 * One cycle, first and last name the same; undefined when there is none. Removes what waits for
 * nothing until none is left, or only cycles (A. Kahn, 1962). Names that are not keys are ignored.
 */
export function findCycle(after: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const waits = new Map<string, number>();
  const dependents = new Map<string, string[]>();
  for (const [name, dependencies] of after) {
    const known = dependencies.filter((each) => after.has(each));
    waits.set(name, known.length);
    for (const each of known) {
      const list = dependents.get(each);
      if (list === undefined) dependents.set(each, [name]);
      else list.push(name);
    }
  }
  const free = [...waits.keys()].filter((name) => waits.get(name) === 0);
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    waits.delete(name);
    for (const dependent of dependents.get(name) ?? []) {
      const left = (waits.get(dependent) as number) - 1;
      waits.set(dependent, left);
      if (left === 0) free.push(dependent);
    }
  }
  return waits.size === 0 ? undefined : trailOf(after, waits);
}

function trailOf(
  after: ReadonlyMap<string, readonly string[]>,
  left: ReadonlyMap<string, number>,
): string[] {
  const order = new Map<string, number>();
  let name = [...left.keys()][0] as string;
  while (!order.has(name)) {
    order.set(name, order.size);
    name = after.get(name)?.find((each) => left.has(each)) as string;
  }
  return [...[...order.keys()].slice(order.get(name)), name];
}

/** Who comes before whom, as rows of bits; the graph has no cycle. */
export class Ancestors {
  private readonly index = new Map<string, number>();
  private readonly rows: (Uint32Array | undefined)[] = [];
  private readonly after: ReadonlyMap<string, readonly string[]>;

  constructor(after: ReadonlyMap<string, readonly string[]>) {
    this.after = after;
    for (const name of after.keys()) this.index.set(name, this.index.size);
  }

  /** Whether `ancestor` must be fulfilled before `name` starts. */
  has(name: string, ancestor: string): boolean {
    if (this.after.get(name)?.includes(ancestor) === true) return true;
    const bit = this.index.get(ancestor);
    if (bit === undefined || !this.index.has(name)) return false;
    return (((this.rowOf(name)[bit >> 5] as number) >>> (bit & 31)) & 1) === 1;
  }

  /** Fills the rows of everything before first, with a stack of its own: chains may be long. */
  private rowOf(wanted: string): Uint32Array {
    const stack = [wanted];
    for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
      const at = this.index.get(name) as number;
      const known = (this.after.get(name) ?? []).filter((each) => this.index.has(each));
      const open = known.filter((each) => this.rows[this.index.get(each) as number] === undefined);
      if (this.rows[at] === undefined && open.length > 0) {
        stack.push(...open);
        continue;
      }
      this.rows[at] ??= this.union(known);
      stack.pop();
    }
    return this.rows[this.index.get(wanted) as number] as Uint32Array;
  }

  private union(names: readonly string[]): Uint32Array {
    const row = new Uint32Array((this.index.size + 31) >> 5);
    for (const name of names) {
      const bit = this.index.get(name) as number;
      const other = this.rows[bit] as Uint32Array;
      for (let word = 0; word < row.length; word++)
        row[word] = (row[word] as number) | (other[word] as number);
      row[bit >> 5] = (row[bit >> 5] as number) | (1 << (bit & 31));
    }
    return row;
  }
}
