/** Remembers what many answers to one scenario have in common: files, parsed documents, instants. */

/** A year of a grid is the largest: together they stay below 50 MB. */
const MAX_REMEMBERED = 500;

export class Memo {
  private readonly known = new Map<string, unknown>();

  /** What was made for a key before, or what is made now. `make` must depend on the key alone. */
  once<T>(key: string, make: () => T): T {
    const found = this.known.has(key);
    const value = found ? (this.known.get(key) as T) : make();
    if (found) this.known.delete(key);
    else if (this.known.size >= MAX_REMEMBERED) this.forgetOldest();
    // Set again, the key is the youngest: what is used often stays.
    this.known.set(key, value);
    return value;
  }

  private forgetOldest(): void {
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}
