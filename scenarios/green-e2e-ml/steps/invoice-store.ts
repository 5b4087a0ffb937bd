/** The invoices that were fetched, in SQLite on the shared volume: a batch is there whole, or not at all. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { CATEGORIES, COUNTRIES, VAT_CLASSES } from "./drift.ts";
import { emptyInvoices, type Invoices } from "./invoices.ts";
import { StepError } from "./program.ts";
import { describeRange, type RowRange, rowsIn } from "./ranges.ts";
import { digestOf } from "./rows.ts";

const BUSY_MS = 60_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS batch (
    batch INTEGER PRIMARY KEY, seed INTEGER NOT NULL, from_row INTEGER NOT NULL,
    to_row INTEGER NOT NULL, rows_sha256 TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS invoice (
    row INTEGER PRIMARY KEY, amount_cents INTEGER NOT NULL, vendor INTEGER NOT NULL,
    country TEXT NOT NULL, category TEXT NOT NULL, payment_days INTEGER NOT NULL,
    vat_class TEXT NOT NULL
  ) STRICT;`;

export interface FetchedBatch extends RowRange {
  readonly batch: number;
  readonly seed: number;
}

interface InvoiceRow {
  readonly row: number;
  readonly amount_cents: number;
  readonly vendor: number;
  readonly country: string;
  readonly category: string;
  readonly payment_days: number;
  readonly vat_class: string;
}

export class InvoiceStore {
  private readonly db: Database.Database;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.db = new Database(join(folder, "invoices.sqlite"), { timeout: BUSY_MS });
    this.db.pragma("journal_mode = WAL");
    this.db.transaction(() => this.db.exec(SCHEMA)).immediate();
  }

  close(): void {
    this.db.close();
  }

  batches(): FetchedBatch[] {
    return this.db
      .prepare<[], FetchedBatch>(
        'SELECT batch, seed, from_row AS "from", to_row AS "to" FROM batch ORDER BY batch',
      )
      .all();
  }

  /** Stores a batch unless it is there; false when it was. `make` is called inside of the transaction. */
  add(wanted: FetchedBatch, make: () => Invoices): boolean {
    const insert = this.db.transaction(() => {
      const there = this.batches().find((each) => each.batch === wanted.batch);
      if (there !== undefined) {
        refuseOther(there, wanted);
        return false;
      }
      const invoices = make();
      this.insertRows(invoices, wanted.from);
      this.db
        .prepare("INSERT INTO batch VALUES (?, ?, ?, ?, ?)")
        .run(wanted.batch, wanted.seed, wanted.from, wanted.to, digestOf(invoices));
      return true;
    });
    return insert.immediate();
  }

  private insertRows(invoices: Invoices, from: number): void {
    const insert = this.db.prepare("INSERT INTO invoice VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (let row = 0; row < invoices.rows; row++) {
      insert.run(
        from + row,
        Math.round((invoices.amount[row] as number) * 100),
        invoices.vendor[row] as number,
        COUNTRIES[invoices.country[row] as number] as string,
        CATEGORIES[invoices.category[row] as number] as string,
        invoices.paymentDays[row] as number,
        VAT_CLASSES[invoices.vatClass[row] as number] as string,
      );
    }
  }

  /** The rows of a range; all of them must have been fetched. */
  read(range: RowRange): Invoices {
    const invoices = emptyInvoices(rowsIn(range));
    const select = this.db.prepare<[number, number], InvoiceRow>(
      "SELECT * FROM invoice WHERE row >= ? AND row < ? ORDER BY row",
    );
    let read = 0;
    for (const each of select.iterate(range.from, range.to)) {
      if (each.row !== range.from + read) break;
      invoices.amount[read] = each.amount_cents / 100;
      invoices.vendor[read] = each.vendor;
      invoices.country[read] = codeOf(COUNTRIES, each.country);
      invoices.category[read] = codeOf(CATEGORIES, each.category);
      invoices.paymentDays[read] = each.payment_days;
      invoices.vatClass[read] = codeOf(VAT_CLASSES, each.vat_class);
      read += 1;
    }
    if (read === invoices.rows) return invoices;
    const remedy = "Run data-fetch up to this batch first.";
    throw new StepError(`Of ${describeRange(range)}, row ${range.from + read} is missing.`, remedy);
  }
}

function refuseOther(there: FetchedBatch, wanted: FetchedBatch): void {
  if (there.seed === wanted.seed && there.from === wanted.from && there.to === wanted.to) return;
  throw new StepError(
    `Batch ${there.batch} is there with seed ${there.seed} and ${describeRange(there)}, ` +
      `not with seed ${wanted.seed} and ${describeRange(wanted)}.`,
    "Use another volume, or the seed and sizes of this one.",
  );
}

function codeOf(names: readonly string[], name: string): number {
  const code = names.indexOf(name);
  if (code >= 0) return code;
  throw new StepError(`The store holds '${name}', which is not known.`, "Fetch into a new volume.");
}
