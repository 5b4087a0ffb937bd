/** What goes where: answers on stdout, everything else on stderr. */
import { formatIssue, type Issue } from "../../core/issue.ts";

/** Work shorter than this shows no progress. */
const QUIET_MS = 1_000;

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printIssues(issues: readonly Issue[]): void {
  for (const issue of issues) process.stderr.write(`${formatIssue(issue)}\n`);
}

export function printWarnings(warnings: readonly Issue[]): void {
  printIssues(warnings);
}

/** Says on stderr how long a piece of work took, when that was over a second. */
export function progress(what: string): () => void {
  const startedMs = performance.now();
  return () => {
    const tookMs = performance.now() - startedMs;
    if (tookMs > QUIET_MS) process.stderr.write(`${what}: ${(tookMs / 1_000).toFixed(1)} s\n`);
  };
}
