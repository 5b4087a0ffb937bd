/** Ends a test run with one plain line: `N passed, N failed, N skipped`. */
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** Files left out before vitest started, each counted as skipped. */
export const LEFT_OUT_VARIABLE = "LOWTIDE_LEFT_OUT_FILES";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Tests by outcome; a file that failed outside its tests, and an error outside all files, count as failed. */
export function countTests(
  modules: readonly Pick<TestModule, "children" | "errors">[],
  unhandledErrors: number,
  leftOut: number,
): Counts {
  const counts: Counts = { passed: 0, failed: unhandledErrors, skipped: leftOut };
  for (const module of modules) {
    if (module.errors().length > 0) counts.failed += 1;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that was never reached did not pass; it is shown as failed, not as skipped.
      counts[state === "pending" ? "failed" : state] += 1;
    }
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) counts.failed += 1;
    }
  }
  return counts;
}

/** The closing line. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Used with vitest's default reporter before it. */
// biome-ignore lint/style/noDefaultExport: vitest loads a reporter by the default export of its file.
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const leftOut = Number(process.env[LEFT_OUT_VARIABLE] ?? 0);
    const counts = countTests(modules, errors.length, leftOut);
    if (counts.failed > 0) process.exitCode = 1;
    // After the default reporter's own summary, whatever order they are called in.
    process.once("exit", () => process.stdout.write(`\n${closingLine(counts)}\n`));
  }
}
