/** YAML as Kubernetes and Argo read it: several documents, YAML 1.1 scalars, lenient indentation. */
import {
  Composer,
  type DocumentOptions,
  Lexer,
  LineCounter,
  Parser,
  type ScalarTag,
  type SchemaOptions,
  type Tags,
} from "yaml";
import { type Result, success } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/limits.ts";
import { OPTIONS, toDocument, tooLarge, type YamlDocument } from "./read.ts";

/**
 * Parses all documents of a text of at most `MAX_DOCUMENT_BYTES`: `yes` and `on` are booleans, `0777`
 * is octal, but times and dates stay text. Documents without anything in them are left out.
 */
export function readKubernetesYaml(text: string, file: string): Result<YamlDocument[]> {
  if (text.length > MAX_DOCUMENT_BYTES) return tooLarge(file);
  const lines = new LineCounter();
  const composer = new Composer({ ...OPTIONS, ...SCALARS });
  const documents: YamlDocument[] = [];
  for (const document of composer.compose(tokens(text, lines))) {
    const read = toDocument(document, lines, file);
    if (!read.ok) return read;
    if (read.value.data !== null && read.value.data !== undefined) documents.push(read.value);
  }
  return success(documents);
}

const SCALARS: DocumentOptions & SchemaOptions = {
  version: "1.1",
  customTags: (tags) => [...tags.filter((tag) => !isTime(tag)).map(withoutLonePoint), OCTAL],
};

/** YAML 1.2's way to write octals, which Go's parser knows beside `017`. */
const OCTAL: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text) =>
    Number(text.replace("+", "").replace("-0o", "0o")) * (text[0] === "-" ? -1 : 1),
};

/** `1:30` and `2024-01-31` are no numbers and dates to Kubernetes. */
function isTime(tag: Tags[number]): boolean {
  return typeof tag === "object" && (tag.format === "TIME" || tag.tag.endsWith(":timestamp"));
}

/** The library takes a lone `.` for a number. */
function withoutLonePoint(tag: Tags[number]): Tags[number] {
  if (typeof tag !== "object" || !("test" in tag) || tag.test?.test(".") !== true) return tag;
  return { ...tag, test: new RegExp(`^(?!\\.$)(?:${tag.test.source})`) } as typeof tag;
}

function* tokens(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of lenientLexer().lex(text)) yield* parser.next(lexeme);
  yield* parser.end();
}

interface QuotedLexer {
  indentNext: number;
  parseQuotedScalar(): Generator<string, unknown>;
}

/** Quoted text may go on at any indentation: YAML forbids it, Go's parser and many manifests do not. */
function lenientLexer(): Lexer {
  const lexer = new Lexer();
  const quoted = lexer as unknown as QuotedLexer;
  const strict = quoted.parseQuotedScalar;
  quoted.parseQuotedScalar = function* () {
    const indent = quoted.indentNext;
    quoted.indentNext = 0;
    const next = yield* strict.call(quoted);
    quoted.indentNext = indent;
    return next;
  };
  return lexer;
}
