/** Reads the files and folders that a workflow may refer to. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { failure, type Issue, type Result, success } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/limits.ts";
import type { ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { readManifests } from "../../formats/argo/read/read.ts";
import { listFiles } from "../../io/files/list-files.ts";
import { readText } from "../../io/files/read-text.ts";
import type { TextFile } from "./simulate.ts";

/** Files that may hold manifests. */
export const MANIFEST_FILE = /\.(?:ya?ml|json)$/i;

export function readTextFile(file: string): Result<TextFile> {
  const text = readText(file, MAX_DOCUMENT_BYTES);
  return text.ok ? success({ file, text: text.value }) : text;
}

/**
 * The documents of files and folders. A named file must be readable; what cannot be read in a folder
 * is left out with a warning, and without one when it is no manifest at all.
 */
export function readLibrary(paths: readonly string[]): Result<ManifestDocument[]> {
  const documents: ManifestDocument[] = [];
  const warnings: Issue[] = [];
  const issues: Issue[] = [];
  for (const path of paths) {
    const read = isFolder(path) ? readFolder(path) : readFile(path);
    if (!read.ok) {
      issues.push(...read.issues);
      continue;
    }
    documents.push(...read.value);
    warnings.push(...read.warnings);
  }
  return issues.length > 0 ? failure(issues) : success(documents, warnings);
}

function readFile(path: string): Result<ManifestDocument[]> {
  const file = readTextFile(path);
  return file.ok ? readManifests(file.value.text, path) : file;
}

function readFolder(folder: string): Result<ManifestDocument[]> {
  const files = listFiles(folder, MANIFEST_FILE);
  if (!files.ok) return files;
  const documents: ManifestDocument[] = [];
  const warnings: Issue[] = [];
  for (const path of files.value) {
    const read = readFile(join(folder, path));
    if (read.ok) documents.push(...read.value);
    else warnings.push(...read.issues.filter(({ code }) => code !== "argo/kind").map(asWarning));
  }
  return success(documents, warnings);
}

function asWarning(issue: Issue): Issue {
  return { ...issue, severity: "warning" };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
