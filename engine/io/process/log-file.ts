/** Writes what a program prints into one file, up to a limit. */
import { closeSync, openSync, writeSync } from "node:fs";

/** Stands at the end of a log that reached its limit; the program went on. */
export function truncationLine(limitBytes: number): string {
  return `\n[lowtide] The log ends here: it has reached its limit of ${limitBytes} bytes. The program goes on.\n`;
}
export const TRUNCATED =
  /\n\[lowtide\] The log ends here: it has reached its limit of \d+ bytes\. The program goes on\.\n$/;

export class LogFile {
  bytes = 0;
  truncated = false;
  private readonly limitBytes: number;
  private readonly failed: (error: unknown) => void;
  private handle: number | undefined;

  /** Throws when the file cannot be made; what goes wrong later is told to `failed`, once. */
  constructor(file: string, limitBytes: number, failed: (error: unknown) => void) {
    this.handle = openSync(file, "wx", 0o600);
    this.limitBytes = limitBytes;
    this.failed = failed;
  }

  write(chunk: Buffer): void {
    if (this.truncated) return;
    const room = this.limitBytes - this.bytes;
    if (chunk.length <= room) return this.append(chunk);
    this.append(chunk.subarray(0, room));
    this.append(Buffer.from(truncationLine(this.limitBytes)));
    this.truncated = true;
  }

  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
  }

  private append(chunk: Buffer): void {
    if (this.handle === undefined) return;
    try {
      for (let done = 0; done < chunk.length; ) done += writeSync(this.handle, chunk, done);
      this.bytes += chunk.length;
    } catch (error) {
      this.close();
      this.failed(error);
    }
  }
}

/** Keeps the end of a stream: what a result may be long, and the line break that is trimmed. */
export class Tail {
  private readonly limitBytes: number;
  private chunks: Buffer[] = [];
  private bytes = 0;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  write(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    // Joined seldom, so that many small pieces do not cost much.
    if (this.bytes > 2 * this.limitBytes) this.chunks = [this.joined()];
    if (this.chunks.length === 1) this.bytes = (this.chunks[0] as Buffer).length;
  }

  /** Text; a character whose beginning was cut off is left out. */
  text(): string {
    const bytes = this.joined();
    let start = 0;
    if (this.bytes > bytes.length || bytes.length === this.limitBytes) {
      while (start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
    }
    return bytes.subarray(start).toString("utf8");
  }

  private joined(): Buffer {
    const all = Buffer.concat(this.chunks);
    // A copy: a part of a buffer keeps the whole of it in memory.
    return all.length <= this.limitBytes ? all : Buffer.from(all.subarray(-this.limitBytes));
  }
}
