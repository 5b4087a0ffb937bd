/** Keeps reading and writing inside an attempt's own folders, whatever links a step has made. */
import { existsSync, lstatSync, mkdirSync, opendirSync, realpathSync, rmSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { Refusal } from "./refusal.ts";

/** Most files and folders of one artifact. */
const MAX_ENTRIES = 200_000;

/** Folders with all links resolved: the attempt's root, and the volumes it mounts. */
export type Sandbox = readonly string[];

export function sandboxOf(folders: readonly string[]): Sandbox {
  return folders.map((folder) => realpathSync(folder));
}

/**
 * The path with all links resolved, or undefined when nothing is there. Throws a `Refusal` when a link
 * leads out of the sandbox; `podPath` is how people know it.
 */
export function resolveInside(path: string, sandbox: Sandbox, podPath: string): string | undefined {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
  if (!isInside(real, sandbox)) throw leavesSandbox(podPath);
  return real;
}

/** Makes room for a file or folder: its parents are there, itself is not. */
export function makeRoom(path: string, sandbox: Sandbox, podPath: string): void {
  makeFolder(dirname(path), sandbox, podPath);
  // In a shared volume an earlier attempt may have left it.
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
    rmSync(path, { recursive: true, force: true });
  }
}

/** Makes a folder and its parents, and never through a link that leads outside. */
export function makeFolder(path: string, sandbox: Sandbox, podPath: string): void {
  let existing = path;
  while (lstatSync(existing, { throwIfNoEntry: false }) === undefined) existing = dirname(existing);
  if (!existsSync(existing) || resolveInside(existing, sandbox, podPath) === undefined) {
    throw leavesSandbox(podPath);
  }
  mkdirSync(path, { recursive: true });
}

/** Throws a `Refusal` when something below the folder is a link that leads out of the sandbox. */
export function refuseLinksOut(folder: string, sandbox: Sandbox, podPath: string): void {
  const pending = [folder];
  let seen = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const handle = opendirSync(next);
    try {
      for (let entry = handle.readSync(); entry !== null; entry = handle.readSync()) {
        if (++seen > MAX_ENTRIES) throw tooManyEntries(podPath);
        const path = join(next, entry.name);
        if (entry.isSymbolicLink()) resolveInside(path, sandbox, podPath);
        if (entry.isDirectory()) pending.push(path);
      }
    } finally {
      handle.closeSync();
    }
  }
}

function isInside(real: string, sandbox: Sandbox): boolean {
  return sandbox.some((folder) => real === folder || real.startsWith(folder + sep));
}

function leavesSandbox(podPath: string): Refusal {
  return new Refusal(
    `The path ${podPath} leads out of the attempt's folder by a symbolic link. Copy the file instead.`,
  );
}

function tooManyEntries(podPath: string): Refusal {
  const count = MAX_ENTRIES.toLocaleString("en");
  return new Refusal(`The folder ${podPath} holds more than ${count} files. Pack them into fewer.`);
}
