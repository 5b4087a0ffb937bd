/** Cuts a timeline where something changes, for tests that look at every stretch. */
import type { PodRecord, Timeline } from "../../../engine/core/timeline/timeline.ts";

export const podsOf = (timeline: Timeline, node: number) =>
  timeline.pods.filter((pod) => pod.node === node);

/** Instants at which anything changes for some pods, between two instants. */
export function edges(pods: readonly PodRecord[], fromMs: number, toMs: number): number[] {
  const inside = pods.flatMap((pod) => [pod.startedAtMs, pod.finishedAtMs]);
  return [...new Set([fromMs, ...inside, toMs])].sort((a, b) => a - b);
}
