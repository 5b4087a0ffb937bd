/** JSON lists of what many nodes gave; as long as a parameter may be, no longer. */
import { MAX_PARAMETER_LENGTH } from "../../limits.ts";

/** The list of those that fit, in JSON; `complete` is false when some are left out. */
export function jsonList(items: Iterable<string>): {
  readonly text: string;
  readonly complete: boolean;
} {
  const kept: string[] = [];
  let length = 2;
  for (const item of items) {
    length += item.length + 1;
    if (length > MAX_PARAMETER_LENGTH) return { text: `[${kept.join(",")}]`, complete: false };
    kept.push(item);
  }
  return { text: `[${kept.join(",")}]`, complete: true };
}

/** The whole list; one that is too long is longer than any text may be, so its use is an error. */
export function wholeList(items: Iterable<string>): string {
  const { text, complete } = jsonList(items);
  return complete ? text : text.padEnd(MAX_PARAMETER_LENGTH + 1);
}
