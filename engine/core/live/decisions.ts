/** Holds the decisions of a live run against those of its replay. */
import type { Decision } from "../timeline/timeline.ts";
import type { DurationMs } from "../units/units.ts";

/** A live decision with the replay's in its place: the same request and step, asked as often. */
export interface PairedDecision {
  readonly live: Decision;
  readonly replayed: Decision | undefined;
}

export function pairDecisions(
  live: readonly Decision[],
  replayed: readonly Decision[],
): PairedDecision[] {
  const known = new Map<string, Decision>();
  for (const [key, decision] of numbered(replayed)) known.set(key, decision);
  return [...numbered(live)].map(([key, decision]) => ({
    live: decision,
    replayed: known.get(key),
  }));
}

/** Decided alike: the same action on the same subject, at most a tick apart. */
export function decidedAlike({ live, replayed }: PairedDecision, tickMs: DurationMs): boolean {
  if (replayed === undefined) return false;
  const same =
    live.action === replayed.action &&
    live.region === replayed.region &&
    live.replicas === replayed.replicas;
  return same && Math.abs(live.atMs - replayed.atMs) <= tickMs;
}

function* numbered(decisions: readonly Decision[]): Iterable<[string, Decision]> {
  const counts = new Map<string, number>();
  for (const decision of decisions) {
    const subject = `${decision.request}/${decision.step ?? ""}`;
    const count = counts.get(subject) ?? 0;
    counts.set(subject, count + 1);
    yield [`${subject}/${count}`, decision];
  }
}
