/** Memoized pods, and runs that share a cache. */
import type { MemoCache } from "../../../../engine/core/workflow/shared/memo-cache.ts";
import { type Case, runCase } from "./run-case.ts";

export const START = 1_767_225_600_000;

export const HOUR = 3_600_000;

export const MEMO = "memoize: { key: k1, cache: { configMap: { name: kept } } }";

/** One memoized pod with an output, which a second step gets. */
export const memoized = (memoize = MEMO, more: Case = {}): Case => ({
  templates: `- name: main
  steps:
    - - { name: a, template: slow }
    - - name: b
        template: use
        arguments: { parameters: [{ name: x, value: "{{steps.a.outputs.parameters.out}}" }] }
- name: slow
  ${memoize}
  container: { image: a }
  outputs: { parameters: [{ name: out, valueFrom: { path: /out } }] }
- { name: use, inputs: { parameters: [{ name: x }] }, container: { image: a } }`,
  outcomes: { slow: { parameters: { out: "made" } } },
  ...more,
});

export const FIRST = { slow: { parameters: { out: "first" } } };

/** The second of two runs that share a cache; the first one ran an hour before. */
export function second(
  given: Case,
  before: Case = { ...given, outcomes: { ...given.outcomes, ...FIRST } },
): Case {
  const cache: MemoCache = {};
  runCase({ ...before, cache, startMs: START - HOUR });
  return { ...given, cache };
}

/** What is in the cache after a run. */
export function cacheAfter(given: Case): MemoCache {
  const cache: MemoCache = {};
  runCase({ ...given, cache });
  return cache;
}

export const kept = (given: Case) => Object.keys(cacheAfter(given).kept ?? {});
