/** Zones inside a time's text: offsets, `Z`, and abbreviations. */

/** What one field says about the zone; a text may have an offset and an abbreviation. */
export interface Zone {
  readonly offsetSeconds?: number;
  readonly name?: string;
  /** Go shows the offset of `GMT+3`, and does not count with it. */
  readonly shownOffsetSeconds?: number;
}

const UTC: Zone = { offsetSeconds: 0, name: "UTC" };

/** The zone that stands at the start of the text for a layout field such as `Z07:00` or `MST`. */
export function readZone(field: string, text: string): { zone: Zone; length: number } | undefined {
  if (field === "MST") return readAbbreviation(text);
  if (field[0] === "Z" && text[0] === "Z") return { zone: UTC, length: 1 };
  const colon = field.includes(":") ? ":" : "";
  const count = (field.replaceAll(":", "").length - 1) / 2;
  const pairs = Array.from({ length: count }, () => "(\\d\\d)").join(colon);
  const found = new RegExp(`^([-+])${pairs}`).exec(text);
  if (found === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(2).map(Number);
  if (hours > 24 || minutes > 60 || seconds > 60) return undefined;
  const size = hours * 3_600 + minutes * 60 + seconds;
  const offsetSeconds = found[1] === "-" && size > 0 ? -size : size;
  return { zone: { offsetSeconds }, length: found[0].length };
}

/** `+0200`: how Go names a zone that has only an offset; none is UTC. */
export function offsetName(offsetSeconds: number): string {
  if (offsetSeconds === 0) return "UTC";
  const size = Math.abs(offsetSeconds);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = two(Math.floor(size / 3_600));
  return `${offsetSeconds < 0 ? "-" : "+"}${hours}${two(Math.floor(size / 60) % 60)}`;
}

/** An abbreviation says nothing about its offset (Go takes 0), except `GMT+3`. */
function readAbbreviation(text: string): { zone: Zone; length: number } | undefined {
  if (text.startsWith("UTC")) return { zone: UTC, length: 3 };
  const special = /^(?:ChST|MeST)/.exec(text)?.[0];
  if (special !== undefined) return { zone: { name: special }, length: 4 };
  const gmt = /^GMT([-+]\d+)?/.exec(text);
  if (gmt !== null) {
    const hours = Number(gmt[1] ?? 0);
    const known = Math.abs(hours) <= 23 && gmt[1] !== undefined;
    const name = known ? (gmt[0] as string) : "GMT";
    const shownOffsetSeconds = known ? hours * 3_600 : 0;
    return { zone: { name, shownOffsetSeconds }, length: name.length };
  }
  const letters = /^[A-Z]{0,6}/.exec(text)?.[0] ?? "";
  const named =
    letters.length === 3 ||
    (letters.length === 4 && (letters[3] === "T" || letters === "WITA")) ||
    (letters.length === 5 && letters[4] === "T");
  if (named) return { zone: { name: letters }, length: letters.length };
  const signed = /^[-+]\d{2}/.exec(text)?.[0];
  if (signed === undefined || Math.abs(Number(signed)) > 23) return undefined;
  return { zone: { name: signed }, length: signed.length };
}
