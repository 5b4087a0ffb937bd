/** The pods of one request: when the replay had them run, and when they ran. */
import type { ExpectedPod, LiveAttempt } from "../../../engine/contract/live.ts";

export interface PodRow {
  readonly displayName: string;
  /** In the order of their starts. */
  readonly attempts: readonly LiveAttempt[];
  readonly expected: readonly ExpectedPod[];
}

/** By display name, in the order in which the first of either began. */
export function podRows(
  attempts: readonly LiveAttempt[],
  expected: readonly ExpectedPod[],
): readonly PodRow[] {
  const ran = Map.groupBy(attempts, ({ displayName }) => displayName);
  const said = Map.groupBy(expected, ({ displayName }) => displayName);
  const names = [...new Set([...said.keys(), ...ran.keys()])];
  const rows = names.map((displayName) => ({
    displayName,
    attempts: ran.get(displayName) ?? [],
    expected: said.get(displayName) ?? [],
  }));
  return rows.toSorted((a, b) => startOf(a) - startOf(b));
}

function startOf({ attempts, expected }: PodRow): number {
  return Math.min(...[...attempts, ...expected].map(({ startedAtMs }) => startedAtMs));
}

export interface PodSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What has to be seen of a request: all of its bars, and now while one of them runs. The replay's bars are
 * moved to the real start, so that their lengths can be compared when the starts are hours apart.
 */
export function podSpan(rows: readonly PodRow[], shiftMs: number, nowMs: number): PodSpan {
  const edges = rows.flatMap(({ attempts, expected }) => [
    ...attempts.flatMap(({ startedAtMs, finishedAtMs }) => [startedAtMs, finishedAtMs ?? nowMs]),
    ...expected.flatMap(({ startedAtMs, finishedAtMs }) => [
      startedAtMs + shiftMs,
      finishedAtMs + shiftMs,
    ]),
  ]);
  if (edges.length === 0) return { fromMs: nowMs, toMs: nowMs + 60_000 };
  let [fromMs, toMs] = [edges[0] as number, edges[0] as number];
  for (const edge of edges) {
    if (edge < fromMs) fromMs = edge;
    if (edge > toMs) toMs = edge;
  }
  return { fromMs, toMs: Math.max(toMs, fromMs + 1_000) };
}

/** How much later the first program began than in the replay; 0 before either did. */
export function shiftOf(rows: readonly PodRow[]): number {
  const first = (starts: readonly number[]) => starts.reduce((a, b) => Math.min(a, b), Infinity);
  const ran = first(rows.flatMap(({ attempts }) => attempts.map((each) => each.startedAtMs)));
  const said = first(rows.flatMap(({ expected }) => expected.map((each) => each.startedAtMs)));
  return Number.isFinite(ran) && Number.isFinite(said) ? ran - said : 0;
}
