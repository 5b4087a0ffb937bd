/** Percent signs in URLs, by the rules of Go's `net/url` for each part. */
import { fromUtf8, toUtf8 } from "../bytes.ts";
import { ExpressionError } from "../value.ts";

export type UrlPart = "path" | "host" | "user" | "fragment";

/** What stands unescaped, besides ASCII letters, digits and `-_.~`. */
const UNESCAPED: Readonly<Record<UrlPart, string>> = {
  path: "$&+,/:;=@",
  host: "!$&'()*+,;=:[]<>\"",
  user: "$&+,;=",
  fragment: "$&+,/:;=?@!()*",
};

export function escapeUrl(text: string, part: UrlPart): string {
  return toUtf8(text)
    .map((byte) => {
      const symbol = String.fromCharCode(byte);
      const plain = /[A-Za-z0-9\-_.~]/.test(symbol) || UNESCAPED[part].includes(symbol);
      return plain ? symbol : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

/** @throws ExpressionError on a percent sign without two digits, and on what a host may not have */
export function unescapeUrl(text: string, part: UrlPart): string {
  const bytes: number[] = [];
  const source = toUtf8(text);
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] as number;
    const symbol = String.fromCharCode(byte);
    if (symbol !== "%") {
      if (part === "host" && byte < 0x80 && escapeUrl(symbol, "host") !== symbol) {
        throw new ExpressionError(`invalid character '${symbol}' in host name`);
      }
      bytes.push(byte);
      continue;
    }
    const hex = String.fromCharCode(...source.slice(at + 1, at + 3));
    // A host may only escape what is not ASCII.
    if (!/^[\da-fA-F]{2}$/.test(hex) || (part === "host" && Number.parseInt(hex, 16) < 0x80)) {
      throw new ExpressionError(`invalid URL escape '%${hex}'`);
    }
    bytes.push(Number.parseInt(hex, 16));
    at += 2;
  }
  return fromUtf8(bytes);
}
