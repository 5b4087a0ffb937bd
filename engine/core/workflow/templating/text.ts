/** A text cut at its `{{tags}}`, once; filled in when a step becomes ready. */
import { type Expression, parseExpression } from "../../expression/parse.ts";
import { ExpressionError } from "../../expression/value.ts";

/** One tag, as Argo reads it: the text between `{{` and the next `}}`. */
export type Tag =
  | { readonly kind: "reference"; readonly ref: string; readonly source: string }
  /** `{{outer.{{inner}}}}`: the inner one is filled in first, the outer one in the next pass. */
  | {
      readonly kind: "nested";
      readonly before: string;
      readonly ref: string;
      readonly source: string;
    }
  | {
      readonly kind: "expression";
      /** Absent when it cannot be read; then `problem` says why. */
      readonly expression?: Expression;
      readonly problem?: string;
      readonly source: string;
    };

export interface Text {
  readonly source: string;
  /** Literals and tags in turn; empty when the text has no tag and stands as it is. */
  readonly parts: readonly (string | Tag)[];
  /** Nothing but references: they can be filled in at one go. */
  readonly simple: boolean;
}

/** Cuts a text at its tags; a text without any costs nothing later. */
export function parseText(source: string): Text {
  if (!source.includes("{{")) return { source, parts: [], simple: true };
  const parts: (string | Tag)[] = [];
  let end = 0;
  for (;;) {
    const open = source.indexOf("{{", end);
    const close = open < 0 ? -1 : source.indexOf("}}", open + 2);
    if (close < 0) break;
    if (open > end) parts.push(source.slice(end, open));
    parts.push(parseTag(source.slice(open + 2, close)));
    end = close + 2;
  }
  if (end < source.length) parts.push(source.slice(end));
  const simple = parts.every((part) => typeof part === "string" || part.kind === "reference");
  return { source, parts, simple };
}

/** The reference, when the text is one tag and nothing else. */
export function onlyReference(text: Text): string | undefined {
  const [only] = text.parts;
  if (text.parts.length !== 1 || typeof only !== "object") return undefined;
  return only.kind === "reference" ? only.ref : undefined;
}

function parseTag(inside: string): Tag {
  const source = `{{${inside}}}`;
  if (inside.startsWith("=")) return parseExpressionTag(inside.slice(1), source);
  const inner = inside.lastIndexOf("{{");
  if (inner <= 0) return { kind: "reference", ref: inside.trim(), source };
  return { kind: "nested", before: inside.slice(0, inner), ref: inside.slice(inner + 2), source };
}

function parseExpressionTag(text: string, source: string): Tag {
  try {
    return { kind: "expression", expression: parseExpression(text), source };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { kind: "expression", problem: error.message, source };
  }
}
