/** Puts values in the places of a document, without touching the document itself. */
import type { Path, YamlDocument } from "../yaml/read.ts";

export interface Assignment {
  readonly path: Path;
  readonly value: unknown;
}

/** The same document with other values; places in the file stay those of what was there. */
export function assigned(yaml: YamlDocument, assignments: readonly Assignment[]): YamlDocument {
  const data = assignments.reduce<unknown>(
    (before, { path, value }) => withValue(before, path, value),
    yaml.data,
  );
  return { ...yaml, data };
}

/** Copies only what lies on the path. */
function withValue(data: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(data)) {
    return data.map((each, index) => (index === key ? withValue(each, rest, value) : each));
  }
  const own = typeof data === "object" && data !== null ? data : {};
  const before = Object.hasOwn(own, key) ? (own as Record<string, unknown>)[key] : undefined;
  return { ...own, [key]: withValue(before, rest, value) };
}
