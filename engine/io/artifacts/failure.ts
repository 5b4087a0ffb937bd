/** What can go wrong with artifacts, as issues that a person can act on. */
import { type Issue, IssueError, problem } from "../../core/issue.ts";

/**
 * Throws the issue for a file system error; whatever else was thrown goes on unchanged.
 *
 * @param file what the work is about, for errors that name no file
 * @param store beginning of the paths at which a missing file is not the step's doing
 */
export async function withArtifactIssues<T>(
  file: string,
  store: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const issue = issueOf(error, file, store);
    throw issue === undefined ? error : new IssueError([issue]);
  }
}

/** An `IssueError` about an artifact's file. */
export function artifactError(code: string, message: string, hint: string, file: string) {
  return new IssueError([problem(code, message, hint, { file })]);
}

function issueOf(error: unknown, about: string, store: string): Issue | undefined {
  if (error instanceof IssueError || !(error instanceof Error)) return undefined;
  const code = textOf(error, "code");
  if (code === undefined) return undefined;
  const file = textOf(error, "path") ?? about;
  if (code.startsWith("Z_")) return archiveIssue(code, file);
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") {
    const hint = "Free some space, or set LOWTIDE_DATA_DIR to a folder on another disk.";
    return problem("artifact/disk-full", "The disk is full: no artifact was kept.", hint, { file });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    const hint = "Give yourself permission for the file and its folder.";
    return problem("artifact/no-permission", `Access was denied (${code}).`, hint, { file });
  }
  if ((code === "ENOENT" || code === "ENOTDIR") && !file.startsWith(store)) {
    const hint = "Have the step write it, or declare the path that it does write.";
    return problem("artifact/missing", "There is no such file or folder.", hint, { file });
  }
  const hint = "Check the path, and the disk it is on.";
  const message = `The file could not be read or written (${code}).`;
  return problem("artifact/unusable", message, hint, { file });
}

/** An archive that is none, or not whole. */
export function archiveIssue(found: string, file: string): Issue {
  const hint = "Run the step that made it again.";
  return problem("artifact/archive", `The archive cannot be read: ${found}.`, hint, { file });
}

function textOf(error: Error, field: string): string | undefined {
  const value = (error as unknown as Record<string, unknown>)[field];
  return typeof value === "string" ? value : undefined;
}
