/** Collects issues with their places; ends listing at a named number of each severity. */
import { caution, type Issue, problem } from "../../../core/issue.ts";
import { didYouMean } from "../../../core/text/nearest.ts";
import type { Place } from "./manifest-document.ts";

/** More than anybody reads at once; finding the lines of many more would take minutes. */
const MAX_ISSUES = 50;

/** Names that a misspelt one is compared with, and that are listed when none is near. */
const MAX_COMPARED = 1_000;
const MAX_LISTED = 12;

/** A hint; a function where it takes long to find, called only when the issue is listed. */
type Hint = string | (() => string);

/** The name that was probably meant, or some that are known. */
export function suggestion(name: string, known: Iterable<string>): () => string {
  return () => {
    const compared = [...known].slice(0, MAX_COMPARED);
    if (compared.length === 0) return "There is none; add it, or remove this.";
    const hint = didYouMean(name, compared);
    if (compared.length <= MAX_LISTED || !hint.startsWith("Use")) return hint;
    return `Use one of: ${compared.slice(0, MAX_LISTED).join(", ")}, ….`;
  };
}

export class Report {
  private readonly errors: Issue[] = [];
  private readonly warnings: Issue[] = [];

  error(code: string, place: Place, message: string, hint: Hint): void {
    if (this.errors.length >= MAX_ISSUES) return;
    this.errors.push(problem(code, message, textOf(hint), place.locate(place.path)));
  }

  warn(code: string, place: Place, message: string, hint: Hint): void {
    if (this.warnings.length >= MAX_ISSUES) return;
    this.warnings.push(caution(code, message, textOf(hint), place.locate(place.path)));
  }

  add(issues: readonly Issue[]): void {
    for (const issue of issues) {
      const list = issue.severity === "error" ? this.errors : this.warnings;
      if (list.length < MAX_ISSUES) list.push(issue);
    }
  }

  get failed(): boolean {
    return this.errors.length > 0;
  }

  /** Errors first. */
  get issues(): readonly Issue[] {
    return [...this.errors, ...this.warnings];
  }
}

function textOf(hint: Hint): string {
  return typeof hint === "string" ? hint : hint();
}
