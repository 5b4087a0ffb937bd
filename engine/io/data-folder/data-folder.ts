/** Where Lowtide keeps the user's results: the platform's data folder, or LOWTIDE_DATA_DIR. */
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import envPaths from "env-paths";
import { failure, problem, type Result, success } from "../../core/issue.ts";

/** The folder by choice, then by LOWTIDE_DATA_DIR, then by platform; it need not exist. */
export function dataFolder(
  chosen?: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const named = chosen || env.LOWTIDE_DATA_DIR;
  return named ? resolve(named) : envPaths("lowtide", { suffix: "" }).data;
}

/** Makes sure that the folder exists, for this user only, and can be written. */
export function ensureDataFolder(folder: string): Result<string> {
  try {
    makeFolders(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return success(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === "ENOSPC" || code === "EDQUOT") return failure([fullIssue(folder)]);
    return failure([readOnlyIssue(folder, code)]);
  }
}

/** Step by step: Node's own `recursive` never returns below a file system such as /proc. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolders(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function fullIssue(folder: string) {
  return problem(
    "store/full",
    "The disk is full: the data folder could not be created.",
    "Free some space, or set LOWTIDE_DATA_DIR to a folder on another disk.",
    { file: folder },
  );
}

function readOnlyIssue(folder: string, code: string) {
  return problem(
    "store/read-only",
    `The data folder cannot be created or written (${code}).`,
    "Set LOWTIDE_DATA_DIR to a folder that you may write, or change the permissions of this one.",
    { file: folder },
  );
}
