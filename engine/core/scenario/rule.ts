/** Rules that several fields of a document have in common. */
import type { z } from "zod";

/** The field at fault and what is wrong with it; empty when the value follows the rule. */
type Rule<T> = (value: T) => readonly (readonly [field: string, message: string])[];

/** For `superRefine`: the issue stands at the field, not at the mapping around it. */
export function follows<T>(rule: Rule<T>) {
  return (value: T, context: z.RefinementCtx<T>): void => {
    for (const [field, message] of rule(value)) {
      context.addIssue({ code: "custom", path: [field], message, input: value });
    }
  };
}

/** Rule: named bounds are in ascending order. */
export function ascending<T>(
  fields: readonly (keyof T & string)[],
  toNumber: (value: T[keyof T & string]) => number,
) {
  return follows<T>((value) =>
    fields.slice(1).flatMap((field, index) => {
      const before = fields[index] as keyof T & string;
      const fits = toNumber(value[before]) <= toNumber(value[field]);
      return fits ? [] : [[field, `${field} is below ${before}`] as const];
    }),
  );
}
