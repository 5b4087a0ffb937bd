/** What the folder of live runs tells of attempts and runs when nobody else knows. */
import { existsSync, rmSync } from "node:fs";
import { attemptFolders, isSafeName, runFolder } from "./folders.ts";

/** True when an attempt was begun, whatever became of it: its folder is there before its program starts. */
export function wasBegun(folder: string, run: string, attempt: string): boolean {
  if (!isSafeName(run) || !isSafeName(attempt)) return false;
  return existsSync(attemptFolders(folder, run, attempt).attempt);
}

/** Removes everything that a run keeps: logs, private folders, volumes. Nothing of it may run. */
export function removeRun(folder: string, run: string): void {
  if (isSafeName(run)) rmSync(runFolder(folder, run), { recursive: true, force: true });
}
