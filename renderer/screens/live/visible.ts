/** Text that somebody has to judge: what steers a terminal, hides or turns letters is shown by its number. */

const HIDDEN =
  /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|(?![\n\t])\p{Cc}/gu;

/** Line breaks and tabs stay: a script is read line by line. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`);
}
