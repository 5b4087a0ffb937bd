/** What the program of a quality surface may answer, line by line; everything else is said to be no answer. */
import { z } from "zod";
import { batchFeatures } from "../../core/scenario/surface-schema.ts";

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

/** Longest refusal that is shown. */
const MAX_MESSAGE = 600;

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  /** `refused`: the program works, and says no. */
  | { readonly ok: false; readonly message: string; readonly refused: boolean };

/** The answer, if it is one. */
export function checkAnswer<T>(answer: unknown, schema: z.ZodType<T>): Checked<T> {
  const no = refused.safeParse(answer);
  if (no.success)
    return { ok: false, message: no.data.message.slice(0, MAX_MESSAGE), refused: true };
  const checked = schema.safeParse(answer);
  if (checked.success) return { ok: true, value: checked.data };
  const [first] = checked.error.issues;
  const where = first?.path.join(".") ?? "";
  const what = `its answer cannot be used: ${where} ${first?.message ?? ""}`.trim();
  return { ok: false, message: what, refused: false };
}
