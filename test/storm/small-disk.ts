/** A disk that can be filled: a small tmpfs in a mount namespace of its own, which needs no privileges where the system allows it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, cpSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const PIECE = Buffer.alloc(4_096);

export class SmallDisk {
  /** What runs a program that sees the disk. */
  readonly wrapper: readonly string[];
  private readonly holder: ChildProcess;
  private readonly folder: string;
  private readonly seenFromHere: string;

  private constructor(holder: ChildProcess, folder: string) {
    this.holder = holder;
    this.folder = folder;
    const pid = String(holder.pid);
    this.seenFromHere = `/proc/${pid}/root${folder}`;
    this.wrapper = ["nsenter", "--preserve-credentials", "--user", "--mount", "--target", pid];
  }

  /** Undefined where this system lets nobody mount anything. */
  static async mount(folder: string, mebibytes: number): Promise<SmallDisk | undefined> {
    mkdirSync(folder, { recursive: true });
    const script = `mount -t tmpfs -o size=${mebibytes}M lowtide "$0" && echo mounted && exec sleep 3600`;
    const args = ["--user", "--map-root-user", "--mount", "sh", "-c", script, folder];
    if (spawnSync("nsenter", ["--version"]).status !== 0) return undefined;
    const holder = spawn("unshare", args, { stdio: ["ignore", "pipe", "ignore"] });
    const mounted = await Promise.race([
      once(holder.stdout, "data").then(() => true),
      once(holder, "error").then(() => false),
      once(holder, "exit").then(() => false),
    ]);
    return mounted ? new SmallDisk(holder, folder) : undefined;
  }

  /** Until not a byte more fits. */
  fill(): void {
    const handle = openSync(join(this.seenFromHere, "filler"), "w");
    try {
      for (;;) writeSync(handle, PIECE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    } finally {
      closeSync(handle);
    }
  }

  free(): void {
    rmSync(join(this.seenFromHere, "filler"), { force: true });
  }

  /** Puts what it holds in its place, where everybody sees it, and takes it away. */
  unmount(): void {
    this.free();
    cpSync(this.seenFromHere, this.folder, { recursive: true });
    this.holder.kill("SIGKILL");
  }
}
