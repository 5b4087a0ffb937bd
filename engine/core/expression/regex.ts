/** Regular expressions in Go's syntax (RE2): linear in the text, whatever the pattern. */
import { RE2JS } from "re2js";
import { type EvaluationContext, ExpressionError, spend } from "./value.ts";

/** Longest pattern; RE2 needs memory in proportion to it. */
const MAX_PATTERN = 1_000;
/** The last patterns used, compiled. */
const MAX_CACHED = 100;
const cache = new Map<string, RE2JS>();

/** Throws `ExpressionError` on a pattern that Go would refuse. */
export function compileRegex(pattern: string): RE2JS {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  if (pattern.length > MAX_PATTERN) {
    throw new ExpressionError(`a pattern is longer than ${MAX_PATTERN} characters`);
  }
  const compiled = compiledOrError(pattern);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

function compiledOrError(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw new ExpressionError(error instanceof Error ? error.message : "error parsing regexp");
  }
}

/** Whether the pattern is found anywhere in the text. */
export function matches(text: string, pattern: string, context: EvaluationContext): boolean {
  spend(context, Math.ceil((text.length * pattern.length) / 64));
  return compileRegex(pattern).matcher(text).find();
}
