/** Reads a zip archive by its directory: stored or deflated files, folders and links. */
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32, createInflateRaw } from "node:zlib";
import { packed } from "./packed.ts";
import type { TreeWriter } from "./tree-writer.ts";
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  DEFLATED,
  END_BYTES,
  END_SIGNATURE,
  LINK_TYPE,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  STORED,
  TYPE_MASK,
} from "./zip-records.ts";

/** 65,534 entries with names of 4,096 bytes would be more; nobody has those. */
const MAX_DIRECTORY_BYTES = 67_108_864;
const MAX_COMMENT_BYTES = 65_535;
const ENCRYPTED = 0x0001;

interface Listed {
  readonly name: string;
  readonly method: number;
  readonly mode: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly at: number;
}

/** Lays out the archive; throws an `IssueError` at the first thing that is wrong. */
export async function readZip(file: string, tree: TreeWriter): Promise<void> {
  const handle = await open(file, "r");
  try {
    const listed = await readDirectory(handle, tree);
    for (const entry of listed) await lay(entry, handle, file, tree);
  } finally {
    await handle.close();
  }
}

async function lay(entry: Listed, handle: FileHandle, file: string, tree: TreeWriter) {
  if (entry.name.endsWith("/")) return tree.folder(entry.name);
  const head = await readAt(handle, entry.at, LOCAL_BYTES, tree);
  if (head.readUInt32LE(0) !== LOCAL_SIGNATURE)
    throw tree.broken("an entry is not where it should be");
  const start = entry.at + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
  if ((entry.mode & TYPE_MASK) === LINK_TYPE) {
    if (entry.method !== STORED) throw tree.broken("a link is packed");
    const target = await readAt(handle, start, entry.packedBytes, tree);
    return tree.link(entry.name, target.toString("utf8"));
  }
  const content = checked(entry, unpacked(entry, start, file), tree);
  return tree.file(entry.name, entry.bytes, (entry.mode & 0o111) !== 0, content);
}

function unpacked(entry: Listed, start: number, file: string): AsyncIterable<Buffer> {
  if (entry.packedBytes === 0) return nothing();
  const options = { start, end: start + entry.packedBytes - 1 };
  const source = createReadStream(file, options) as AsyncIterable<Buffer>;
  return entry.method === DEFLATED ? packed(source, createInflateRaw()) : source;
}

async function* nothing(): AsyncGenerator<Buffer> {}

async function* checked(entry: Listed, pieces: AsyncIterable<Buffer>, tree: TreeWriter) {
  let crc = 0;
  for await (const piece of pieces) {
    crc = crc32(piece, crc);
    yield piece;
  }
  if (crc !== entry.crc) throw tree.broken("a file does not match its checksum");
}

async function readDirectory(handle: FileHandle, tree: TreeWriter): Promise<Listed[]> {
  const { size } = await handle.stat();
  const tailBytes = Math.min(size, END_BYTES + MAX_COMMENT_BYTES);
  const tail = await readAt(handle, size - tailBytes, tailBytes, tree);
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(END_SIGNATURE);
  const at = tail.lastIndexOf(signature);
  if (at === -1 || tail.length - at < END_BYTES) throw tree.broken("it has no directory");
  const count = tail.readUInt16LE(at + 10);
  const bytes = tail.readUInt32LE(at + 12);
  const from = tail.readUInt32LE(at + 16);
  if (bytes > MAX_DIRECTORY_BYTES || from + bytes > size) {
    throw tree.broken("its directory is not inside it");
  }
  const directory = await readAt(handle, from, bytes, tree);
  const listed: Listed[] = [];
  let next = 0;
  for (let i = 0; i < count; i++) {
    const entry = entryAt(directory, next, tree);
    listed.push(entry.listed);
    next = entry.next;
  }
  // Entries that share bytes are how a small archive becomes a very large one.
  const together = listed.reduce((sum, { packedBytes }) => sum + LOCAL_BYTES + packedBytes, 0);
  if (together > from) throw tree.broken("its entries lie over each other");
  return listed;
}

function entryAt(directory: Buffer, at: number, tree: TreeWriter) {
  const whole = at + CENTRAL_BYTES <= directory.length;
  if (!whole || directory.readUInt32LE(at) !== CENTRAL_SIGNATURE) {
    throw tree.broken("its directory cannot be read");
  }
  const method = directory.readUInt16LE(at + 10);
  if ((directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw tree.broken("it is encrypted");
  if (method !== STORED && method !== DEFLATED)
    throw tree.broken(`it is packed by method ${method}`);
  const nameBytes = directory.readUInt16LE(at + 28);
  const rest = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  const nameAt = at + CENTRAL_BYTES;
  const listed = {
    name: directory.toString("utf8", nameAt, nameAt + nameBytes),
    method,
    mode: directory.readUInt32LE(at + 38) >>> 16,
    crc: directory.readUInt32LE(at + 16),
    packedBytes: directory.readUInt32LE(at + 20),
    bytes: directory.readUInt32LE(at + 24),
    at: directory.readUInt32LE(at + 42),
  };
  return { listed, next: nameAt + nameBytes + rest };
}

async function readAt(handle: FileHandle, at: number, bytes: number, tree: TreeWriter) {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(buffer, 0, bytes, at);
  if (bytesRead < bytes) throw tree.broken("it ends early");
  return buffer;
}
