/** Characters as Go's `unicode` and `strings` packages see them: one code point at a time. */

const SPACE = /^[\t-\r \u0085\p{Z}]$/u;
const MAX_POINT = 0x10ffff;

/** Letters with a title case of their own: the digraphs of Latin Extended-B. */
const TITLES: Readonly<Record<string, string>> = { Ǆ: "ǅ", Ǉ: "ǈ", Ǌ: "ǋ", Ǳ: "ǲ" };

export function isSpace(symbol: string): boolean {
  return SPACE.test(symbol);
}

export function isUpper(symbol: string): boolean {
  return /^\p{Lu}$/u.test(symbol);
}

/** Without the mappings to several characters that JavaScript knows: `ß` stays. */
export function toUpper(text: string): string {
  return mapSymbols(text, upperOf);
}

export function toLower(text: string): string {
  return mapSymbols(text, (symbol) =>
    symbol === "İ" ? "i" : single(symbol, symbol.toLowerCase()),
  );
}

export function toTitle(symbol: string): string {
  const upper = upperOf(symbol);
  return TITLES[upper] ?? upper;
}

function upperOf(symbol: string): string {
  return single(symbol, symbol.toUpperCase());
}

function single(symbol: string, mapped: string): string {
  const point = mapped.codePointAt(0) as number;
  return mapped.length === (point > 0xffff ? 2 : 1) && point <= MAX_POINT ? mapped : symbol;
}

export function mapSymbols(text: string, map: (symbol: string) => string): string {
  return Array.from(text, map).join("");
}

/** Go's `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start] as string)) start += 1;
  while (end > start && isSpace(text[end - 1] as string)) end -= 1;
  return text.slice(start, end);
}
