/** Breaks lines at spaces, as Masterminds/goutils v1.1 does: widths count bytes. */
import { fromUtf8, isAscii, toUtf8 } from "../bytes.ts";
import { checkSize, type EvaluationContext } from "../value.ts";

/** Lines of at most `width` bytes; words that are longer are cut, or left longer. */
export function wrap(
  text: string,
  width: number,
  lineEnd: string,
  cutsLongWords: boolean,
  context: EvaluationContext,
): string {
  const source = asBytes(text);
  const line = Math.max(width, 1);
  checkSize(context, source.length + Math.ceil(source.length / line) * lineEnd.length);
  const lines: string[] = [];
  let at = 0;
  while (source.length - at > line) {
    if (source[at] === " ") {
      at += 1;
      continue;
    }
    const space = source.slice(at, at + line + 1).lastIndexOf(" ");
    const later = space >= 0 ? at + space : source.indexOf(" ", at + line);
    if (space < 0 && cutsLongWords) {
      lines.push(source.slice(at, at + line));
      at += line;
    } else if (later < 0) {
      lines.push(source.slice(at));
      return ofBytes(lines, lineEnd);
    } else {
      lines.push(source.slice(at, later));
      at = later + 1;
    }
  }
  return ofBytes([...lines, source.slice(at)], lineEnd);
}

/** One UTF-16 unit for each byte. */
function asBytes(text: string): string {
  return isAscii(text)
    ? text
    : toUtf8(text)
        .map((byte) => String.fromCharCode(byte))
        .join("");
}

function ofBytes(lines: readonly string[], lineEnd: string): string {
  const joined = lines.join(asBytes(lineEnd));
  return isAscii(joined) ? joined : fromUtf8(Array.from(joined, (unit) => unit.charCodeAt(0)));
}
