/** What goes where: answers on stdout, everything else on stderr. */
import { formatIssue, type Issue } from "../../core/issue.ts";

/** Work shorter than this shows no progress. */
const QUIET_MS = 1_000;

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A reader that has seen enough (`| head`) ends the program quietly; that is no error of ours. */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

export function printIssues(issues: readonly Issue[]): void {
  for (const issue of issues) process.stderr.write(`${formatIssue(issue)}\n`);
}

export function printWarnings(warnings: readonly Issue[]): void {
  printIssues(warnings);
}

/** Shows on stderr how far a piece of work is and how long it may still take, once it takes a while. */
export function progressOf(what: string): (done: number, total: number) => void {
  const startedMs = performance.now();
  return (done, total) => {
    const tookMs = performance.now() - startedMs;
    if (tookMs < QUIET_MS) return;
    const leftS = (tookMs / done) * (total - done) * 1e-3;
    const left = done === total ? `${(tookMs * 1e-3).toFixed(1)} s` : `${leftS.toFixed(0)} s left`;
    process.stderr.write(`${what}: ${done} of ${total}, ${left}\n`);
  };
}

/** Counts on one line of stderr that is written over and removed in the end; only on a terminal. */
export function liveProgress(what: string): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done, total) => {
    const text = done === total ? "" : `${done} of ${total} ${what}`;
    process.stderr.write(`\r\u001b[K${text}`);
  };
}
