/** Reads files of expected results: JSON, held against a schema. */
import type { z } from "zod";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { checkDocument } from "../yaml/check.ts";

const GUIDE = "docs/guide/papers.md";

export function parseJson(text: string, file: string): Result<unknown> {
  try {
    return success(JSON.parse(text) as unknown);
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : String(error);
    const message = `the file is no JSON: ${why.slice(0, 120)}`;
    return failure([problem("papers/json", message, "Copy the whole file again.", { file })]);
  }
}

/** The typed value, or what does not fit, with dotted paths. */
export function checkJson<T>(data: unknown, file: string, schema: z.ZodType<T>): Result<T> {
  const locate = (path: readonly (string | number)[]) => ({ file, path: path.join(".") });
  return checkDocument({ data, locate }, schema, { guide: GUIDE });
}
