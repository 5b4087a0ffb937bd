/** Reads a file that a user named; whatever is wrong with it is an issue, never a crash. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { fileIssue, folderIssue } from "./failure.ts";

/** The content of a file of at most `limitBytes`. */
export function readBytes(file: string, limitBytes: number): Result<Buffer> {
  let handle: number | undefined;
  try {
    // Non-blocking: opening a named pipe would otherwise wait for somebody to write to it.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const refused = inspect(fstatSync(handle), file, limitBytes);
    if (refused !== undefined) return failure([refused]);
    const bytes = readUpTo(handle, limitBytes + 1);
    if (bytes.length > limitBytes) return failure([tooLargeIssue(file, limitBytes)]);
    return success(bytes);
  } catch (error) {
    return failure([fileIssue(error, file)]);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function inspect(stats: Stats, file: string, limitBytes: number): Issue | undefined {
  if (stats.isDirectory()) return folderIssue(file);
  if (stats.size > limitBytes) return tooLargeIssue(file, limitBytes);
  if (stats.isFile()) return undefined;
  return problem(
    "files/not-a-file",
    "This is a device, a socket or a pipe.",
    "Save the content to a file and name that.",
    { file },
  );
}

/** Reads until the end or the limit: a file may grow after its size was looked up. */
function readUpTo(handle: number, limitBytes: number): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total < limitBytes) {
    const chunk = Buffer.allocUnsafe(Math.min(limitBytes - total, 1_048_576));
    const count = readSync(handle, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return Buffer.concat(chunks, total);
}

function tooLargeIssue(file: string, limitBytes: number): Issue {
  return problem(
    "files/too-large",
    `This file is larger than ${limitBytes.toLocaleString("en")} bytes.`,
    "Cut it to the part that is needed.",
    { file },
  );
}
