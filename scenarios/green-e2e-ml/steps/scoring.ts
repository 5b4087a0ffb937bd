/** Step: judges a registered model by fetched invoices that it was not trained on. */
import { writeWhole } from "./files.ts";
import { InvoiceStore } from "./invoice-store.ts";
import { Model } from "./model.ts";
import { type Arguments, runProgram, StepError } from "./program.ts";
import { describeRange, type RowRange, rowsIn } from "./ranges.ts";
import { Registry } from "./registry.ts";
import { percent } from "./ship-gate.ts";

await runProgram({
  name: "scoring",
  about: "accuracy of a model on a batch; never on rows that it was trained on",
  options: {
    data: { about: "folder of the shared volume" },
    version: { about: "of the registry, or production", default: "production" },
    batch: { about: "that judges; the model's own: its held-out rows" },
    "accuracy-file": { about: "where to write the accuracy", default: "" },
  },
  work,
});

async function work(given: Arguments): Promise<void> {
  const data = given.text("data");
  const registry = new Registry(data);
  const store = new InvoiceStore(data);
  try {
    const registered =
      given.text("version") === "production"
        ? registry.production()
        : registry.find(given.int("version", 1));
    if (registered === undefined) {
      throw new StepError("No model is in production.", "Ship one, or give its --version.");
    }
    const model = await Model.load(registry.modelFile(registered));
    const range = rangeToScore(model, store, given.int("batch", 0));
    const accuracy = await model.accuracy(store.read(range), range);
    await model.release();
    if (given.text("accuracy-file") !== "")
      writeWhole(given.text("accuracy-file"), accuracy.toFixed(4));
    process.stdout.write(
      `version ${registered.version} on ${describeRange(range)} (${rowsIn(range)}): ${percent(accuracy)}\n`,
    );
  } finally {
    store.close();
    registry.close();
  }
}

function rangeToScore({ card }: Model, store: InvoiceStore, batch: number): RowRange {
  if (batch === card.batch) return card.heldOut;
  const fetched = store.batches().find((each) => each.batch === batch);
  if (fetched !== undefined) return fetched;
  throw new StepError(`Batch ${batch} has not been fetched.`, "Run data-fetch up to it first.");
}
