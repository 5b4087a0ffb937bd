/** Go's time layouts: the reference time `Mon Jan 2 15:04:05 MST 2006` taken apart. */

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
export const WEEKDAYS = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
];

/** A piece of the reference time, such as `2006` or `.000`, after the text that stands before it. */
export interface LayoutPart {
  readonly literal: string;
  /** Undefined at the end of the layout. */
  readonly field: string | undefined;
}

/** `Jan` and `Mon` count only where the word ends; a fraction only where the digits end. */
const FIELD = new RegExp(
  [
    "January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|PM|pm",
    "002|0[1-6]|15|1|2006|2|3|4|5|__2|_2(?!006)",
    "[-Z]07(?:0000|:00:00|00|:00)?",
    "[.,](?:0+|9+)(?!\\d)",
  ].join("|"),
  "g",
);

export function layoutParts(layout: string): LayoutPart[] {
  const parts: LayoutPart[] = [];
  let end = 0;
  for (const match of layout.matchAll(FIELD)) {
    parts.push({ literal: layout.slice(end, match.index), field: match[0] });
    end = match.index + match[0].length;
  }
  parts.push({ literal: layout.slice(end), field: undefined });
  return parts;
}

export function isFraction(field: string | undefined): boolean {
  return field?.[0] === "." || field?.[0] === ",";
}
