/** Lays out files, folders and links below one path, and nothing outside of it. */
import { type FileHandle, mkdir, open, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { IssueError } from "../../core/issue.ts";
import { checkLink, SMALLER, unarchived } from "./entry.ts";
import { archiveIssue, artifactError } from "./failure.ts";
import type { ArtifactLimits } from "./limits.ts";

export class TreeWriter {
  private readonly root: string;
  /** The archive, for messages. */
  private readonly archive: string;
  private readonly limits: ArtifactLimits;
  /** Names of folders that this writer made: real ones, never links. */
  private readonly folders = new Set<string>();
  private entries = 0;
  private bytes = 0;

  constructor(root: string, archive: string, limits: ArtifactLimits) {
    this.root = root;
    this.archive = archive;
    this.limits = limits;
  }

  async folder(path: string): Promise<void> {
    const name = this.nameOf(path);
    if (!this.folders.has(name)) await this.makeFolders(name);
  }

  async link(path: string, target: string): Promise<void> {
    const name = this.nameOf(path);
    checkLink(name, target, this.archive);
    await this.makeFolders(parentOf(name));
    await this.unless("EEXIST", () => symlink(target, join(this.root, name)));
  }

  /** A file of exactly so many bytes; more or fewer are an error, and more are never written. */
  async file(
    path: string,
    bytes: number,
    executable: boolean,
    pieces: AsyncIterable<Buffer>,
  ): Promise<void> {
    const name = this.nameOf(path);
    this.bytes += bytes;
    if (this.bytes > this.limits.bytes) throw this.tooLarge(`${this.limits.bytes} bytes`);
    if (name !== "") await this.makeFolders(parentOf(name));
    const mode = executable ? 0o755 : 0o644;
    // Made anew: what is there, a link for instance, is never written to.
    const open_ = () => open(join(this.root, name), "wx", mode);
    const handle = await this.unless("EEXIST", open_);
    try {
      await this.fill(handle, bytes, pieces);
    } finally {
      await handle.close();
    }
  }

  private async fill(handle: FileHandle, bytes: number, pieces: AsyncIterable<Buffer>) {
    let left = bytes;
    for await (const piece of pieces) {
      left -= piece.length;
      if (left < 0) break;
      await handle.writeFile(piece);
    }
    if (left !== 0) throw this.broken("a file has another length than its header says");
  }

  /** An archive that is not one, or not whole. */
  broken(found: string): Error {
    return new IssueError([archiveIssue(found, this.archive)]);
  }

  private nameOf(path: string): string {
    this.entries += 1;
    if (this.entries > this.limits.entries) throw this.tooLarge(`${this.limits.entries} files`);
    return unarchived(path, this.archive, this.limits);
  }

  private async makeFolders(name: string): Promise<void> {
    if (this.folders.has(name)) return;
    if (name !== "") await this.makeFolders(parentOf(name));
    await this.unless("EEXIST", () => mkdir(join(this.root, name)));
    this.folders.add(name);
  }

  private async unless<T>(code: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== code) throw error;
      throw this.broken("it has two entries of one name");
    }
  }

  private tooLarge(what: string): Error {
    const message = `The archive has more than ${what}.`;
    return artifactError("artifact/too-large", message, SMALLER, this.archive);
  }
}

function parentOf(name: string): string {
  const parent = dirname(name);
  return parent === "." ? "" : parent;
}
