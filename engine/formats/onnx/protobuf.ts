/** Protocol Buffers' wire format, as much of it as a model needs: writing fields, and walking over them. */
import { assert } from "../../core/assert.ts";

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;
/** A varint carries 7 bits a byte; whole numbers of 53 bits take 8. */
const MAX_VARINT_BYTES = 10;
const FIRST_SIZE = 256;

const encoder = new TextEncoder();

/** Builds one message; fields stand in the order of the calls. */
export class MessageWriter {
  private buffer = new Uint8Array(FIRST_SIZE);
  private length = 0;

  /** A whole number from 0 to 2^53 - 1. */
  int(field: number, value: number): this {
    this.tag(field, VARINT);
    this.varint(value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value));
  }

  message(field: number, value: MessageWriter): this {
    return this.bytes(field, value.finish());
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, LENGTH);
    this.varint(value.length);
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
    return this;
  }

  /** A packed list. */
  ints(field: number, values: Iterable<number>): this {
    const packed = new MessageWriter();
    for (const value of values) packed.varint(value);
    return this.message(field, packed);
  }

  /** A packed list, each rounded to 32 bits. */
  floats(field: number, values: ArrayLike<number>): this {
    const packed = new DataView(new ArrayBuffer(values.length * 4));
    for (let i = 0; i < values.length; i++) packed.setFloat32(i * 4, values[i] as number, true);
    return this.bytes(field, new Uint8Array(packed.buffer));
  }

  finish(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private tag(field: number, wireType: number): void {
    this.varint(field * 8 + wireType);
  }

  private varint(value: number): void {
    assert(Number.isSafeInteger(value) && value >= 0, () => `${value} is no varint here`);
    this.reserve(MAX_VARINT_BYTES);
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.length++] = (rest % 0x80) + 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.buffer[this.length++] = rest;
  }

  private reserve(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}

export interface Field {
  readonly number: number;
  /** A whole number, or the bytes of a text, a list or a message; undefined for fixed-size numbers. */
  readonly value: number | Uint8Array | undefined;
}

/** The fields of a message in their order; undefined when the bytes are no such message. */
export function fieldsOf(bytes: Uint8Array): readonly Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    if (tag === undefined || tag.value < 8) return undefined;
    const read = readValue(bytes, tag.next, tag.value % 8);
    if (read === undefined || read.next > bytes.length) return undefined;
    fields.push({ number: Math.floor(tag.value / 8), value: read.value });
    at = read.next;
  }
  return fields;
}

function readValue(bytes: Uint8Array, at: number, wireType: number) {
  if (wireType === VARINT) return readVarint(bytes, at);
  if (wireType === FIXED_64) return { value: undefined, next: at + 8 };
  if (wireType === FIXED_32) return { value: undefined, next: at + 4 };
  if (wireType !== LENGTH) return undefined;
  const length = readVarint(bytes, at);
  if (length === undefined) return undefined;
  const next = length.next + length.value;
  return { value: bytes.subarray(length.next, next), next };
}

function readVarint(bytes: Uint8Array, from: number): { value: number; next: number } | undefined {
  let value = 0;
  let scale = 1;
  for (let at = from; at < Math.min(bytes.length, from + MAX_VARINT_BYTES); at++) {
    const byte = bytes[at] as number;
    value += (byte % 0x80) * scale;
    if (byte < 0x80) return { value, next: at + 1 };
    scale *= 0x80;
  }
  return undefined;
}
