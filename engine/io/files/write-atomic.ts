/** Writes a file whole or not at all. */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { failure, type Result, success } from "../../core/issue.ts";
import { fileIssue } from "./failure.ts";

/**
 * Writes the text to a temporary file beside the target, flushes it, and renames it over the target:
 * a reader, or a power cut, finds the old file or the new one. Creates the folder when it is missing.
 */
export function writeAtomic(file: string, text: string): Result<string> {
  const folder = dirname(file);
  const temporary = join(folder, `.${basename(file)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    makeFolders(folder);
    writeFlushed(temporary, text);
    renameSync(temporary, file);
    flushFolder(folder);
    return success(file);
  } catch (error) {
    removeQuietly(temporary);
    return failure([fileIssue(error, file)]);
  }
}

/** Step by step: Node's own `recursive` never returns below a file system such as /proc. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolders(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function writeFlushed(file: string, text: string): void {
  const handle = openSync(file, "wx");
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes the rename itself durable; Windows has no such call and keeps its own journal. */
function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The first error is the one to tell; this one would only hide it. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}
