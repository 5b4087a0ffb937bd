/** Removes what a step has made, folders among it that may not be written. */
import { chmodSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

/** Never throws: what the system does not let go of stays. */
export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    openFolders(folder);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Package managers make their folders read-only; nothing can be removed from such a one. */
function openFolders(folder: string): void {
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    try {
      chmodSync(next, 0o700);
      for (const entry of readdirSync(next, { withFileTypes: true })) {
        if (entry.isDirectory()) pending.push(join(next, entry.name));
      }
    } catch {
      // Somebody else's; the rest may still go.
    }
  }
}
