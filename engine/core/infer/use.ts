/** How a value is read; together the uses of an output say which values let its readers go on. */
import type { Scalar, Term } from "./term.ts";

export type Use =
  /** One of the values that it is compared with. */
  | { readonly kind: "equals"; readonly value: Scalar }
  /** It matters whether it is another one. */
  | { readonly kind: "differs" }
  | { readonly kind: "contains"; readonly text: string }
  /** Compared by `<`, `<=`, `>` or `>=`. */
  | { readonly kind: "limit"; readonly value: number }
  /** A list, and a number of items; `short` where every item calls the same templates again. */
  | { readonly kind: "list" | "count"; readonly short: boolean }
  /** The first number of a sequence. */
  | { readonly kind: "start" }
  | { readonly kind: "number" }
  /** Part of a condition without quotes around it, where nothing at all cannot be read. */
  | { readonly kind: "word" }
  /** It must be readable as JSON. */
  | { readonly kind: "json" }
  /** A part of JSON that must be there. */
  | { readonly kind: "present" };

/** Takes down how things are read. */
export interface Notebook {
  note(term: Term, use: Use): void;
  /** What a term may be, as far as that is known before anything runs. */
  valuesOf(term: Term): readonly Scalar[];
}

/** For those who only want to know what an expression stands for. */
export const UNNOTED: Notebook = { note: () => {}, valuesOf: () => [] };

/** Both sides of a condition. */
export function noteTruth(notebook: Notebook, term: Term): void {
  notebook.note(term, { kind: "equals", value: true });
  notebook.note(term, { kind: "equals", value: false });
}

/** Values that two outputs have where they are compared with each other only. */
const EITHER: readonly Scalar[] = [1, 2];

/** Both sides of a comparison, in either language. */
export function noteComparison(
  notebook: Notebook,
  operator: string,
  left: Term,
  right: Term,
): void {
  noteSide(notebook, operator, left, right);
  noteSide(notebook, operator, right, left);
}

function noteSide(notebook: Notebook, operator: string, term: Term, other: Term): void {
  if (term.refs.length === 0) return;
  const known = notebook.valuesOf(other);
  const values = known.length === 0 && other.refs.length > 0 ? EITHER : known;
  for (const value of values) {
    if (operator === "==" || operator === "!=") notebook.note(term, { kind: "equals", value });
    else noteLimit(notebook, term, value);
  }
  if (operator === "!=" && values.length > 0) notebook.note(term, { kind: "differs" });
}

function noteLimit(notebook: Notebook, term: Term, value: Scalar): void {
  const limit = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isFinite(limit)) notebook.note(term, { kind: "limit", value: limit });
}

/** `in`: one of the values, or none of them. */
export function noteMembership(notebook: Notebook, term: Term, list: Term): void {
  if (term.refs.length === 0) return;
  for (const value of notebook.valuesOf(list)) notebook.note(term, { kind: "equals", value });
  notebook.note(term, { kind: "differs" });
}

/** `contains`, `matches` and the like; patterns that are more than plain text are left out. */
export function noteContents(notebook: Notebook, term: Term, part: Term): void {
  for (const text of notebook.valuesOf(part)) {
    if (typeof text === "string" && /^[\p{L}\p{N} _-]+$/u.test(text)) {
      notebook.note(term, { kind: "contains", text });
    }
  }
}
