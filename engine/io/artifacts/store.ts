/** The artifact store over a folder: the adapter of the `ArtifactStore` port. */
import { randomBytes } from "node:crypto";
import { lstatSync, readFileSync, statSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { createGunzip, createGzip } from "node:zlib";
import { IssueError } from "../../core/issue.ts";
import type { ArtifactStore, StoredArtifact } from "../../core/live/artifact-store.ts";
import type { Archive } from "../../core/live/attempt.ts";
import { nowMs } from "../wall/now.ts";
import { ROOT } from "./entry.ts";
import { archiveIssue, artifactError, withArtifactIssues } from "./failure.ts";
import { ARTIFACT_LIMITS, type ArtifactLimits } from "./limits.ts";
import { keysIn, layFolder, parseListing, putFolder } from "./listing.ts";
import { type KeptObject, type ObjectKey, Objects, parseKey } from "./objects.ts";
import { packed } from "./packed.ts";
import { piecesOf } from "./read-file.ts";
import { readTar } from "./tar-read.ts";
import { tarOf } from "./tar-write.ts";
import { TreeWriter } from "./tree-writer.ts";
import { walk } from "./walk.ts";
import { readZip } from "./zip-read.ts";
import { zipOf } from "./zip-write.ts";

/** What a run has just put is in no log yet: so long it is kept without being in use. */
const GRACE_MS = 3_600_000;

export interface Pruned {
  readonly objects: number;
  readonly bytes: number;
}

export interface PruneOptions {
  /** In the place of an hour. */
  readonly graceMs?: number;
  /** Only says what would go. */
  readonly dryRun?: boolean;
}

export interface FolderArtifactStore extends ArtifactStore {
  /** Everything that is kept; files of a folder that is kept file by file stand for themselves. */
  list(): Promise<readonly KeptObject[]>;
  /** Removes what is under none of the keys, and was not put within the last hour. */
  prune(keysInUse: Iterable<string>, options?: PruneOptions): Promise<Pruned>;
}

/** Where artifacts are in a data folder. */
export function artifactFolder(dataFolder: string): string {
  return join(dataFolder, "artifacts");
}

/** Opens the store of a folder, which need not exist, and removes what killed processes left half written. */
export function openArtifactStore(
  folder: string,
  limits: ArtifactLimits = ARTIFACT_LIMITS,
): FolderArtifactStore {
  const objects = new Objects(folder);
  try {
    objects.sweep(nowMs());
  } catch {
    // A folder that cannot be read is an issue for whoever puts something there.
  }
  return {
    put: (path, archive) =>
      withArtifactIssues(path, folder, () => put(objects, path, archive, limits)),
    // Whatever is missing here is not for a step to write.
    fetch: (key, path) => withArtifactIssues(path, "", () => layAt(objects, key, path, limits)),
    has: (key) => has(objects, key),
    list: () => withArtifactIssues(folder, folder, () => collected(objects.list())),
    prune: (keysInUse, options = {}) =>
      withArtifactIssues(folder, folder, () => prune(objects, keysInUse, options)),
  };
}

async function put(
  objects: Objects,
  path: string,
  archive: Archive,
  limits: ArtifactLimits,
): Promise<StoredArtifact> {
  const entries = await walk(path, limits);
  if (archive === "tar") {
    const kept = await objects.put(packed(tarOf(path, entries), createGzip()), ".tgz");
    return { key: kept.key, bytes: kept.bytes, archive };
  }
  if (archive === "zip") {
    const kept = await objects.put(zipOf(path, entries), ".zip");
    return { key: kept.key, bytes: kept.bytes, archive };
  }
  const root = entries[0];
  const kept =
    root?.kind === "file"
      ? await objects.put(piecesOf(path, root.bytes), "")
      : await putFolder(objects, path, entries);
  return { key: kept.key, bytes: kept.bytes, archive };
}

/** Lays it out beside the path, and renames it when it is whole. */
async function layAt(objects: Objects, key: string, path: string, limits: ArtifactLimits) {
  const parsed = parseKey(key);
  if (parsed === undefined || !objects.has(parsed)) {
    const hint = "Run the step that made it again.";
    throw artifactError("artifact/not-kept", `The store has no artifact ${key}.`, hint, path);
  }
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
    const hint = "Give each artifact a path of its own.";
    throw artifactError(
      "artifact/exists",
      "Something is in the place of the artifact.",
      hint,
      path,
    );
  }
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const beside = join(folder, `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await lay(objects, parsed, new TreeWriter(beside, objects.fileOf(parsed), limits));
    await rename(beside, path);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function lay(objects: Objects, key: ObjectKey, tree: TreeWriter): Promise<void> {
  const file = objects.fileOf(key);
  if (key.kind === "") {
    return tree.file(ROOT, statSync(file).size, false, objects.read(key));
  }
  // Checked as a whole before anything of it is taken apart.
  await objects.verify(key);
  if (key.kind === ".tgz") return readTar(packed(piecesOf(file), createGunzip()), tree);
  if (key.kind === ".zip") return readZip(file, tree);
  const listing = parseListing(readFileSync(file, "utf8"));
  if (listing === undefined) throw new IssueError([archiveIssue("it lists no files", file)]);
  return layFolder(objects, listing, tree);
}

function has(objects: Objects, key: string): boolean {
  const parsed = parseKey(key);
  if (parsed === undefined || !objects.has(parsed)) return false;
  try {
    return filesOf(objects, parsed).every((file) => has(objects, file));
  } catch {
    return false;
  }
}

/** Keys of the files of a folder that is kept file by file; none for any other object. */
function filesOf(objects: Objects, key: ObjectKey): string[] {
  if (key.kind !== ".dir" || !objects.has(key)) return [];
  const listing = parseListing(readFileSync(objects.fileOf(key), "utf8"));
  return listing === undefined ? [] : keysIn(listing);
}

async function prune(
  objects: Objects,
  keysInUse: Iterable<string>,
  { graceMs = GRACE_MS, dryRun = false }: PruneOptions,
): Promise<Pruned> {
  const beforeMs = nowMs() - graceMs;
  const used = new Set<string>();
  for (const key of keysInUse) {
    used.add(key);
    const parsed = parseKey(key);
    if (parsed !== undefined) for (const file of filesOf(objects, parsed)) used.add(file);
  }
  let [count, freed] = [0, 0];
  for await (const { key, bytes, putAtMs } of objects.list()) {
    const parsed = parseKey(key);
    if (parsed === undefined || used.has(key) || putAtMs > beforeMs) continue;
    if (!dryRun) await objects.remove(parsed);
    count += 1;
    freed += bytes;
  }
  return { objects: count, bytes: freed };
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
