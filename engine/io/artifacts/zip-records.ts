/** The records of a zip archive, as bytes. */

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
export const STORED = 0;
export const DEFLATED = 8;
/** Types of the upper half of the attributes, as in a Unix mode. */
export const TYPE_MASK = 0o170000;
export const LINK_TYPE = 0o120000;

const DESCRIPTOR_SIGNATURE = 0x08074b50;
/** 1980-01-01, the earliest that the format knows. */
const DATE = 0x0021;
/** Names are UTF-8; for files, sizes follow the data. */
export const UTF8 = 0x0800;
export const SIZES_FOLLOW = 0x0008;
/** 2.0: folders and deflate; made on Unix, so that the attributes hold a mode. */
const NEEDED = 20;
const MADE_BY = (3 << 8) | NEEDED;
/** What the archive's directory says of an entry. */
export interface Written {
  readonly name: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly mode: number;
  readonly at: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

export function localHeader({ name, method, flags, crc, packedBytes, bytes }: Written): Buffer {
  const head = Buffer.alloc(LOCAL_BYTES);
  head.writeUInt32LE(LOCAL_SIGNATURE, 0);
  head.writeUInt16LE(NEEDED, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packedBytes, 18);
  head.writeUInt32LE(bytes, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

export function descriptor(sums: { crc: number; packedBytes: number; bytes: number }): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(DESCRIPTOR_SIGNATURE, 0);
  record.writeUInt32LE(sums.crc, 4);
  record.writeUInt32LE(sums.packedBytes, 8);
  record.writeUInt32LE(sums.bytes, 12);
  return record;
}

export function centralHeader(written: Written): Buffer {
  const { name, method, flags, mode, at, crc, packedBytes, bytes } = written;
  const head = Buffer.alloc(CENTRAL_BYTES);
  head.writeUInt32LE(CENTRAL_SIGNATURE, 0);
  head.writeUInt16LE(MADE_BY, 4);
  head.writeUInt16LE(NEEDED, 6);
  head.writeUInt16LE(flags, 8);
  head.writeUInt16LE(method, 10);
  head.writeUInt16LE(DATE, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packedBytes, 20);
  head.writeUInt32LE(bytes, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE((mode << 16) >>> 0, 38);
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, name]);
}

export function endRecord(entries: number, bytes: number, at: number): Buffer {
  const record = Buffer.alloc(END_BYTES);
  record.writeUInt32LE(END_SIGNATURE, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(at, 16);
  return record;
}
