/** Step: turns the newest fetched invoices into numbers for training. */
import { writeWhole } from "./files.ts";
import { InvoiceStore } from "./invoice-store.ts";
import { prepare, toFile } from "./prepared.ts";
import { type Arguments, runProgram } from "./program.ts";
import { describeRange, PUBLISHED_SIZES } from "./ranges.ts";

await runProgram({
  name: "preprocessing",
  about: "encodes the newest rows; encoders are fitted on the training rows alone",
  options: {
    data: { about: "folder of the shared volume" },
    batch: { about: "newest batch, counted from 0" },
    rows: { about: "invoices in a batch", default: String(PUBLISHED_SIZES.rows) },
    "first-rows": { about: "invoices in batch 0", default: String(PUBLISHED_SIZES.firstRows) },
    window: { about: "train on so many rows at most, the newest", default: "100000" },
    out: { about: "file for the prepared rows" },
  },
  work,
});

function work(given: Arguments): void {
  const sizes = { firstRows: given.int("first-rows", 10), rows: given.int("rows", 10) };
  const store = new InvoiceStore(given.text("data"));
  try {
    const batch = given.int("batch", 0);
    const prepared = prepare(batch, sizes, given.int("window", 10), (range) => store.read(range));
    writeWhole(given.text("out"), toFile(prepared));
    const { trained, heldOut, encoders } = prepared.about;
    process.stdout.write(
      `training: ${describeRange(trained)}; held out: ${describeRange(heldOut)}; ` +
        `${encoders.vendors.length} vendors known\n`,
    );
  } finally {
    store.close();
  }
}
