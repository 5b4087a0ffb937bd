/** The scalar and open forms that Argo's fields are made of. */
import { z } from "zod";
import type { Json, JsonObject } from "../../../core/workflow/manifest.ts";

/** Argo's AnyString, and every other text: numbers and booleans are read as text. */
export const text = z
  .union([z.string(), z.number(), z.boolean()], { error: "text is expected here" })
  .transform((value) => (typeof value === "number" ? numberText(value) : String(value)))
  .meta({ id: "Text", description: "Text; numbers and booleans are read as text" });

/** A whole number, or text that becomes one once its tags are replaced. */
export const integerOrText = z
  .union([z.int(), z.string()], { error: "a whole number or text is expected here" })
  .transform(String)
  .meta({ id: "IntOrString", description: "A whole number, or text with tags" });

export const texts = z.array(text);
export const textMap = z.record(z.string(), text);
export const flag = z.boolean();
export const count = z.int();

/** Any JSON value: items of loops. */
export const json = z.unknown().transform((value) => value as Json);

/** A Kubernetes object that is carried as it is. */
export const open = z.looseObject({}).transform((value) => value as JsonObject);
export const opens = z.array(open);

export const keySelector = z.looseObject({
  name: text.optional(),
  key: text,
  optional: flag.optional(),
});

/** As Go prints it: never with an exponent. */
function numberText(value: number): string {
  const written = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(written);
  if (match === null) return written;
  const [, sign = "", first = "", rest = "", power = "0"] = match;
  const exponent = Number(power);
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${first}${rest}`;
  return `${sign}${first}${rest}${"0".repeat(Math.max(0, exponent - rest.length))}`;
}
