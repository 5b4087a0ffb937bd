/** sprig's checksums, in hexadecimal; of the UTF-8 bytes of a text. */
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { toUtf8 } from "../bytes.ts";
import type { Callable } from "../value.ts";
import { define } from "./define.ts";

export const HASHES: readonly Callable[] = [
  define("sha1sum", ["string"], ([text]) => bytesToHex(sha1(bytes(text)))),
  define("sha256sum", ["string"], ([text]) => bytesToHex(sha256(bytes(text)))),
  define("sha512sum", ["string"], ([text]) => bytesToHex(sha512(bytes(text)))),
  define("adler32sum", ["string"], ([text]) => String(adler32(bytes(text)))),
];

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(toUtf8(text));
}

/** RFC 1950, section 8.2. */
function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}
