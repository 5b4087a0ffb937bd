/** Answers of the program of a quality surface, and what is said where there is none. */
import { type Issue, problem } from "../../core/issue.ts";
import { type Checked, checkAnswer } from "../../formats/quality/protocol.ts";
import type { LineReply } from "../../io/json-lines/program.ts";

type Schema<T> = Parameters<typeof checkAnswer<T>>[1];

export function checkReply<T>(reply: LineReply, schema: Schema<T>): Checked<T> {
  if (reply.ok) return checkAnswer(reply.value, schema);
  return { ok: false, message: reply.message, refused: false };
}

export function rowFailed(trainedOn: number, message: string): Issue {
  return problem(
    "quality/program-failed",
    `the model of batch ${trainedOn} has no figures: ${message}`,
    "Correct the program and compute again: what was measured is kept.",
  );
}
