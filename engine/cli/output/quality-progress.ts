/** How far a quality surface is, on stderr: one line that is written over on a terminal, else one now and then. */
import type { QualityRun } from "../../contract/quality.ts";
import { clock } from "./sweep-progress.ts";

const TERMINAL_MS = 200;
const LOG_MS = 5_000;

export function qualityProgress(): (run: QualityRun) => void {
  const terminal = process.stderr.isTTY;
  const everyMs = terminal ? TERMINAL_MS : LOG_MS;
  let shownMs = performance.now();
  return (run) => {
    const ended = run.status !== "running";
    if (!ended && performance.now() - shownMs < everyMs) return;
    shownMs = performance.now();
    if (terminal) process.stderr.write(`\r\u001b[K${ended ? "" : qualityText(run)}`);
    else if (!ended) process.stderr.write(`${qualityText(run)}\n`);
  };
}

/** `640 of 1378 cells, 1 failed, 2:10 left` */
export function qualityText({ done, total, failures, etaMs }: QualityRun): string {
  const parts = [`${done} of ${total} cells`];
  if (failures.length > 0) parts.push(`${failures.length} models failed`);
  if (etaMs !== null) parts.push(`${clock(etaMs)} left`);
  return parts.join(", ");
}
