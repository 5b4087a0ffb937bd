/** Reads YAML with limits, and remembers where every value stood, so that issues have lines. */
import { LineCounter, parseDocument } from "yaml";
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
  if (text.length > MAX_DOCUMENT_BYTES) {
    const message = `the document has more than ${MAX_DOCUMENT_BYTES} bytes`;
    return failure([
      problem("yaml/too-large", message, "Split it, or move data to a CSV file.", { file }),
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
  });
  if (document.errors.length > 0) {
    return failure(
      document.errors.slice(0, MAX_ISSUES).map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        const hint = "Correct the YAML syntax at this place.";
        return problem("yaml/syntax", error.message, hint, { file, line, column: col });
      }),
    );
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    const message = "aliases expand to an unreasonable size";
    return failure([problem("yaml/aliases", message, "Write repeated values out.", { file })]);
  }
  const locate = (path: Path) => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0];
      if (offset === undefined) continue;
      const { line, col } = lines.linePos(offset);
      return { file, path: dotted(path), line, column: col };
    }
    return { file, path: dotted(path) };
  };
  return success({ data, file, locate });
}

/** `spec.policies[1].type` */
export function dotted(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}
