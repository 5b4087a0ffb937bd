/** Holds a document against a zod schema; every mismatch becomes an issue with its place. */
import type { z } from "zod";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import type { Path, YamlDocument } from "./read.ts";

const MAX_ISSUES = 20;

/** The typed value of a document, or what does not fit, at most 20 issues. */
export function checkDocument<T>(document: YamlDocument, schema: z.ZodType<T>): Result<T> {
  const parsed = schema.safeParse(document.data, { reportInput: true });
  if (parsed.success) return success(parsed.data);
  return failure(
    parsed.error.issues.flatMap((issue) => toIssues(issue, document)).slice(0, MAX_ISSUES),
  );
}

function toIssues(issue: z.core.$ZodIssue, document: YamlDocument): Issue[] {
  const path = issue.path as Path;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const message = `'${key}' is not a field here`;
      const hint = "Remove it, or check its spelling against docs/guide/scenario.md.";
      return problem("document/unknown-field", message, hint, document.locate([...path, key]));
    });
  }
  if (issue.code === "invalid_union" && issue.discriminator !== undefined) {
    const known = (issue as { options?: unknown[] }).options?.map(String) ?? [];
    const found = shown((issue.input as Record<string, unknown> | null)?.[issue.discriminator]);
    const message = `'${found}' is not a known ${issue.discriminator}`;
    const named = path.at(-1) === issue.discriminator;
    const where = document.locate(named ? path : [...path, issue.discriminator]);
    return [problem("document/unknown-type", message, didYouMean(found, known), where)];
  }
  if (issue.code === "invalid_union") {
    const message = "the value has none of the allowed forms";
    const hint = "See docs/guide/scenario.md for the forms.";
    return [problem("document/invalid", message, hint, document.locate(path))];
  }
  if (
    issue.input === undefined &&
    (issue.code === "invalid_type" || issue.code === "invalid_value")
  ) {
    const name = String(path.at(-1) ?? "the document");
    const wanted = issue.code === "invalid_type" ? issue.expected : issue.values.join(", ");
    const hint = `Add '${name}' (${wanted}).`;
    return [problem("document/missing", `'${name}' is missing`, hint, document.locate(path))];
  }
  const hint = `Correct the value; found ${shown(issue.input)}.`;
  return [problem("document/invalid", lower(issue.message), hint, document.locate(path))];
}

/** A short form of any value; aliases can make a document that contains itself. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a mapping";
  return typeof value === "string" ? value.slice(0, 80) : String(value);
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
