/** Go's `strings.SplitN`. */

/**
 * The parts between separators.
 *
 * @param limit most parts, of which the last keeps the rest; negative for all, 0 for none
 */
export function splitText(text: string, separator: string, limit: number): readonly string[] {
  if (limit === 0) return [];
  const parts = separator === "" ? [...text] : text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  const rest = parts.slice(limit - 1).join(separator);
  return [...parts.slice(0, limit - 1), rest];
}
