/** Reads YAML with limits, and remembers where every value stood, so that issues have lines. */
import { type Document, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/limits.ts";

/** Path into a document: keys and list positions. */
export type Path = readonly (string | number)[];

export interface YamlDocument {
  readonly data: unknown;
  readonly file: string;
  /** File, dotted path, line and column of a value, or of its nearest parent that is there. */
  locate(path: Path): Pick<Issue, "file" | "path" | "line" | "column">;
}

/** Aliases may multiply a document's size; more than this is an attack or a mistake. */
const MAX_ALIASES = 100;
const MAX_ISSUES = 20;

/** Parses one YAML 1.2 document of at most `MAX_DOCUMENT_BYTES`. */
export function readYaml(text: string, file: string): Result<YamlDocument> {
  if (text.length > MAX_DOCUMENT_BYTES) return tooLarge(file);
  const lines = new LineCounter();
  return toDocument(parseDocument(text, { ...OPTIONS, lineCounter: lines }), lines, file);
}

export const OPTIONS = {
  // The parser's own check compares every key with every other: minutes for a large document.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "error",
} as const;

export function tooLarge(file: string): Result<never> {
  const message = `the document has more than ${MAX_DOCUMENT_BYTES} bytes`;
  const hint = "Split it, or move data to a CSV file.";
  return failure([problem("yaml/too-large", message, hint, { file })]);
}

/** The data of a parsed document, with its places; or its syntax errors. */
export function toDocument(
  document: Document.Parsed,
  lines: LineCounter,
  file: string,
): Result<YamlDocument> {
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    const hint = "Correct the YAML syntax at this place.";
    return failure(
      document.errors
        .slice(0, MAX_ISSUES)
        .map((error) => problem("yaml/syntax", error.message, hint, at(error.pos[0]))),
    );
  }
  const repeated = repeatedKeys(document);
  if (repeated.length > 0) {
    return failure(
      repeated.map(({ key, offset }) => {
        const message = `the key '${key}' occurs twice in one mapping`;
        return problem("yaml/syntax", message, "Keep one of them.", at(offset));
      }),
    );
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return failure([aliasIssue(error, file)]);
  }
  const locate = (path: Path) => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0];
      if (offset !== undefined) return { path: dotted(path), ...at(offset) };
    }
    return { file, path: dotted(path) };
  };
  return success({ data, file, locate });
}

function aliasIssue(error: unknown, file: string): Issue {
  const unknown = /^Unresolved alias.*: (.*)$/.exec(error instanceof Error ? error.message : "");
  if (unknown === null) {
    const message = "aliases expand to an unreasonable size";
    return problem("yaml/aliases", message, "Write repeated values out.", { file });
  }
  const message = `the alias '*${unknown[1]}' has no anchor`;
  const hint = "Put text that begins with '*' in quotes, or define the anchor before it.";
  return problem("yaml/aliases", message, hint, { file });
}

function repeatedKeys(document: Document): { key: string; offset: number }[] {
  const found: { key: string; offset: number }[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          found.push({ key: String(key.value), offset: key.range?.[0] ?? 0 });
          if (found.length >= MAX_ISSUES) return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}

/** `spec.policies[1].type` */
export function dotted(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}
