/** Reads the log of an attempt, in parts, while it is still being written. */
import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { attemptFolders, isSafeName } from "./folders.ts";
import { TRUNCATED } from "./log-file.ts";

export interface LogQuestion {
  /** In bytes: `next` of the last answer; negative: so many from the end. */
  readonly from?: number;
  readonly limit?: number;
  /** Only lines that hold this text, upper and lower case alike. */
  readonly search?: string;
}

export interface LogPart {
  readonly text: string;
  /** Where to go on; equal to `from` when nothing more is there. */
  readonly next: number;
  readonly totalBytes: number;
  readonly truncated: boolean;
  /** Nothing more will be written. */
  readonly ended: boolean;
}

const DEFAULT_LIMIT = 65_536;
/** A search looks through so much at once; `next` says where it stopped. */
const SEARCH_BYTES = 16_777_216;
const LONGEST_MARK = 200;

/**
 * A part of a log. Characters are never cut: what is incomplete at the end is left for the next question.
 * An attempt that was never started has an empty log. Throws the system's error when a log cannot be read.
 */
export function readLog(
  folder: string,
  run: string,
  attempt: string,
  question: LogQuestion = {},
): LogPart {
  const none = { text: "", next: 0, totalBytes: 0, truncated: false, ended: false };
  if (!isSafeName(run) || !isSafeName(attempt)) return none;
  const files = attemptFolders(folder, run, attempt);
  // Looked at first: what was written before the end is then in the file.
  const ended = existsSync(files.ended);
  if (!existsSync(files.log)) return { ...none, ended };
  const handle = openSync(files.log, "r");
  try {
    return { ...readPart(handle, question, ended), ended };
  } finally {
    closeSync(handle);
  }
}

function readPart(handle: number, question: LogQuestion, ended: boolean): Omit<LogPart, "ended"> {
  const totalBytes = fstatSync(handle).size;
  const { from = 0, limit = DEFAULT_LIMIT, search = "" } = question;
  const start = Math.min(from < 0 ? Math.max(0, totalBytes + from) : from, totalBytes);
  const mark = readBytes(handle, Math.max(0, totalBytes - LONGEST_MARK), LONGEST_MARK);
  const truncated = TRUNCATED.test(mark.toString("latin1"));
  const isLast = (end: number) => ended && end === totalBytes;
  if (search !== "") {
    return { ...searchFrom(handle, start, limit, search, isLast), totalBytes, truncated };
  }
  const bytes = readBytes(handle, start, limit);
  const begin = from < 0 && start > 0 ? continuationBytes(bytes) : 0;
  const end = isLast(start + bytes.length) ? bytes.length : completeBytes(bytes);
  // A single character larger than the limit would never be given.
  const used = end > begin ? end : bytes.length;
  const text = bytes.subarray(begin, used).toString("utf8");
  return { text, next: start + used, totalBytes, truncated };
}

/** Lines up to the limit; one that is still being written waits for the next question. */
function searchFrom(
  handle: number,
  start: number,
  limit: number,
  search: string,
  isLast: (end: number) => boolean,
): { readonly text: string; readonly next: number } {
  const bytes = readBytes(handle, start, SEARCH_BYTES);
  const wanted = search.toLowerCase();
  const lines: string[] = [];
  let given = 0;
  let next = 0;
  while (next < bytes.length) {
    const lineBreak = bytes.indexOf(10, next);
    const wholeRead = isLast(start + bytes.length) || bytes.length === SEARCH_BYTES;
    if (lineBreak < 0 && !(wholeRead && (next === 0 || isLast(start + bytes.length)))) break;
    const end = lineBreak < 0 ? bytes.length : lineBreak + 1;
    const line = bytes.subarray(next, end).toString("utf8");
    if (line.toLowerCase().includes(wanted)) {
      if (given > 0 && given + end - next > limit) break;
      lines.push(line);
      given += end - next;
    }
    next = end;
  }
  return { text: lines.join(""), next: start + next };
}

function readBytes(handle: number, position: number, count: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.min(count, SEARCH_BYTES));
  let done = 0;
  while (done < bytes.length) {
    const read = readSync(handle, bytes, done, bytes.length - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

/** Bytes at the beginning that belong to a character that began before. */
function continuationBytes(bytes: Buffer): number {
  let count = 0;
  while (count < 3 && ((bytes[count] ?? 0) & 0xc0) === 0x80) count++;
  return count;
}

/** Bytes without a character at the end that is not complete. */
function completeBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
