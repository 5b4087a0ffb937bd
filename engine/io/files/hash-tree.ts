/** The content of a folder as one number: any change of any file in it gives another. */
import { createHash, type Hash } from "node:crypto";
import { lstatSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { failure, IssueError, problem, type Result, success } from "../../core/issue.ts";
import { fileIssue } from "./failure.ts";
import { readBytes } from "./read-bytes.ts";

/** Most files of one folder tree, and most bytes of all of them. */
export const MAX_HASHED_FILES = 10_000;
export const MAX_HASHED_BYTES = 268_435_456;

interface Left {
  files: number;
  bytes: number;
}

/**
 * SHA-256, hexadecimal, over the paths and contents of all files in a folder and below it, hidden ones
 * among them. Of a symbolic link counts where it leads; of one to a file also what is in it. Sockets,
 * pipes and devices count by name.
 */
export function hashTree(folder: string): Result<string> {
  const hash = createHash("sha256");
  try {
    addFolder(hash, folder, "", { files: MAX_HASHED_FILES, bytes: MAX_HASHED_BYTES });
    return success(hash.digest("hex"));
  } catch (error) {
    return failure(error instanceof IssueError ? error.issues : [fileIssue(error, folder)]);
  }
}

function addFolder(hash: Hash, folder: string, below: string, left: Left): void {
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = below === "" ? name : `${below}/${name}`;
    const file = join(folder, path);
    left.files -= 1;
    if (left.files < 0) throw tooMuch(folder, `${MAX_HASHED_FILES.toLocaleString("en")} files`);
    const stats = lstatSync(file);
    addText(hash, path);
    if (stats.isSymbolicLink()) addText(hash, readlinkSync(file));
    if (stats.isDirectory()) addFolder(hash, folder, path, left);
    else if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) {
      addFile(hash, folder, file, left);
    }
  }
}

function addFile(hash: Hash, folder: string, file: string, left: Left): void {
  const bytes = readBytes(file, left.bytes);
  if (!bytes.ok) {
    const large = bytes.issues.some(({ code }) => code === "files/too-large");
    const limit = `${MAX_HASHED_BYTES.toLocaleString("en")} bytes`;
    throw large ? tooMuch(folder, limit) : new IssueError(bytes.issues);
  }
  left.bytes -= bytes.value.length;
  hash.update(`${bytes.value.length}:`).update(bytes.value);
}

/** With its length before it: otherwise `a` and `bc` would be the same as `ab` and `c`. */
function addText(hash: Hash, text: string): void {
  hash.update(`${Buffer.byteLength(text)}:${text}`);
}

function tooMuch(file: string, limit: string): IssueError {
  return new IssueError([
    problem(
      "files/too-many",
      `There are more than ${limit} in the folder.`,
      "Keep programs in a folder of their own, without data and packages.",
      { file },
    ),
  ]);
}
