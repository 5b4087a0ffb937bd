/** Trains and scores batches on demand, for a quality surface: one JSON object a line in, one out. */
import { createInterface } from "node:readline";
import { type Arguments, describe, runProgram } from "./program.ts";
import { PUBLISHED_SIZES } from "./ranges.ts";
import { Surface } from "./surface.ts";

const MAX_BATCHES = 10_000;

await runProgram({
  name: "quality",
  about: "answers lines of JSON: train a batch's model, score it on batches, describe a batch",
  options: {
    folder: { about: "where trained models are kept; several such programs may share it" },
    seed: { about: "of invoices and forests" },
    rows: { about: "invoices in a batch", default: String(PUBLISHED_SIZES.rows) },
    "first-rows": { about: "invoices in batch 0", default: String(PUBLISHED_SIZES.firstRows) },
    window: { about: "train on so many rows at most, the newest", default: "100000" },
  },
  work,
});

type Question =
  | { readonly id: number; readonly do: "train"; readonly batch: number }
  | {
      readonly id: number;
      readonly do: "score";
      readonly trainedOn: number;
      readonly batches: readonly number[];
    }
  | { readonly id: number; readonly do: "describe"; readonly batch: number };

async function work(given: Arguments): Promise<void> {
  const surface = new Surface({
    folder: given.text("folder"),
    seed: given.int("seed", 0, 0xffffffff),
    sizes: { firstRows: given.int("first-rows", 10), rows: given.int("rows", 10) },
    window: given.int("window", 10),
  });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== "")
      process.stdout.write(`${JSON.stringify(await answer(surface, line))}\n`);
  }
  await surface.close();
}

async function answer(surface: Surface, line: string): Promise<unknown> {
  let id: unknown = null;
  try {
    const said = JSON.parse(line) as { readonly id?: unknown };
    id = said?.id ?? null;
    const question = questionOf(said);
    if (question === undefined) return { id, ok: false, message: "This is not a question." };
    return { id, ok: true, ...(await answerTo(surface, question)) };
  } catch (error) {
    return { id, ok: false, message: describe(error) };
  }
}

async function answerTo(surface: Surface, question: Question): Promise<object> {
  switch (question.do) {
    case "train":
      return surface.train(question.batch);
    case "score":
      return surface.score(question.trainedOn, question.batches);
    case "describe":
      return { features: surface.describe(question.batch) };
  }
}

function questionOf(said: unknown): Question | undefined {
  if (typeof said !== "object" || said === null) return undefined;
  const { do: what, batch, trainedOn, batches } = said as Record<string, unknown>;
  if ((what === "train" || what === "describe") && isBatch(batch)) return said as Question;
  const scores = what === "score" && isBatch(trainedOn) && Array.isArray(batches);
  return scores && batches.every(isBatch) ? (said as Question) : undefined;
}

function isBatch(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < MAX_BATCHES;
}
