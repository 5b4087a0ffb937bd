/** Text in quotes as Go's `strconv.Quote` and `%q` write it. */

const ESCAPES: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};

/** What Go prints as it is: letters, marks, numbers, punctuation, symbols and the ASCII space. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** `"say \"hi\"\n"`; with `ascii` everything above U+007F is escaped. */
export function goQuote(text: string, ascii = false): string {
  const parts = ['"'];
  for (const symbol of text) parts.push(escaped(symbol, '"', ascii));
  parts.push('"');
  return parts.join("");
}

/** A character in single quotes; a number that is no character becomes U+FFFD. */
export function goQuoteRune(point: bigint, ascii = false): string {
  return `'${escaped(runeText(point), "'", ascii)}'`;
}

export function runeText(point: bigint): string {
  const valid = point >= 0n && point <= 0x10ffffn && !(point >= 0xd800n && point <= 0xdfffn);
  return String.fromCodePoint(valid ? Number(point) : 0xfffd);
}

export function isPrintable(symbol: string): boolean {
  return PRINTABLE.test(symbol);
}

function escaped(symbol: string, quote: string, ascii: boolean): string {
  if (symbol === quote) return `\\${quote}`;
  const known = ESCAPES[symbol];
  if (known !== undefined) return known;
  const point = symbol.codePointAt(0) as number;
  if (point >= 0xd800 && point <= 0xdfff) return "\\ufffd";
  if ((!ascii || point < 0x80) && isPrintable(symbol)) return symbol;
  const hex = point.toString(16);
  if (point < 0x20 || point === 0x7f) return `\\x${hex.padStart(2, "0")}`;
  return point < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
