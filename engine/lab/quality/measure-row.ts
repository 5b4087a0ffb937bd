/** One row of a quality surface: a model is trained, and scored on its batch and all later ones. */

import type { KeptRow } from "../../formats/quality/kept-cells.ts";
import { scored, trained } from "../../formats/quality/protocol.ts";
import type { LineProgram } from "../../io/json-lines/program.ts";
import { checkReply } from "./answers.ts";
import type { KeptCells } from "./cells.ts";

/** Batches that are scored in one request: what was scored before a failure is kept. */
const BATCHES_AT_ONCE = 60;

export interface RowTask {
  readonly cells: KeptCells;
  readonly trainedOn: number;
  readonly batchCount: number;
  /** Longest wait for one answer. */
  readonly limitMs: number;
  /** Told after each answer, with what is known of the row. */
  onCells(row: KeptRow): void;
}

/** Batches of the row that were not scored yet. */
export function openBatches(row: KeptRow | undefined, trainedOn: number, batches: number) {
  const all = Array.from({ length: batches - trainedOn }, (_, index) => trainedOn + index);
  return row === undefined ? all : all.filter((batch) => row.cells[batch] === undefined);
}

/** Asks the program for what is missing; gives undefined when all is there, else why it is not. */
export async function measureRow(
  program: LineProgram,
  { cells, trainedOn, batchCount, limitMs, onCells }: RowTask,
): Promise<string | undefined> {
  let row = cells.row(trainedOn);
  let open = openBatches(row, trainedOn, batchCount);
  if (open.length === 0) return undefined;
  const answer = checkReply(await program.ask({ do: "train", batch: trainedOn }, limitMs), trained);
  if (!answer.ok) return answer.message;
  const { model: key, rows, seconds } = answer.value;
  if (row !== undefined && row.model.key !== key) {
    // Something that the program depends on has changed: what the former model scored is not this one's.
    row = undefined;
    open = openBatches(row, trainedOn, batchCount);
  }
  row ??= { model: { key, rows, seconds: Math.round(seconds * 1_000) / 1_000 }, cells: {} };
  while (open.length > 0) {
    const batches = open.slice(0, BATCHES_AT_ONCE);
    const scores = checkReply(
      await program.ask({ do: "score", trainedOn, batches }, limitMs),
      scored,
    );
    if (!scores.ok) return scores.message;
    const { accuracy, rows: counts } = scores.value;
    if (accuracy.length !== batches.length || counts.length !== batches.length)
      return `it gave ${accuracy.length} accuracies and ${counts.length} counts for ${batches.length} batches`;
    const fresh = batches.map((batch, index) => {
      const cell = { accuracy: accuracy[index] as number, rows: counts[index] as number };
      return [batch, cell] as const;
    });
    row = { ...row, cells: { ...row.cells, ...Object.fromEntries(fresh) } };
    cells.keepRow(trainedOn, row);
    onCells(row);
    open = open.slice(batches.length);
  }
  return undefined;
}
