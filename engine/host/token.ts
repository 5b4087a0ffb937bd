/** The secret of one start of the host: whoever has the printed URL may connect, nobody else. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** The subprotocol that is agreed on; the token travels in a second one, which is never echoed. */
export const SUBPROTOCOL = "lowtide";
const TOKEN_PREFIX = "lowtide.token.";
const TOKEN_BYTES = 16;

/** 128 random bits, in hexadecimal. */
export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString("hex");
}

/** Whether the `Sec-WebSocket-Protocol` header offers the subprotocol together with the token. */
export function offersToken(header: string | undefined, token: string): boolean {
  const offered = (header ?? "").split(",").map((name) => name.trim());
  const claimed = offered.find((name) => name.startsWith(TOKEN_PREFIX));
  if (claimed === undefined || !offered.includes(SUBPROTOCOL)) return false;
  return sameSecret(claimed.slice(TOKEN_PREFIX.length), token);
}

/** Compares in a time that does not depend on where, or whether, the texts differ. */
function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(sha256(left), sha256(right));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
