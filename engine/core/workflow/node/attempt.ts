/** What an attempt knows of the ones before: `retries` and `lastRetry.*`. */
import type { WorkflowNode } from "../state.ts";
import { nodeAt, type Work } from "../work.ts";

/**
 * @param position of the attempt among those of the node, from 0
 * @param unknown the exit code of an attempt that has none
 */
export function retryNames(
  work: Work,
  retry: WorkflowNode,
  position: number,
  unknown: string,
): [string, string][] {
  return [["retries", String(position)], ...lastRetryNames(work, retry, position - 1, unknown)];
}

/** `lastRetry.*` for the attempt at a position; the very first one has none before. */
export function lastRetryNames(
  work: Work,
  retry: WorkflowNode,
  position: number,
  unknown: string,
): [string, string][] {
  const attempts = retry.frame?.kind === "retry" ? retry.frame.attempts : [];
  const last = work.run.nodes[attempts[position] ?? -1];
  const seconds =
    last === undefined ? 0 : ((last.finishedAtMs ?? work.atMs) - (last.startedAtMs ?? 0)) / 1_000;
  return [
    ["lastRetry.exitCode", last?.outputs?.exitCode ?? unknown],
    ["lastRetry.status", last?.phase ?? ""],
    ["lastRetry.duration", String(seconds)],
    ["lastRetry.message", last?.message ?? ""],
  ];
}

/** The names of an attempt that has its node; empty for all other nodes. */
export function namesOfAttempt(
  work: Work,
  named: { readonly parent?: number; readonly index?: number },
): ReadonlyMap<string, string> {
  const { parent = -1, index = -1 } = named;
  const retry = parent < 0 ? undefined : nodeAt(work, parent);
  if (retry?.frame?.kind !== "retry") return new Map();
  const position = retry.frame.attempts.indexOf(index);
  return position < 0 ? new Map() : new Map(retryNames(work, retry, position, "0"));
}
