/** Kinds of an account by colour; bars keep one order, so that colour is never the only sign. */

/** The token of a kind's colour, defined for both themes with the other tokens. */
export function kindColor(kind: string): string {
  return `var(--kind-${kind})`;
}
