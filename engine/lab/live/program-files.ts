/** The files that a program consists of, as far as they lie beside the scenario, and their digests. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";

/** More is data and not a program. */
const MAX_FILES = 2_000;
const MAX_BYTES = 67_108_864;
/** Made by tools, or installed; what is installed stands in a lock file. */
const LEFT_OUT = /^(\.|node_modules$|__pycache__$)/;

export type ProgramFiles =
  | { readonly ok: true; readonly files: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly problem: string };

/** Digests are kept while a file's size and times stay the same: a run looks at the same files again and again. */
export class ProgramDigests {
  private readonly given: string;
  private readonly known = new Map<string, { readonly stamp: string; readonly digest: string }>();

  /** @param folder the scenario's */
  constructor(folder: string) {
    this.given = resolve(folder);
  }

  /** Commands name their files with links followed. */
  private get folder(): string {
    return realpathSync(this.given);
  }

  /**
   * Digests of the files that a command names in the scenario's folder, by their path in it. A program in a folder
   * of its own counts with everything in that folder, as it may import it; one directly beside the scenario, with
   * its neighbours of the same kind. Programs of the machine, such as python3, count by their name alone.
   */
  of(command: readonly string[]): ProgramFiles {
    const paths = new Set<string>();
    for (const argument of command) {
      const path = resolve(this.folder, argument);
      const inside = relative(this.folder, path);
      const named = isAbsolute(argument) || argument.includes("/");
      if (!named || inside === "" || inside.startsWith("..") || isAbsolute(inside)) continue;
      if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) continue;
      for (const file of this.around(inside)) paths.add(file);
      if (paths.size > MAX_FILES) return tooLarge(inside);
    }
    return this.digests([...paths].sort());
  }

  private around(inside: string): string[] {
    const parts = inside.split(sep);
    if (parts.length > 1) return this.below(parts[0] as string);
    const kind = /\.[^.]*$/.exec(inside)?.[0];
    if (kind === undefined) return [inside];
    const neighbours = readdirSync(this.folder, { withFileTypes: true });
    return neighbours.filter((at) => at.isFile() && at.name.endsWith(kind)).map(({ name }) => name);
  }

  private below(top: string): string[] {
    const files: string[] = [];
    const waiting = [top];
    while (waiting.length > 0 && files.length <= MAX_FILES) {
      const folder = waiting.pop() as string;
      for (const at of readdirSync(join(this.folder, folder), { withFileTypes: true })) {
        if (LEFT_OUT.test(at.name)) continue;
        if (at.isDirectory()) waiting.push(join(folder, at.name));
        else if (at.isFile()) files.push(join(folder, at.name));
      }
    }
    return files;
  }

  private digests(paths: readonly string[]): ProgramFiles {
    const files: Record<string, string> = {};
    let bytes = 0;
    for (const path of paths) {
      const { size, mtimeMs, ctimeMs, ino } = statSync(join(this.folder, path));
      bytes += size;
      if (bytes > MAX_BYTES) return tooLarge(path);
      files[path.replaceAll(sep, "/")] = this.digest(path, [size, mtimeMs, ctimeMs, ino].join(" "));
    }
    return { ok: true, files };
  }

  private digest(path: string, stamp: string): string {
    const known = this.known.get(path);
    if (known?.stamp === stamp) return known.digest;
    const digest = createHash("sha256")
      .update(readFileSync(join(this.folder, path)))
      .digest("hex");
    this.known.set(path, { stamp, digest });
    return digest;
  }
}

function tooLarge(path: string): ProgramFiles {
  const problem = `the folder of ${path} has more than ${MAX_FILES} files, or than 64 MiB`;
  return { ok: false, problem };
}
