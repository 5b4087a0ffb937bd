/** Reads every manifest below a folder. */
import { join, relative, resolve, sep } from "node:path";
import { type Result, success } from "../../core/issue.ts";
import type { ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { readManifests } from "../../formats/argo/read/read.ts";
import { MANIFEST_KINDS } from "../../formats/argo/schema/documents.ts";
import { readKubernetesYaml } from "../../formats/yaml/kubernetes.ts";
import { listFiles } from "../../io/files/list-files.ts";
import { MANIFEST_FILE, readTextFile } from "../workflow/read-library.ts";

export interface TreeFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly documents: Result<readonly ManifestDocument[]>;
}

export interface Tree {
  readonly files: readonly TreeFile[];
  /** Files that hold something else than manifests of Argo. */
  readonly others: number;
}

/** Files that hold what a controller made of a manifest, not a manifest. */
const STATUS_FILE = /\.status\.(?:ya?ml|json)$/i;

/** @param without folders that lie below this one and hold something else */
export function readTree(folder: string, without: readonly string[] = []): Result<Tree> {
  const listed = listFiles(folder, MANIFEST_FILE);
  if (!listed.ok) return listed;
  const left = without.flatMap((other) => below(folder, other) ?? []);
  const paths = listed.value.filter(
    (path) => !STATUS_FILE.test(path) && !left.some((prefix) => path.startsWith(prefix)),
  );
  const files = paths.flatMap((path) => readFile(folder, path) ?? []);
  return success({ files, others: paths.length - files.length });
}

/** `sub/folder/`; undefined when the other folder does not lie below this one. */
function below(folder: string, other: string): string | undefined {
  const path = relative(resolve(folder), resolve(other)).split(sep).join("/");
  return path === "" || path.startsWith("..") ? undefined : `${path}/`;
}

/** Undefined: not a file of Argo's. */
function readFile(folder: string, path: string): TreeFile | undefined {
  const read = readTextFile(join(folder, path));
  if (!read.ok) return { path, documents: read };
  const { text } = read.value;
  const yaml = readKubernetesYaml(text, path);
  if (!yaml.ok) return { path, documents: yaml };
  if (!yaml.value.some(({ data }) => isArgo(data))) return undefined;
  return { path, documents: readManifests(text, path) };
}

function isArgo(data: unknown): boolean {
  const { apiVersion, kind } = (data ?? {}) as { apiVersion?: unknown; kind?: unknown };
  if (kind === undefined) return String(apiVersion).startsWith("argoproj.io/");
  const known: readonly unknown[] = [...MANIFEST_KINDS, "List"];
  return known.includes(kind) || /^(?:Cron)?Workflow(?:Template)?List$/.test(String(kind));
}
