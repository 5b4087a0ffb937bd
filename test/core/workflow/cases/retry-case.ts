/** A retried pod as a whole workflow. */
import type { Case, Outcome } from "./run-case.ts";

export const OK: Outcome = {};

export const FAILED: Outcome = { exitCode: 1 };

/** A retried pod as the whole workflow. */
export function retried(strategy: string, outcomes: readonly Outcome[], more: Case = {}): Case {
  const templates = `- { name: main, retryStrategy: ${strategy}, container: { image: a } }`;
  return { templates, outcomes: { main: outcomes }, ...more };
}

export const ended = (run: { phase: string; message: string; pods: readonly string[] }) => [
  run.phase,
  run.message,
  run.pods.length,
];

export const by = (expression: string) => `{ limit: 5, expression: "${expression}" }`;
