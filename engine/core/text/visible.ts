/** Text from others, shown so that it cannot steer a terminal or hide what it says. */

/** Control characters, and those that change the direction of text or are not seen at all. */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The text on one line, with such characters as `\u001b`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (found) => {
    if (found === "\n") return "\\n";
    if (found === "\t") return "\\t";
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
