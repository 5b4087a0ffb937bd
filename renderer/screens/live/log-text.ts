/** The text of a log as lines for people: control sequences taken out, overwritten lines as they ended. */

const ESC = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** Escape sequences of terminals: colours and cursor moves (CSI), titles and links (OSC), and the short ones. */
const ESCAPES = new RegExp(
  [
    `${ESC}\\[[0-?]*[ -/]*[@-~]`,
    `${ESC}\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\)`,
    `${ESC}[ -/]*[0-~]`,
  ].join("|"),
  "g",
);
const CONTROLS = /\p{Cc}/gu;

/** Longer lines are cut on the screen; the download has them whole. */
export const MAX_LINE_CHARACTERS = 4_000;

/** One line as a terminal would have left it: a carriage return begins it anew. */
export function plainLine(line: string): string {
  const written = line.replace(/\r+$/, "");
  const last = written.slice(written.lastIndexOf("\r") + 1);
  return last.replace(ESCAPES, "").replaceAll("\t", "    ").replace(CONTROLS, "");
}

export interface LogLines {
  /** Whole lines. */
  readonly lines: readonly string[];
  /** What came after the last line break. */
  readonly rest: string;
}

export const NO_LINES: LogLines = { lines: [], rest: "" };

/** Adds text behind what is there; the list before stays as it was. */
export function withText({ lines, rest }: LogLines, text: string): LogLines {
  if (text === "") return { lines, rest };
  const parts = (rest + text).split("\n");
  const next = parts.pop() ?? "";
  return { lines: lines.concat(parts.map(plainLine)), rest: next };
}

/** All lines, with what has begun but not ended. */
export function allLines({ lines, rest }: LogLines): readonly string[] {
  return rest === "" ? lines : [...lines, plainLine(rest)];
}

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** A line in pieces, those that match the search apart; upper and lower case alike. */
export function pieces(line: string, search: string): readonly Piece[] {
  const text = line.slice(0, MAX_LINE_CHARACTERS);
  if (search === "") return [{ text, hit: false }];
  const [hay, needle] = [text.toLowerCase(), search.toLowerCase()];
  // A few letters change their length with their case; then no place can be named.
  if (hay.length !== text.length) return [{ text, hit: false }];
  const found: Piece[] = [];
  let at = 0;
  for (let hit = hay.indexOf(needle); hit >= 0; hit = hay.indexOf(needle, at)) {
    if (hit > at) found.push({ text: text.slice(at, hit), hit: false });
    found.push({ text: text.slice(hit, hit + needle.length), hit: true });
    at = hit + needle.length;
  }
  if (at < text.length || found.length === 0) found.push({ text: text.slice(at), hit: false });
  return found;
}

/** Positions of the lines that hold the text. */
export function hitLines(lines: readonly string[], search: string): readonly number[] {
  if (search === "") return [];
  const needle = search.toLowerCase();
  return lines.flatMap((line, at) => (line.toLowerCase().includes(needle) ? [at] : []));
}
