/** Reads a tar archive: ustar and pax, with files, folders and links; anything else is refused. */
import { ByteReader } from "./byte-reader.ts";
import { BLOCK_BYTES, checksum } from "./tar-write.ts";
import type { TreeWriter } from "./tree-writer.ts";

/** A pax header holds a name, a link and a size. */
const MAX_PAX_BYTES = 65_536;

interface Header {
  readonly type: string;
  readonly name: string;
  readonly target: string;
  readonly bytes: number;
  readonly executable: boolean;
}

/** Lays out the archive that the stream gives; throws an `IssueError` at the first thing that is wrong. */
export async function readTar(source: AsyncIterable<Buffer>, tree: TreeWriter): Promise<void> {
  const reader = new ByteReader(source);
  try {
    await readEntries(reader, tree);
  } finally {
    await reader.close();
  }
}

async function readEntries(reader: ByteReader, tree: TreeWriter): Promise<void> {
  let pax = new Map<string, string>();
  for (;;) {
    const block = await reader.take(BLOCK_BYTES);
    if (block.length < BLOCK_BYTES) throw tree.broken("it ends early");
    if (block.every((byte) => byte === 0)) return;
    const header = headerOf(block, tree, pax);
    if (header.type === "x" || header.type === "g") {
      if (header.bytes > MAX_PAX_BYTES) throw tree.broken("a header is too long");
      const body = await reader.take(header.bytes);
      await skip(reader, header.bytes);
      // Global headers say nothing that is needed.
      if (header.type === "x") pax = paxOf(body, tree);
      continue;
    }
    pax = new Map();
    await lay(header, reader, tree);
  }
}

async function lay(header: Header, reader: ByteReader, tree: TreeWriter): Promise<void> {
  const { type, name, bytes } = header;
  if (type === "5") return tree.folder(name);
  if (type === "2") return tree.link(name, header.target);
  if (type !== "0" && type !== "\0") throw tree.broken(`it has an entry of the type '${type}'`);
  await tree.file(name, bytes, header.executable, reader.pieces(bytes));
  await skip(reader, bytes);
}

async function skip(reader: ByteReader, bytes: number): Promise<void> {
  await reader.take(-bytes & (BLOCK_BYTES - 1));
}

function headerOf(block: Buffer, tree: TreeWriter, pax: ReadonlyMap<string, string>): Header {
  const stated = octalOf(block, 148, 8, tree);
  const blank = Buffer.from(block).fill(" ", 148, 156);
  if (checksum(blank) !== stated) throw tree.broken("a header does not match its checksum");
  if (textOf(block, 257, 5) !== "ustar") throw tree.broken("a header is not ustar's");
  const prefix = textOf(block, 345, 155);
  const short = textOf(block, 0, 100);
  const size = pax.get("size");
  const bytes = size === undefined ? octalOf(block, 124, 12, tree) : Number(size);
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw tree.broken("a size is not a number");
  return {
    type: String.fromCharCode(block[156] as number),
    name: pax.get("path") ?? (prefix === "" ? short : `${prefix}/${short}`),
    target: pax.get("linkpath") ?? textOf(block, 157, 100),
    bytes,
    executable: (octalOf(block, 100, 8, tree) & 0o111) !== 0,
  };
}

function paxOf(body: Buffer, tree: TreeWriter): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(" ", at);
    const length = Number(body.toString("latin1", at, space));
    const record = body.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    const whole = space > at && length > 0 && at + length <= body.length && equals > 0;
    if (!whole) throw tree.broken("a pax header cannot be read");
    records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

function textOf(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end === -1 ? length : end);
}

function octalOf(block: Buffer, at: number, length: number, tree: TreeWriter): number {
  const text = textOf(block, at, length).trim();
  if (!/^[0-7]*$/.test(text)) throw tree.broken("a number in a header cannot be read");
  return Number.parseInt(text || "0", 8);
}
