/** Step: brings every batch of invoices that has arrived into the store on the shared volume. */
import { writeWhole } from "./files.ts";
import { InvoiceStore } from "./invoice-store.ts";
import { generateBatch } from "./invoices.ts";
import { type Arguments, runProgram, StepError, USAGE_EXIT } from "./program.ts";
import { batchRange, PUBLISHED_SIZES, rowsIn } from "./ranges.ts";

const MAX_ROWS = 2_000_000;
const MAX_BATCHES = 10_000;
const SECOND_MS = 1_000;

await runProgram({
  name: "data-fetch",
  about: "fetches the batches that have arrived; what is there already is not fetched again",
  options: {
    data: { about: "folder of the shared volume" },
    batch: { about: "newest batch to fetch, counted from 0; or leave it to --at", default: "" },
    at: { about: "now, as in 2023-11-14T00:00:00Z: gives the newest batch", default: "" },
    first: { about: "when batch 0 arrived", default: "2023-11-13T23:00:00Z" },
    "every-seconds": { about: "time from batch to batch", default: "86400" },
    rows: { about: "invoices in a batch", default: String(PUBLISHED_SIZES.rows) },
    "first-rows": { about: "invoices in batch 0", default: String(PUBLISHED_SIZES.firstRows) },
    seed: { about: "of the synthetic invoices", default: "1" },
    "batch-file": { about: "where to write the number of the newest batch", default: "" },
  },
  work,
});

function work(given: Arguments): void {
  const newest = newestBatch(given);
  const sizes = {
    firstRows: given.int("first-rows", 10, MAX_ROWS),
    rows: given.int("rows", 10, MAX_ROWS),
  };
  const seed = given.int("seed", 0, 0xffffffff);
  const store = new InvoiceStore(given.text("data"));
  try {
    for (let batch = 0; batch <= newest; batch++) {
      const range = batchRange(batch, sizes);
      const added = store.add({ batch, seed, ...range }, () =>
        generateBatch(seed, batch, rowsIn(range)),
      );
      const what = added ? "fetched" : "there already";
      process.stdout.write(`batch ${batch}: ${rowsIn(range)} synthetic invoices, ${what}\n`);
    }
  } finally {
    store.close();
  }
  if (given.text("batch-file") !== "") writeWhole(given.text("batch-file"), String(newest));
}

function newestBatch(given: Arguments): number {
  if (given.text("batch") !== "") return given.int("batch", 0, MAX_BATCHES);
  if (given.text("at") === "") {
    throw new StepError("--batch or --at is missing.", "Give one of them.", USAGE_EXIT);
  }
  const everyMs = given.int("every-seconds", 1) * SECOND_MS;
  const batch = Math.floor((given.instantMs("at") - given.instantMs("first")) / everyMs);
  if (batch >= 0 && batch <= MAX_BATCHES) return batch;
  throw new StepError(
    `At ${given.text("at")} no batch has arrived, or more than ${MAX_BATCHES} have.`,
    "Correct --at, --first or --every-seconds.",
    USAGE_EXIT,
  );
}
