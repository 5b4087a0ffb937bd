/** Which expected status belongs to which document of a file. */
import { join, resolve } from "node:path";
import type { ExpectedStatus } from "../../core/conformance/expected.ts";
import { type Issue, type Result, success } from "../../core/issue.ts";
import { isRunnable } from "../../formats/argo/assemble/run-source.ts";
import { firstRunnable } from "../../formats/argo/assemble/workflow.ts";
import { generatedName, type ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { readText } from "../../io/files/read-text.ts";
import type { FindBeside } from "./beside.ts";
import type { Expectation } from "./check-document.ts";
import { readExpected } from "./read-expected.ts";

/** A status of thousands of nodes takes some space. */
const MAX_STATUS_BYTES = 67_108_864;

export interface ExpectedFolder {
  readonly folder: string | undefined;
  /** The folder of the manifests. */
  readonly manifests: string;
  readonly find: FindBeside;
}

export type Expectations = ReadonlyMap<ManifestDocument, Expectation>;

/** What a controller made of the documents of a file; empty where nothing is expected of them. */
export function readExpectations(
  { folder, manifests, find }: ExpectedFolder,
  path: string,
  documents: readonly ManifestDocument[],
): Result<Expectations> {
  const beside = find(path);
  if (folder === undefined || beside === undefined) return success(new Map());
  const file = join(folder, beside);
  const text = readText(file, MAX_STATUS_BYTES);
  const statuses = text.ok ? readExpected(text.value, file) : text;
  // In the folder of the manifests themselves, a manifest may carry its own status, or have none.
  const itself = resolve(file) === resolve(manifests, path);
  if (!statuses.ok) return itself && isWithout(statuses) ? success(new Map()) : statuses;
  const expectations = new Map<ManifestDocument, Expectation>();
  for (const status of statuses.value) {
    const document = documentOf(status, documents);
    if (document !== undefined && !expectations.has(document)) {
      expectations.set(document, { file: beside, status });
    }
  }
  return success(expectations);
}

function isWithout({ issues }: { readonly issues: readonly Issue[] }): boolean {
  return issues.every(({ code }) => code === "conformance/no-status");
}

/** The document of that name, or whose `generateName` the name begins with; else the first to run. */
function documentOf(
  { name }: ExpectedStatus,
  documents: readonly ManifestDocument[],
): ManifestDocument | undefined {
  const generated = generatedName("");
  const runnable = documents.filter(isRunnable);
  return (
    runnable.find((each) => each.name === name) ??
    runnable.find(
      (each) =>
        each.name.endsWith(generated) && name.startsWith(each.name.slice(0, -generated.length)),
    ) ??
    firstRunnable(runnable)
  );
}
