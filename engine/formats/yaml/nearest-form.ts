/** Where a value may have several forms: the one that it comes nearest to, to say what is wrong. */
import type { z } from "zod";

type ZodIssue = z.core.$ZodIssue;

/** What is wrong with the nearest form, with full paths; undefined when no form is nearest. */
export function nearestForm(issue: ZodIssue): readonly ZodIssue[] | undefined {
  if (issue.code !== "invalid_union" || issue.discriminator !== undefined) return undefined;
  const distances = issue.errors.map(distance);
  const least = Math.min(...distances);
  if (!Number.isFinite(least) || distances.filter((each) => each === least).length > 1) {
    return undefined;
  }
  const form = issue.errors[distances.indexOf(least)] as readonly ZodIssue[];
  return form.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Fields that are too many or missing; infinite when the value is of another type altogether. */
function distance(form: readonly ZodIssue[]): number {
  let fields = 0;
  for (const issue of form) {
    const { code, path } = issue;
    if (path.length === 0 && (code === "invalid_type" || code === "invalid_union")) {
      return Number.POSITIVE_INFINITY;
    }
    // A mapping is not near any of a list of words.
    if (path.length === 0 && code === "invalid_value" && typeof issue.input === "object") {
      return Number.POSITIVE_INFINITY;
    }
    if (path.length === 0 && code === "unrecognized_keys") fields += issue.keys.length;
    if (path.length === 1 && isMissing(issue)) fields += 1;
    // The fields that the form would have are not known yet.
    if (path.length === 1 && isUndecided(issue)) fields += 2;
  }
  return fields;
}

function isMissing({ input }: ZodIssue): boolean {
  return input === undefined;
}

function isUndecided(issue: ZodIssue): boolean {
  if (issue.code !== "invalid_union" || issue.discriminator === undefined) return false;
  return !Object.hasOwn(Object(issue.input), issue.discriminator);
}
