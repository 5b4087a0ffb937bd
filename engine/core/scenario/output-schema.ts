/** What comes out of a pod, as people write it. */
import { z } from "zod";
import { MAX_PARAMETER_LENGTH } from "../limits.ts";
import { formula } from "./formula-schema.ts";
import { ascending, follows } from "./rule.ts";

const MAX_VALUES = 10_000;

const text = z
  .union([z.string().max(MAX_PARAMETER_LENGTH), z.number(), z.boolean()], {
    error: "neither text, nor a number, nor true or false",
  })
  .transform(String);

/** One value after another. */
export function sequenceOf<T extends z.ZodType>(value: T) {
  return z.strictObject({
    sequence: z.array(value).min(1).max(MAX_VALUES),
    cycle: z.boolean().default(false).describe("Begin again behind the last value"),
    by: z
      .enum(["occurrence", "attempt"])
      .default("occurrence")
      .describe("Counts the template's pods in a run, or the attempts of one node"),
  });
}

const choice = z
  .strictObject({
    choice: z.array(text).min(1).max(MAX_VALUES),
    weights: z.array(z.number().min(0).max(1e9)).optional().describe("All alike when left out"),
  })
  .superRefine(
    follows(({ choice, weights }) => {
      if (weights === undefined) return [];
      if (weights.length !== choice.length) return [["weights", "give one weight for each choice"]];
      return weights.some((each) => each > 0) ? [] : [["weights", "all weights are 0"]];
    }),
  );

const whole = z.int().min(-2_147_483_648).max(2_147_483_647);
const integer = z.strictObject({
  integer: z
    .strictObject({ min: whole, max: whole })
    .superRefine(ascending(["min", "max"], Number))
    .describe("A whole number, both bounds included"),
});

export const output = z
  .union([text, sequenceOf(text), choice, integer, formula], {
    error: "neither text, nor one of sequence, choice, integer and expression",
  })
  .meta({ id: "Output" });

export type OutputDocument = z.infer<typeof output>;
