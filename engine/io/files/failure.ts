/** File system errors as issues that a person can act on. */
import { type Issue, problem } from "../../core/issue.ts";

/** The issue for a file system error; errors of any other kind are thrown on. */
export function fileIssue(error: unknown, file: string): Issue {
  const code = errorCode(error);
  if (code === undefined) throw error;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return problem("files/missing", "There is no such file.", "Check the path and its spelling.", {
      file,
    });
  }
  if (code === "EISDIR") return folderIssue(file);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return problem(
      "files/no-permission",
      `Access was denied (${code}).`,
      "Give yourself permission for this path, or choose another one.",
      { file },
    );
  }
  if (code === "ENOSPC" || code === "EDQUOT") {
    return problem(
      "files/disk-full",
      "The disk is full: the file was not written.",
      "Free some space or choose another disk.",
      { file },
    );
  }
  return problem(
    "files/unusable",
    `The file system refused this path (${code}).`,
    "Check the path, and the disk it is on.",
    { file },
  );
}

export function folderIssue(file: string): Issue {
  return problem("files/is-folder", "This is a folder.", "Name a file in it.", { file });
}

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
