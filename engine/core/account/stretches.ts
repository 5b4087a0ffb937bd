/** A node's life cut where its load changes. */
import type { NodeRecord, PodRecord } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";

interface Stretch {
  readonly fromMs: InstantMs;
  readonly toMs: InstantMs;
  readonly running: readonly PodRecord[];
}

/** In order, without gaps; pods that took no time are in none. */
export function* stretches(
  { fromMs, toMs }: NodeRecord,
  pods: readonly PodRecord[],
): Generator<Stretch> {
  const edges = new Set([fromMs, toMs]);
  for (const pod of pods) edges.add(pod.startedAtMs).add(pod.finishedAtMs);
  const cuts = [...edges].sort((a, b) => a - b);
  const waiting = pods.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  let running: PodRecord[] = [];
  let next = 0;
  for (const [index, cut] of cuts.slice(0, -1).entries()) {
    running = running.filter((pod) => pod.finishedAtMs > cut);
    for (; next < waiting.length && (waiting[next] as PodRecord).startedAtMs <= cut; next++) {
      const pod = waiting[next] as PodRecord;
      if (pod.finishedAtMs > cut) running.push(pod);
    }
    yield { fromMs: cut, toMs: cuts[index + 1] as InstantMs, running };
  }
}
