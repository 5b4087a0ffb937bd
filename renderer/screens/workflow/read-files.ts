/** Reads files that were dropped or chosen; what the engine would refuse is refused here, with a hint. */
import {
  MAX_WORKFLOW_FILE_LENGTH,
  MAX_WORKFLOW_FILES,
} from "../../../engine/contract/workflow-limits.ts";
import { type Issue, problem } from "../../client/issues.ts";

interface TextFile {
  readonly file: string;
  readonly text: string;
}

export type ReadFiles =
  | { readonly ok: true; readonly files: readonly TextFile[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export async function readFiles(files: readonly File[]): Promise<ReadFiles> {
  if (files.length > MAX_WORKFLOW_FILES) {
    const message = `These are ${files.length} files; at most ${MAX_WORKFLOW_FILES} are opened at once.`;
    const hint = "Choose the workflow and only the files that it refers to.";
    return { ok: false, issues: [problem("workflow/too-many-files", message, hint)] };
  }
  const read = await Promise.all(files.map(readFile));
  const issues = read.filter((each) => "code" in each);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, files: read.filter((each) => "text" in each) };
}

async function readFile(file: File): Promise<TextFile | Issue> {
  const where = { file: file.name };
  if (file.size > MAX_WORKFLOW_FILE_LENGTH) {
    const limit = MAX_WORKFLOW_FILE_LENGTH.toLocaleString("en");
    const message = `This file is larger than ${limit} bytes.`;
    return problem("files/too-large", message, "Cut it to the part that is needed.", where);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return { file: file.name, text };
  } catch {
    const message = "This file is not UTF-8 text, or cannot be read.";
    return problem("files/not-utf8", message, "Save it as UTF-8 and try again.", where);
  }
}
