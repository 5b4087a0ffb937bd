/** Go counts the bytes of a string, JavaScript its UTF-16 units; most text is ASCII, where they agree. */

const NOT_ASCII = /[^\p{ASCII}]/u;
const REPLACEMENT = 0xfffd;

export function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

export function byteLength(text: string): number {
  return isAscii(text) ? text.length : toUtf8(text).length;
}

/** Bytes `from` to `to`; a character cut in half becomes U+FFFD. */
export function sliceBytes(text: string, from: number, to: number): string {
  return isAscii(text) ? text.slice(from, to) : fromUtf8(toUtf8(text).slice(from, to));
}

/** The byte at a place, undefined outside. */
export function byteAt(text: string, index: number): number | undefined {
  if (!isAscii(text)) return toUtf8(text)[index];
  return index < 0 || index >= text.length ? undefined : text.charCodeAt(index);
}

export function toUtf8(text: string): number[] {
  const bytes: number[] = [];
  for (const char of text.toWellFormed()) {
    const code = char.codePointAt(0) as number;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** Each byte that is no part of a character becomes U+FFFD. */
export function fromUtf8(bytes: readonly number[]): string {
  const chars: string[] = [];
  for (let i = 0; i < bytes.length; ) {
    const [code, length] = decodeAt(bytes, i);
    chars.push(String.fromCodePoint(code));
    i += length;
  }
  return chars.join("");
}

/** Lead byte's marker, its mask, and the least code point of that length: shorter forms are refused. */
const FORMS = [
  { marker: 0xc0, mask: 0xe0, least: 0x80, length: 2 },
  { marker: 0xe0, mask: 0xf0, least: 0x800, length: 3 },
  { marker: 0xf0, mask: 0xf8, least: 0x10000, length: 4 },
] as const;

function decodeAt(bytes: readonly number[], at: number): [code: number, length: number] {
  const lead = bytes[at] as number;
  if (lead < 0x80) return [lead, 1];
  const form = FORMS.find(({ marker, mask }) => (lead & mask) === marker);
  if (form === undefined) return [REPLACEMENT, 1];
  let code = lead & ~form.mask;
  for (let i = 1; i < form.length; i++) {
    const byte = bytes[at + i] ?? 0;
    if ((byte & 0xc0) !== 0x80) return [REPLACEMENT, 1];
    code = (code << 6) | (byte & 0x3f);
  }
  const valid = code >= form.least && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? [code, form.length] : [REPLACEMENT, 1];
}
