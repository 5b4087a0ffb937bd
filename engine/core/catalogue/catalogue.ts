/** What is known of VM sizes and regions: single values, each with its source, in layers that override. */

export type Value = number | string;

/** What a row is about. A `year` is one of a region, a `price` that of a size in a region. */
export type Subject = "size" | "family" | "cpu" | "gpu" | "provider" | "region" | "year" | "price";

export interface Sourced<T extends Value = Value> {
  readonly value: T;
  /** Where the value comes from; never empty. */
  readonly source: string;
  /** Day on which it held, where the row has one: `2026-06-18`. */
  readonly date?: string;
  /** Position of the catalogue that it stands in; a higher one overrides. */
  readonly layer: number;
}

/** One row of a catalogue file: values of one thing, and where all of them come from. */
export interface CatalogueRow {
  readonly subject: Subject;
  readonly name: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly source: string;
  readonly date?: string;
}

type Entry = ReadonlyMap<string, Sourced>;

export class Catalogue {
  /** By `subject name`, then by field. */
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly layers: number;

  private constructor(entries: ReadonlyMap<string, Entry>, layers: number) {
    this.entries = entries;
    this.layers = layers;
  }

  static readonly empty = new Catalogue(new Map(), 0);

  /** This catalogue with rows on top: a value of theirs replaces the one that was there. */
  with(rows: readonly CatalogueRow[]): Catalogue {
    const entries = new Map<string, Entry>(this.entries);
    for (const { subject, name, values, source, date } of rows) {
      const key = keyOf(subject, name);
      const entry = new Map(entries.get(key));
      for (const [field, value] of Object.entries(values)) {
        entry.set(field, {
          value,
          source,
          layer: this.layers,
          ...(date !== undefined && { date }),
        });
      }
      entries.set(key, entry);
    }
    return new Catalogue(entries, this.layers + 1);
  }

  /** A number that stands in the row of this very thing. */
  number(subject: Subject, name: string, field: string): Sourced<number> | undefined {
    const found = this.entries.get(keyOf(subject, name))?.get(field);
    return typeof found?.value === "number" ? (found as Sourced<number>) : undefined;
  }

  text(subject: Subject, name: string, field: string): Sourced<string> | undefined {
    const found = this.entries.get(keyOf(subject, name))?.get(field);
    return typeof found?.value === "string" ? (found as Sourced<string>) : undefined;
  }

  has(subject: Subject, name: string): boolean {
    return this.entries.has(keyOf(subject, name));
  }

  /** Names of all things of a kind, in the order of their rows. */
  names(subject: Subject): string[] {
    const start = keyOf(subject, "");
    return [...this.entries.keys()]
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length));
  }

  /** Every value, for tables and checks. */
  *all(): Generator<{ subject: Subject; name: string; field: string; sourced: Sourced }> {
    for (const [key, entry] of this.entries) {
      const [subject] = key.split("\t") as [Subject];
      const name = key.slice(subject.length + 1);
      for (const [field, sourced] of entry) yield { subject, name, field, sourced };
    }
  }
}

function keyOf(subject: Subject, name: string): string {
  return `${subject}\t${name}`;
}

/** Names of the rows about a size in a region, and about a region in a year. */
export const priceName = (size: string, region: string): string => `${size}\t${region}`;
export const yearName = (region: string, year: number): string => `${region}\t${year}`;

/** The first of those of the highest layer: candidates are given from the most to the least special. */
export function strongest<T extends Value>(
  candidates: readonly (Sourced<T> | undefined)[],
): Sourced<T> | undefined {
  return candidates.reduce((best, each) => {
    if (each === undefined) return best;
    return best === undefined || each.layer > best.layer ? each : best;
  }, undefined);
}
