/** Reads and writes the file that keeps a quality surface. */
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { type SurfaceDocument, surfaceSchema } from "../../core/scenario/surface-schema.ts";

/** Largest surface file: a thousand batches with features. */
export const MAX_SURFACE_BYTES = 67_108_864;

/** The surface in a text, or what is wrong with it; `remedy` makes it anew. */
export function readSurface(text: string, file: string, remedy: string): Result<SurfaceDocument> {
  const data = parsed(text);
  if (data === undefined) {
    const message = "this file is no JSON document";
    return failure([problem("quality/surface", message, remedy, { file })]);
  }
  const checked = surfaceSchema.safeParse(data);
  if (checked.success) return success(checked.data);
  const [first] = checked.error.issues;
  const path = first?.path.join(".") ?? "";
  const message = `this is no quality surface: ${path} ${first?.message ?? ""}`.trim();
  return failure([problem("quality/surface", message, remedy, { file, ...(path && { path }) })]);
}

/** One line for each model, so that versions of the file can be compared line by line. */
export function writeSurface(surface: SurfaceDocument): string {
  const entries = Object.entries(surface).map(([name, value]) => {
    const text =
      Array.isArray(value) && typeof value[0] === "object"
        ? `[\n${value.map((each) => `    ${JSON.stringify(each)}`).join(",\n")}\n  ]`
        : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${entries.join(",\n")}\n}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
