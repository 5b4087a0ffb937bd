/** `{{reference}}` tags: parsed once, filled in when a step becomes ready. */

/** A text cut at its tags: literals are strings, tags are references. */
export type TemplateText = readonly (string | { readonly ref: string })[];

/** A filled-in text, or the first reference that has no value. */
export type Substituted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: string };

/** Finds the value of a reference such as `inputs.parameters.rows`; undefined when it has none. */
export type Lookup = (ref: string) => string | undefined;

const TAG = /\{\{([^{}]*)\}\}/g;

/** Cuts a text at its tags. Tags that begin with `=` are expression tags; the reader refuses them. */
export function parseText(text: string): TemplateText {
  const parts: (string | { ref: string })[] = [];
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ ref: (match[1] as string).trim() });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** The references in a text, in order. */
export function referencesOf(text: TemplateText): string[] {
  return text.flatMap((part) => (typeof part === "string" ? [] : [part.ref]));
}

/** True when the text is one tag and nothing else; only then may an absent value be dropped. */
export function isOnlyReference(text: TemplateText): boolean {
  return text.length === 1 && typeof text[0] === "object";
}

export function substitute(text: TemplateText, lookup: Lookup): Substituted {
  let filled = "";
  for (const part of text) {
    if (typeof part === "string") {
      filled += part;
      continue;
    }
    const value = lookup(part.ref);
    if (value === undefined) return { ok: false, missing: part.ref };
    filled += value;
  }
  return { ok: true, text: filled };
}
