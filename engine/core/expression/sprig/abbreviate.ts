/** Shortens texts with three points, as Masterminds/goutils v1.1 does. */
import { byteLength, sliceBytes } from "../bytes.ts";

const MARK = "...";
/** Offsets up to this leave the start in place. */
const MAX_IGNORED_OFFSET = 4;

/**
 * At most `width` bytes of a text.
 *
 * @param offset a byte that stays visible
 */
export function abbreviate(text: string, offset: number, width: number): string {
  const length = byteLength(text);
  if (width < 4 || length <= width) return text;
  const kept = width - MARK.length;
  const start = Math.min(Math.min(offset, length), length - kept);
  if (start <= MAX_IGNORED_OFFSET) return sliceBytes(text, 0, kept) + MARK;
  if (start + kept < length) return MARK + abbreviate(sliceBytes(text, start, length), 0, kept);
  return MARK + sliceBytes(text, length - kept, length);
}
