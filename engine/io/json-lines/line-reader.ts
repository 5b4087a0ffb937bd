/** Cuts bytes into lines of UTF-8 text; a line without an end is given up. */
import { StringDecoder } from "node:string_decoder";

/** Longest line that is put together, in characters. */
const MAX_LINE = 4_194_304;

export class LineReader {
  private readonly onLine: (line: string) => void;
  private readonly onTooLong: (message: string) => void;
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";

  constructor(onLine: (line: string) => void, onTooLong: (message: string) => void) {
    this.onLine = onLine;
    this.onTooLong = onTooLong;
  }

  add(bytes: Buffer): void {
    const lines = (this.rest + this.decoder.write(bytes)).split("\n");
    this.rest = lines.pop() ?? "";
    if (this.rest.length > MAX_LINE) {
      this.rest = "";
      this.onTooLong(`it wrote a line of more than ${MAX_LINE} characters`);
    }
    for (const line of lines) if (line.trim() !== "") this.onLine(line);
  }
}
