/** JSON without the white space between its parts; numbers and the order of keys stay as written. */

const TOKEN = /"(?:[^"\\]|\\.)*"|\s+/g;
const MAX_JSON_DEPTH = 1_000;

/** The text as Go compacts it, `<`, `>` and `&` escaped; undefined when it is not JSON. */
export function compactJson(text: string): string | undefined {
  if (!isJson(text)) return undefined;
  return text
    .replace(TOKEN, (token) => (token.startsWith('"') ? token : ""))
    .replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

/** Parsed JSON; undefined when it is not JSON, or nested beyond reason. */
export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_JSON_DEPTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  return parseJson(text) !== undefined;
}

/** An upper bound of the nesting: brackets in strings count, too. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === "[" || sign === "{") deepest = Math.max(deepest, ++depth);
    else if (sign === "]" || sign === "}") depth -= 1;
  }
  return deepest;
}
