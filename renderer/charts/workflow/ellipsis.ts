/** Shortens a name in the middle: the ends tell generated names apart. */

export function middleEllipsis(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  if (maxCharacters < 3) return text.slice(0, Math.max(0, maxCharacters));
  const end = Math.ceil((maxCharacters - 1) / 2);
  return `${text.slice(0, maxCharacters - 1 - end)}…${text.slice(text.length - end)}`;
}

/** The longest such shortening that fits a width, with the width of text as it is really drawn. */
export function fitted(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text;
  let [least, most] = [1, text.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (widthOf(middleEllipsis(text, middle)) <= width) least = middle;
    else most = middle - 1;
  }
  return middleEllipsis(text, least);
}
