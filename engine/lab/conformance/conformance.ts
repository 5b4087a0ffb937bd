/** The use case behind `lowtide conformance`: every manifest below a folder, checked, run, compared. */
import { join } from "node:path";
import { dirname } from "node:path/posix";
import { failure, type Issue, type Result, success } from "../../core/issue.ts";
import { NO_PROFILES, type Profiles } from "../../core/profile/profile.ts";
import type { ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { readProfiles } from "../../formats/profile/read.ts";
import { readTextFile } from "../workflow/read-library.ts";
import { besideIn, type FindBeside } from "./beside.ts";
import { checkDocument, unreadFile } from "./check-document.ts";
import { type Expectations, readExpectations } from "./expectations.ts";
import { nearestFirst } from "./nearest-first.ts";
import { readTree, type TreeFile } from "./read-tree.ts";
import { type ConformanceReport, type DocumentReport, summarise } from "./report.ts";

export interface ConformanceOptions {
  /** Folder with the statuses of a controller, named after the manifests. */
  readonly expected?: string;
  /** Folder with profiles, named after the manifests. */
  readonly profiles?: string;
  /** Told after each file. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Fails only when a folder, an expected status or a profile cannot be read. */
export function checkConformance(
  folder: string,
  options: ConformanceOptions = {},
): Result<ConformanceReport> {
  const others = [options.expected, options.profiles].filter((each) => each !== undefined);
  const tree = readTree(folder, others);
  const findExpected = besideIn(options.expected, ["status"]);
  const findProfiles = besideIn(options.profiles, ["profile", "profiles"]);
  if (!tree.ok) return tree;
  if (!findExpected.ok) return findExpected;
  if (!findProfiles.ok) return findProfiles;
  const { files } = tree.value;
  const find = findExpected.value;
  const expected = { folder: options.expected, manifests: folder, find };
  const reports: DocumentReport[] = [];
  const issues: Issue[] = [];
  for (const [index, file] of files.entries()) {
    const { path } = file;
    const documents = file.documents.ok ? file.documents.value : [];
    const expectations = readExpectations(expected, path, documents);
    const profiles = profilesFor(options.profiles, findProfiles.value, path);
    if (expectations.ok && profiles.ok) {
      const conditions = { profiles: profiles.value, expectations: expectations.value };
      reports.push(
        ...(file.documents.ok
          ? checkFile(file, files, conditions)
          : [unreadFile(path, file.documents.issues, find(path))]),
      );
    }
    for (const each of [expectations, profiles]) if (!each.ok) issues.push(...each.issues);
    options.onProgress?.(index + 1, files.length);
  }
  if (issues.length > 0) return failure(issues);
  return success({ folder, summary: summarise(reports, tree.value.others), documents: reports });
}

interface FileConditions {
  readonly profiles: Profiles;
  readonly expectations: Expectations;
}

function checkFile(
  { path, documents }: TreeFile,
  files: readonly TreeFile[],
  { profiles, expectations }: FileConditions,
): DocumentReport[] {
  if (!documents.ok) return [];
  const library = [...documents.value, ...libraryFor(path, files)];
  const reports = documents.value.map((document) =>
    checkDocument(path, document, library, profiles, expectations.get(document)),
  );
  // One bad document is enough for a file that is labelled invalid.
  const invalid = reports.some(({ labelled, asLabelled }) => {
    return labelled.outcome === "invalid" && asLabelled;
  });
  return invalid ? reports.map((report) => ({ ...report, asLabelled: true })) : reports;
}

/** Where something occurs twice in a tree, the nearest one counts. */
function libraryFor(path: string, files: readonly TreeFile[]): ManifestDocument[] {
  return nearestFirst(dirname(path), files).flatMap(({ documents }) =>
    documents.ok ? documents.value : [],
  );
}

function profilesFor(folder: string | undefined, find: FindBeside, path: string): Result<Profiles> {
  const beside = find(path);
  if (folder === undefined || beside === undefined) return success(NO_PROFILES);
  const file = readTextFile(join(folder, beside));
  const read = file.ok ? readProfiles(file.value.text, file.value.file) : file;
  return read.ok ? success(read.value.profiles) : read;
}
