/** A folder's path as a shell takes it for one word: declared paths are put into scripts as text. */
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PLAIN = /^[-+,.\w/@%:=]*$/;

/** One and the same path for a folder however it is written; it need not exist. */
export function sameFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

/** Gives the path itself, or a link to it of this program's own; `remove` takes the link away. */
export class PlainFolder {
  private linkFolder: string | undefined;

  pathTo(folder: string): string {
    if (PLAIN.test(folder)) return folder;
    if (this.linkFolder === undefined) {
      this.linkFolder = mkdtempSync(join(tmpdir(), "lowtide-"));
      symlinkSync(folder, join(this.linkFolder, "runs"));
    }
    return join(this.linkFolder, "runs");
  }

  remove(): void {
    if (this.linkFolder !== undefined) rmSync(this.linkFolder, { recursive: true, force: true });
    this.linkFolder = undefined;
  }
}
