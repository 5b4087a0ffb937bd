/** Writes a tar archive that depends on content alone: no times, no owners, one order of entries. */
import { join } from "node:path";
import { archived, type Entry } from "./entry.ts";
import { piecesOf } from "./read-file.ts";

export const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
/** The field has 11 octal digits. */
const MOST_OCTAL = 0o77777777777;

/**
 * POSIX.1-2001: ustar headers, and a pax header before an entry whose name, link or size does not fit in one.
 *
 * @param path the file or folder that `entries` lists
 */
export async function* tarOf(path: string, entries: readonly Entry[]): AsyncGenerator<Buffer> {
  for (const entry of entries) {
    const records = paxRecords(entry);
    if (records !== "") {
      const body = Buffer.from(records);
      yield header("pax", "x", body.length, 0o644);
      yield padded(body);
    }
    yield headerOf(entry);
    if (entry.kind !== "file") continue;
    yield* piecesOf(join(path, entry.name), entry.bytes);
    yield Buffer.alloc(-entry.bytes & (BLOCK_BYTES - 1));
  }
  yield Buffer.alloc(2 * BLOCK_BYTES);
}

function headerOf(entry: Entry): Buffer {
  const name = archived(entry.name);
  if (entry.kind === "folder") return header(`${name}/`, "5", 0, 0o755);
  if (entry.kind === "link") return header(name, "2", 0, 0o777, entry.target);
  return header(name, "0", entry.bytes, entry.executable ? 0o755 : 0o644);
}

function paxRecords(entry: Entry): string {
  const name = archived(entry.name) + (entry.kind === "folder" ? "/" : "");
  let records = "";
  if (!fits(name)) records += paxRecord("path", name);
  if (entry.kind === "link" && !fits(entry.target)) records += paxRecord("linkpath", entry.target);
  if (entry.kind === "file" && entry.bytes > MOST_OCTAL) {
    records += paxRecord("size", String(entry.bytes));
  }
  return records;
}

/** Names with other than ASCII characters have an encoding only in a pax header. */
function fits(text: string): boolean {
  return text.length <= NAME_BYTES && /^[\x20-\x7e]*$/.test(text);
}

/** `length key=value\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length += 1;
  return `${length} ${key}=${value}\n`;
}

function header(name: string, type: string, bytes: number, mode: number, target = ""): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  block.write(fits(name) ? name : "pax", 0, NAME_BYTES, "latin1");
  block.write(octal(mode, 7), 100, "latin1");
  block.write(octal(0, 7), 108, "latin1");
  block.write(octal(0, 7), 116, "latin1");
  block.write(octal(bytes > MOST_OCTAL ? 0 : bytes, 11), 124, "latin1");
  block.write(octal(0, 11), 136, "latin1");
  // The checksum counts its own field as spaces.
  block.write("        ", 148, "latin1");
  block.write(type, 156, "latin1");
  block.write(fits(target) ? target : "pax", 157, NAME_BYTES, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  block.write(octal(checksum(block), 6), 148, "latin1");
  block[154] = 0;
  return block;
}

/** Sum of the header's bytes. */
export function checksum(block: Uint8Array): number {
  let sum = 0;
  for (const byte of block) sum += byte;
  return sum;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc(-body.length & (BLOCK_BYTES - 1))]);
}
