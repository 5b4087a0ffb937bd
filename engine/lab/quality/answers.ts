/** What the program of a quality surface may answer; everything else is an issue that says what it was. */
import { z } from "zod";
import { type Issue, problem } from "../../core/issue.ts";
import { batchFeatures } from "../../core/scenario/surface-schema.ts";
import type { LineReply } from "../../io/json-lines/program.ts";

const rows = z.int().min(0);

export const trained = z.object({
  ok: z.literal(true),
  model: z.string().min(1).max(200),
  rows,
  seconds: z.number().min(0),
});

export const scored = z.object({
  ok: z.literal(true),
  accuracy: z.array(z.number().min(0).max(1)),
  rows: z.array(rows),
});

export const described = z.object({ ok: z.literal(true), features: batchFeatures });

const refused = z.object({ ok: z.literal(false), message: z.string() });

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  /** `refused`: the program works, and says no. */
  | { readonly ok: false; readonly message: string; readonly refused: boolean };

/** The answer, if it is one. */
export function checkReply<T>(reply: LineReply, schema: z.ZodType<T>): Checked<T> {
  if (!reply.ok) return { ok: false, message: reply.message, refused: false };
  const no = refused.safeParse(reply.value);
  if (no.success) return { ok: false, message: no.data.message.slice(0, 600), refused: true };
  const checked = schema.safeParse(reply.value);
  if (checked.success) return { ok: true, value: checked.data };
  const [first] = checked.error.issues;
  const where = first?.path.join(".") ?? "";
  const what = `its answer cannot be used: ${where} ${first?.message ?? ""}`.trim();
  return { ok: false, message: what, refused: false };
}

export function rowFailed(trainedOn: number, message: string): Issue {
  return problem(
    "quality/program-failed",
    `the model of batch ${trainedOn} has no figures: ${message}`,
    "Correct the program and compute again: what was measured is kept.",
  );
}
