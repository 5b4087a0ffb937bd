/** Writes a zip archive that depends on content alone: the earliest date, one order of entries. */
import { join } from "node:path";
import { crc32, createDeflateRaw } from "node:zlib";
import { archived, type Entry, SMALLER } from "./entry.ts";
import { artifactError } from "./failure.ts";
import { packed } from "./packed.ts";
import { piecesOf } from "./read-file.ts";
import {
  centralHeader,
  DEFLATED,
  descriptor,
  endRecord,
  LINK_TYPE,
  LOCAL_BYTES,
  localHeader,
  SIZES_FOLLOW,
  STORED,
  UTF8,
} from "./zip-records.ts";

/** Larger ones need an extension of the format. */
const MOST_BYTES = 0xfffffffe;
const MOST_ENTRIES = 0xfffe;

/** PKWARE's APPNOTE 6.3, without encryption, several disks or Zip64. */
export async function* zipOf(path: string, entries: readonly Entry[]): AsyncGenerator<Buffer> {
  checkSize(path, entries);
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const written = { ...headOf(entry, at), crc: 0, packedBytes: 0, bytes: 0 };
    let sums = { crc: 0, packedBytes: 0, bytes: 0 };
    if (entry.kind === "link") {
      const target = Buffer.from(entry.target);
      sums = { crc: crc32(target), packedBytes: target.length, bytes: target.length };
      yield localHeader({ ...written, ...sums });
      yield target;
    } else {
      yield localHeader(written);
    }
    if (entry.kind === "file") {
      sums = yield* deflated(join(path, entry.name), entry.bytes);
      yield descriptor(sums);
    }
    at += LOCAL_BYTES + written.name.length + sums.packedBytes;
    if (entry.kind === "file") at += 16;
    if (at > MOST_BYTES) throw tooLarge(path);
    directory.push(centralHeader({ ...written, ...sums }));
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endRecord(entries.length, central.length, at);
}

function checkSize(path: string, entries: readonly Entry[]): void {
  const large = entries.some((entry) => entry.kind === "file" && entry.bytes > MOST_BYTES);
  if (large || entries.length > MOST_ENTRIES) throw tooLarge(path);
}

function tooLarge(path: string) {
  const message = "A zip archive has no room for 4 GiB, or for more than 65,534 files.";
  return artifactError("artifact/too-large", message, `Use \`archive: tar\`. ${SMALLER}`, path);
}

function headOf(entry: Entry, at: number) {
  const name = Buffer.from(archived(entry.name) + (entry.kind === "folder" ? "/" : ""));
  if (entry.kind === "folder") {
    return { name, method: STORED, flags: UTF8, mode: 0o040755, at };
  }
  if (entry.kind === "link") {
    return { name, method: STORED, flags: UTF8, mode: LINK_TYPE | 0o777, at };
  }
  const mode = entry.executable ? 0o100755 : 0o100644;
  return { name, method: DEFLATED, flags: UTF8 | SIZES_FOLLOW, mode, at };
}

/** The file's bytes, packed; returns what the descriptor and the directory say of them. */
async function* deflated(file: string, stated: number) {
  let crc = 0;
  let bytes = 0;
  let packedBytes = 0;
  const source = async function* () {
    for await (const piece of piecesOf(file, stated)) {
      crc = crc32(piece, crc);
      bytes += piece.length;
      yield piece;
    }
  };
  for await (const piece of packed(source(), createDeflateRaw())) {
    packedBytes += piece.length;
    yield piece;
  }
  return { crc, packedBytes, bytes };
}
