/** Collects what a grid file gets wrong and what was repaired, with a cap on how much is told. */
import { caution, failure, type Issue, problem, type Result, success } from "../../core/issue.ts";

const MAX_ISSUES = 20;

export class Findings {
  private readonly file: string;
  private readonly errors: Issue[] = [];
  private readonly warnings: Issue[] = [];
  private untoldErrors = 0;
  /** One sentence for each kind of repair, for `TraceSource.repairs`. */
  readonly repairs: string[] = [];

  constructor(file: string) {
    this.file = file;
  }

  get failed(): boolean {
    return this.errors.length > 0;
  }

  /** An error that `problem()` made, with its place in the file. */
  add(issue: Issue, line?: number): void {
    if (this.errors.length >= MAX_ISSUES) this.untoldErrors += 1;
    else this.errors.push({ ...issue, ...this.place(line) });
  }

  /** Something was changed or assumed: told as a warning and kept with the trace. */
  repair(issue: Issue, line?: number): void {
    this.warn(issue, line);
    this.inform(`${issue.message[0]?.toUpperCase()}${issue.message.slice(1)}.`);
  }

  /** Nothing was changed, but a person should look. */
  warn(issue: Issue, line?: number): void {
    // A file of another zone is read twice, and then meets everything twice.
    const known = this.warnings.some(
      (each) => each.message === issue.message && each.line === line,
    );
    if (!known) this.warnings.push({ ...issue, ...this.place(line) });
  }

  /** Something to know that needs no action. */
  inform(sentence: string): void {
    if (!this.repairs.includes(sentence)) this.repairs.push(sentence);
  }

  failure<T>(): Result<T> {
    if (this.untoldErrors === 0) return failure(this.errors);
    const message = `and ${this.untoldErrors} more`;
    const rest = problem("grid/more", message, "Correct the ones above first.", this.place());
    return failure([...this.errors, rest]);
  }

  success<T>(value: T): Result<T> {
    return success(value, this.warnings);
  }

  private place(line?: number) {
    return line === undefined ? { file: this.file } : { file: this.file, line };
  }
}

/** One repair as an issue: most have the same severity and differ in words alone. */
export function repaired(code: string, message: string, hint: string): Issue {
  return caution(code, message, hint);
}

/** `1 value`, `2 values`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
