/** Holds a document against a zod schema; every mismatch becomes an issue with its place. */
import type { z } from "zod";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { nearestForm } from "./nearest-form.ts";
import type { Path, YamlDocument } from "./read.ts";

const MAX_ISSUES = 20;

export interface CheckOptions {
  /** Where the forms of the document are described, for hints. */
  readonly guide: string;
}

const SCENARIO: CheckOptions = { guide: "docs/guide/scenario.md" };

/** The typed value of a document, or what does not fit, at most 20 issues. */
export function checkDocument<T>(
  document: Pick<YamlDocument, "data" | "locate">,
  schema: z.ZodType<T>,
  options: CheckOptions = SCENARIO,
): Result<T> {
  const parsed = schema.safeParse(document.data, { reportInput: true });
  if (parsed.success) return success(parsed.data);
  return failure(
    parsed.error.issues
      .slice(0, MAX_ISSUES)
      .flatMap((issue) => toIssues(issue, document.locate, options))
      .slice(0, MAX_ISSUES),
  );
}

function toIssues(
  issue: z.core.$ZodIssue,
  locate: YamlDocument["locate"],
  options: CheckOptions,
): Issue[] {
  const { guide } = options;
  const path = issue.path as Path;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const message = `'${key}' is not a field here`;
      const hint = `Remove it, or check its spelling against ${guide}.`;
      return problem("document/unknown-field", message, hint, locate([...path, key]));
    });
  }
  if (issue.code === "invalid_union" && issue.discriminator !== undefined) {
    const known = (issue as { options?: unknown[] }).options?.map(String) ?? [];
    const found = shown((issue.input as Record<string, unknown> | null)?.[issue.discriminator]);
    const message = `'${found}' is not a known ${issue.discriminator}`;
    const named = path.at(-1) === issue.discriminator;
    const where = locate(named ? path : [...path, issue.discriminator]);
    return [problem("document/unknown-type", message, didYouMean(found, known), where)];
  }
  const form = nearestForm(issue);
  if (form !== undefined) return form.flatMap((inner) => toIssues(inner, locate, options));
  if (issue.input === undefined) {
    const name = String(path.at(-1) ?? "the document");
    const hint = `Add '${name}'${wanted(issue)}.`;
    return [problem("document/missing", `'${name}' is missing`, hint, locate(path))];
  }
  if (issue.code === "invalid_union" && issue.message === "Invalid input") {
    const message = "the value has none of the allowed forms";
    const hint = `See ${guide} for the forms.`;
    return [problem("document/invalid", message, hint, locate(path))];
  }
  const hint = `Correct the value; found ${shown(issue.input)}.`;
  return [problem("document/invalid", lower(issue.message), hint, locate(path))];
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return ` (${issue.expected})`;
  return issue.code === "invalid_value" ? ` (${issue.values.join(", ")})` : "";
}

/** A short form of any value; aliases can make a document that contains itself. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a mapping";
  return typeof value === "string" ? value.slice(0, 80) : String(value);
}

function lower(message: string): string {
  // An abbreviation stays one: `PUE is at least 1`.
  if (/^[A-Z]{2}/.test(message)) return message;
  return message.charAt(0).toLowerCase() + message.slice(1);
}
