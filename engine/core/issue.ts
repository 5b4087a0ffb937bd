/** What is wrong with an input, as data that a person can act on; never a thrown string. */

export type Severity = "error" | "warning";

export interface Issue {
  /** Stable identifier, listed in docs/errors.md, e.g. `grid/gap`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong: names the thing and the value found. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** Where in the document, dotted: `spec.policies[1].type`. */
  readonly path?: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

type IssueFields = Omit<Issue, "severity" | "code" | "message" | "hint">;

/** An error: the input cannot be used. */
export function problem(
  code: string,
  message: string,
  hint: string,
  where: IssueFields = {},
): Issue {
  return { code, severity: "error", message, hint, ...where };
}

/** A warning: the input is used, with a stated repair or limit. */
export function caution(
  code: string,
  message: string,
  hint: string,
  where: IssueFields = {},
): Issue {
  return { code, severity: "warning", message, hint, ...where };
}

export function success<T>(value: T, warnings: readonly Issue[] = []): Result<T> {
  return { ok: true, value, warnings };
}

export function failure<T = never>(issues: readonly Issue[]): Result<T> {
  return { ok: false, issues };
}

/** Carries issues through code that cannot return them; caught at the doors (CLI, host). */
export class IssueError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(formatIssue).join("\n"));
    this.name = "IssueError";
    this.issues = issues;
  }
}

/** The value, or an `IssueError` with everything that is wrong. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new IssueError(result.issues);
  return result.value;
}

/** `file:line:column path: message (code)` and the hint on a line of its own. */
export function formatIssue(issue: Issue): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== undefined);
  const where = [place.join(":"), issue.path].filter(Boolean).join(" ");
  const head = where === "" ? "" : `${where}: `;
  return `${issue.severity}: ${head}${issue.message} [${issue.code}]\n  ${issue.hint}`;
}
