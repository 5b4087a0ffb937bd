/** Parts of a pod's work: until an instant, between two suspensions, by several replicas. */
import type { PodOutcome, PodWork } from "../profile/pod.ts";
import type { Profile } from "../profile/profile.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { PodPart } from "./events.ts";
import { workOf } from "./pods.ts";

/** The part of a pod's work that was done by an instant. */
export function workUntil(work: PodWork, startedAtMs: InstantMs, toMs: InstantMs): PodWork {
  return workFor(work, toMs - startedAtMs);
}

/** The same work at the same rate, for another time. */
function workFor(work: PodWork, durationMs: DurationMs): PodWork {
  const { cpuSeconds } = work;
  if (cpuSeconds === undefined) return workOf({ ...work, durationMs });
  const inside = work.durationMs > 0 ? durationMs / work.durationMs : 1;
  return workOf({ ...work, durationMs, cpuSeconds: cpuSeconds * inside });
}

/**
 * What is left of a pod: its state is restored, then the rest of the work is done at the rate of its
 * replicas. It keeps its CPUs as busy as it always does.
 */
export function partOf(whole: PodOutcome, part: PodPart, profile: Profile): PodOutcome {
  const leftMs = Math.max(0, whole.durationMs - part.progressMs);
  const workMs = Math.ceil(leftMs / rateOf(profile, part.replicas));
  return { ...whole, ...workFor(whole, restoreMs(profile, part.segment) + workMs) };
}

/** A multi-node job at the rate of all its replicas, as if it was never suspended; other pods as they are. */
export function withReplicas(whole: PodOutcome, profile: Profile): PodOutcome {
  const { replicas } = profile;
  return replicas === undefined
    ? whole
    : partOf(whole, { segment: 0, progressMs: 0, replicas }, profile);
}

/**
 * What a pod has done when it is told to suspend itself so long after it started: until then, and while
 * it saves its state. Undefined when it ends by itself before that.
 */
export function suspendAfter(
  whole: PodWork,
  part: PodPart,
  profile: Profile,
  elapsedMs: DurationMs,
): { readonly progressMs: DurationMs; readonly work: PodWork } | undefined {
  const progressMs = progressAfter(part, profile, elapsedMs);
  const savedMs = elapsedMs + (profile.checkpoint?.saveMs ?? 0);
  const leftMs = whole.durationMs - part.progressMs;
  const endsMs =
    restoreMs(profile, part.segment) + Math.ceil(leftMs / rateOf(profile, part.replicas));
  if (endsMs <= savedMs) return undefined;
  return { progressMs, work: workFor(whole, savedMs) };
}

/** Work done by a pod that started so long ago, in all of its segments, as time on one replica. */
export function progressAfter(part: PodPart, profile: Profile, elapsedMs: DurationMs): DurationMs {
  const workedMs = Math.max(0, elapsedMs - restoreMs(profile, part.segment));
  return part.progressMs + Math.floor(workedMs * rateOf(profile, part.replicas));
}

/** Time that a segment loads its state for before it works. */
export function restoreMs(profile: Profile, segment: number): DurationMs {
  return segment === 0 ? 0 : (profile.checkpoint?.restoreMs ?? 0);
}

/** Work done in a unit of time, over that of one replica. */
function rateOf(profile: Profile, replicas: number): number {
  return profile.throughput?.[replicas - 1] ?? 1;
}
