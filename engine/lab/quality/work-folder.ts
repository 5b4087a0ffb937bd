/** Private folders of the programs that train: made for each, and removed after a kill by whoever comes next. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { unwrap } from "../../core/issue.ts";
import { ensureDataFolder } from "../../io/data-folder/data-folder.ts";
import { isAlive, ownProcessId } from "../../io/wall/process.ts";

const NAME = /^work-(\d+)-/;

/** A new empty folder; its name says whose it is. */
export function workFolder(cacheFolder: string): string {
  unwrap(ensureDataFolder(cacheFolder));
  return mkdtempSync(join(cacheFolder, `work-${ownProcessId()}-`));
}

/** Those of processes that are gone; what cannot be looked at or removed is left. */
export function removeLeftFolders(cacheFolder: string): void {
  try {
    for (const name of readdirSync(cacheFolder)) {
      const owner = NAME.exec(name)?.[1];
      if (owner === undefined || isAlive(Number(owner))) continue;
      rmSync(join(cacheFolder, name), { recursive: true, force: true });
    }
  } catch {
    // There may be no folder yet.
  }
}
