/** SQLite's error codes as issues that a person can act on. */
import { type Issue, IssueError, problem } from "../../core/issue.ts";

const ELSEWHERE = "or set LOWTIDE_DATA_DIR to another folder";

/** The issue for an error that SQLite threw, or undefined for any other error. */
export function sqliteIssue(error: unknown, file: string): Issue | undefined {
  const code = sqliteCode(error);
  if (code === undefined) return undefined;
  if (code === "SQLITE_FULL") return fullIssue(file);
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/.test(code)) return readOnlyIssue(file);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return lockedIssue(file);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return corruptIssue(file, code);
  return problem(
    "store/unreadable",
    `The results file could not be read or written (${code}).`,
    `Check the disk that holds it (full, removed or failing?), ${ELSEWHERE}.`,
    { file },
  );
}

/** Runs a piece of work; SQLite's errors come out as an `IssueError`. */
export function withIssues<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const issue = sqliteIssue(error, file);
    throw issue === undefined ? error : new IssueError([issue]);
  }
}

/** The file is damaged: what was stored in it does not come out again. */
export function corruptIssue(file: string, found: string): Issue {
  return problem(
    "store/corrupt",
    `The results file is damaged: ${found}.`,
    `Move it away to begin with an empty one (nothing was changed in it), ${ELSEWHERE}.`,
    { file },
  );
}

function readOnlyIssue(file: string): Issue {
  return problem(
    "store/read-only",
    "The results file cannot be written.",
    `Give yourself write permission for the file and its folder, ${ELSEWHERE}.`,
    { file },
  );
}

function fullIssue(file: string): Issue {
  return problem(
    "store/full",
    "The disk is full: nothing of this result was stored.",
    `Free some space, ${ELSEWHERE}.`,
    { file },
  );
}

function lockedIssue(file: string): Issue {
  return problem(
    "store/locked",
    "Another program is using the results file.",
    `Close the other Lowtide or the database tool that has it open, ${ELSEWHERE}.`,
    { file },
  );
}

function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const { code } = error;
  return typeof code === "string" && code.startsWith("SQLITE_") ? code : undefined;
}
