/** Reads one intensity cell: a number, nothing, or something that must not be guessed at. */

export type Value =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "comma"; readonly value: number; readonly digits: number }
  | { readonly kind: "missing" }
  | { readonly kind: "text" }
  | { readonly kind: "formula" };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const COMMA_NUMBER = /^[+-]?\d+,(\d+)$/;
const MISSING = /^(|nan|na|n\/a|null|none|nil|-+|#n\/a|missing)$/i;

export function readValue(cell: string): Value {
  const text = cell.trim();
  if (NUMBER.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? { kind: "number", value } : { kind: "text" };
  }
  const comma = COMMA_NUMBER.exec(text);
  if (comma !== null) {
    const digits = (comma[1] as string).length;
    return { kind: "comma", value: Number(text.replace(",", ".")), digits };
  }
  if (MISSING.test(text)) return { kind: "missing" };
  return { kind: /^[=@]/.test(text) ? "formula" : "text" };
}
