/** Letters at the beginnings of words, as Go's `strings.Title` and Masterminds/goutils see them. */
import { isAscii, toUtf8 } from "../bytes.ts";
import { isSpace, isUpper, mapSymbols, toLower, toTitle, toUpper } from "../go/characters.ts";

/** Letters that begin a word become capitals. */
export function title(text: string): string {
  let before = " ";
  return mapSymbols(text, (symbol) => {
    const begins = separates(before);
    before = symbol;
    return begins ? toTitle(symbol) : symbol;
  });
}

function separates(symbol: string): boolean {
  if (isAscii(symbol)) return !/\w/.test(symbol);
  return !/[\p{L}\p{Nd}]/u.test(symbol) && isSpace(symbol);
}

/** Letters that begin a word become small. */
export function untitle(text: string): string {
  let begins = true;
  return mapSymbols(text, (symbol) => {
    if (isSpace(symbol)) {
      begins = true;
      return symbol;
    }
    const changed = begins ? toLower(symbol) : symbol;
    begins = false;
    return changed;
  });
}

/** Capitals become small and small letters capitals. */
export function swapCase(text: string): string {
  let begins = true;
  return mapSymbols(text, (symbol) => {
    if (isUpper(symbol) || /\p{Lt}/u.test(symbol)) {
      begins = false;
      return toLower(symbol);
    }
    if (/\p{Ll}/u.test(symbol)) {
      const changed = begins ? toTitle(symbol) : toUpper(symbol);
      begins = false;
      return changed;
    }
    begins = isSpace(symbol);
    return symbol;
  });
}

/** goutils goes byte by byte here and takes each for a character: `é` comes out as `Ã©`. */
function byteSymbols(text: string): string[] {
  return toUtf8(text).map((byte) => String.fromCharCode(byte));
}

export function initials(text: string): string {
  const symbols = byteSymbols(text);
  return symbols.filter((symbol, i) => !isSpace(symbol) && isSpace(symbols[i - 1] ?? " ")).join("");
}

export function deleteWhiteSpace(text: string): string {
  const symbols = byteSymbols(text);
  const kept = symbols.filter((symbol) => !isSpace(symbol));
  return kept.length === symbols.length ? text : kept.join("");
}
