/** Lists what an artifact is made of, in an order that depends on names alone. */
import { lstat, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { checkLink, type Entry, SMALLER } from "./entry.ts";
import { artifactError } from "./failure.ts";
import type { ArtifactLimits } from "./limits.ts";

/** Any of the three bits: what one can run. */
const EXECUTABLE = 0o111;

/** The file or folder and everything in it, folders before what is in them. */
export async function walk(path: string, limits: ArtifactLimits): Promise<Entry[]> {
  const entries: Entry[] = [];
  let bytes = 0;
  // A stack and not recursion: folders may be nested as deep as the limit says.
  const waiting = [""];
  while (waiting.length > 0) {
    const name = waiting.pop() as string;
    const entry = await look(path, name);
    entries.push(entry);
    if (entry.kind === "file") bytes += entry.bytes;
    if (bytes > limits.bytes) throw tooLarge(`${limits.bytes} bytes`, path);
    if (entry.kind !== "folder") continue;
    const inside = (await readdir(join(path, name))).sort().reverse();
    if (entries.length + waiting.length + inside.length > limits.entries) {
      throw tooLarge(`${limits.entries} files`, path);
    }
    for (const child of inside) waiting.push(named(name, child, path, limits));
  }
  return entries;
}

async function look(path: string, name: string): Promise<Entry> {
  const file = join(path, name);
  const found = await lstat(file);
  if (found.isDirectory()) return { kind: "folder", name };
  if (found.isFile()) {
    const executable = (found.mode & EXECUTABLE) !== 0;
    return { kind: "file", name, bytes: found.size, executable };
  }
  if (found.isSymbolicLink()) {
    const target = await readlink(file);
    checkLink(name, target, file);
    return { kind: "link", name, target };
  }
  const hint = "Remove sockets, pipes and devices from the folder before the step ends.";
  throw artifactError(
    "artifact/kind",
    "This is neither a file nor a folder nor a link.",
    hint,
    file,
  );
}

function named(folder: string, child: string, path: string, limits: ArtifactLimits): string {
  const name = folder === "" ? child : `${folder}/${child}`;
  if (Buffer.byteLength(name) > limits.nameBytes) throw tooLarge("such long names", path);
  if (name.split("/").length >= limits.depth) {
    throw tooLarge(`${limits.depth} folders in each other`, path);
  }
  return name;
}

function tooLarge(what: string, file: string) {
  return artifactError(
    "artifact/too-large",
    `An artifact has no room for more than ${what}.`,
    SMALLER,
    file,
  );
}
