/** sprig's base64 and base32. A text that cannot be decoded gives Go's message as the result. */
import { fromUtf8, toUtf8 } from "../bytes.ts";
import type { Callable } from "../value.ts";
import { define } from "./define.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export const ENCODING: readonly Callable[] = [
  define("b64enc", ["string"], ([text]) => encodeBase64(toUtf8(text))),
  define("b64dec", ["string"], ([text]) => decoded(toUtf8(text), BASE64, 6, decodeEnd64)),
  define("b32enc", ["string"], ([text]) => encode(toUtf8(text), BASE32, 5, 8)),
  define("b32dec", ["string"], ([text]) =>
    decoded(toUtf8(text.replace(/[\r\n]/g, "")), BASE32, 5, decodeEnd32),
  ),
];

export function encodeBase64(bytes: readonly number[]): string {
  return encode(bytes, BASE64, 6, 4);
}

function encode(bytes: readonly number[], alphabet: string, width: number, group: number): string {
  const symbols: string[] = [];
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    for (count += 8; count >= width; count -= width) {
      symbols.push(alphabet[(bits >> (count - width)) & ((1 << width) - 1)] as string);
    }
  }
  if (count > 0) symbols.push(alphabet[(bits << (width - count)) & ((1 << width) - 1)] as string);
  while (symbols.length % group !== 0) symbols.push("=");
  return symbols.join("");
}

/** Where the text is wrong, or undefined when it ends well after `used` symbols of a group. */
type EndCheck = (text: readonly number[], at: number, used: number) => number | undefined;

const PADDING = 61;
const isLineEnd = (byte: number | undefined) => byte === 10 || byte === 13;

function decoded(
  text: readonly number[],
  alphabet: string,
  width: number,
  checkEnd: EndCheck,
): string {
  const bytes: number[] = [];
  const group = width === 6 ? 4 : 8;
  let bits = 0;
  let used = 0;
  for (let at = 0; at <= text.length; at++) {
    if (isLineEnd(text[at])) continue;
    const digit = alphabet.indexOf(String.fromCharCode(text[at] ?? PADDING));
    if (digit < 0 && at === text.length && used === 0) break;
    if (digit < 0) {
      const wrong = checkEnd(text, at, used);
      if (wrong === undefined) break;
      return `illegal base${1 << width} data at input byte ${wrong}`;
    }
    bits = ((bits << width) | digit) & 0xffff;
    used = (used + 1) % group;
    const pending = (used === 0 ? group : used) * width;
    if (pending % 8 < width) bytes.push((bits >> (pending % 8)) & 0xff);
  }
  return fromUtf8(bytes);
}

/** Two or three symbols, filled up with `=` to four; line ends count as nothing. */
function decodeEnd64(text: readonly number[], at: number, used: number): number | undefined {
  if (at === text.length) return at - used;
  if (text[at] !== PADDING || used < 2) return at;
  const next = (from: number) => {
    let place = from;
    while (isLineEnd(text[place])) place += 1;
    return place;
  };
  let end = next(at + 1);
  if (used === 2) {
    if (end === text.length) return text.length;
    if (text[end] !== PADDING) return end - 1;
    end = next(end + 1);
  }
  return end < text.length ? end : undefined;
}

/** 2, 4, 5 or 7 symbols, filled up with `=` to eight. */
function decodeEnd32(text: readonly number[], at: number, used: number): number | undefined {
  if (at === text.length) return at - used;
  const left = text.length - at - 1;
  if (text[at] !== PADDING || used < 2 || left >= 8) return at;
  if (left + used < 7) return text.length;
  for (let k = 0; k < 7 - used; k++) {
    if (left > k && text[at + 1 + k] !== PADDING) return at + k;
  }
  return [1, 3, 6].includes(used) ? at : undefined;
}
