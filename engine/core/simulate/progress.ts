/** How far a run or a step has come, and how long it takes until it works when it starts or goes on now. */
import type { Profile } from "../profile/profile.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import { type Gate, WHOLE_RUN } from "./gate.ts";
import { progressAfter, restoreMs } from "./pod-parts.ts";
import { nodeOf } from "./pods.ts";
import { activeRun, type PodState, type ReplayState } from "./state.ts";

export interface Progress {
  /** Work done, as time on one replica. */
  readonly workedMs: DurationMs;
  /** A node's start-up and restoring what was suspended, as far as they are still to come. */
  readonly startUpMs: DurationMs;
}

/** Of what has run: of a step exactly, of a run by the time that it ran. */
export function progressOf(
  context: ReplayContext,
  state: ReplayState,
  gate: Gate,
  nowMs: InstantMs,
): Progress {
  if (gate.pod === WHOLE_RUN) return runProgress(context, gate, nowMs);
  const active = activeRun(state, gate.request);
  const profile = context.profiles[nodeOf(active.run, gate.pod).template] as Profile;
  const pod = active.pods[gate.pod];
  if (pod !== undefined) return podProgress(context, pod, profile, nowMs);
  const suspended = active.control?.suspended[gate.pod];
  const { segment, progressMs } = suspended ?? waiting(state, gate)?.part ?? FRESH;
  return { workedMs: progressMs, startUpMs: context.startUpMs + restoreMs(profile, segment) };
}

const FRESH = { segment: 0, progressMs: 0 };

function podProgress(
  { startUpMs }: ReplayContext,
  pod: PodState,
  profile: Profile,
  nowMs: InstantMs,
): Progress {
  const { part, savingSinceMs, startedAtMs } = pod;
  const { segment } = part;
  const elapsedMs = (savingSinceMs ?? nowMs) - startedAtMs;
  const workedMs = progressAfter(part, profile, elapsedMs);
  if (savingSinceMs === undefined) {
    return { workedMs, startUpMs: Math.max(0, restoreMs(profile, segment) - elapsedMs) };
  }
  const savedAtMs = savingSinceMs + (profile.checkpoint?.saveMs ?? 0);
  const savesMs = Math.max(0, savedAtMs - nowMs);
  return { workedMs, startUpMs: savesMs + startUpMs + restoreMs(profile, segment + 1) };
}

/** A pod that has asked for room and has none yet. */
function waiting({ queue, boarding }: ReplayState, { request, pod }: Gate): PodState | undefined {
  const isIt = (each: PodState) => each.request === request && each.pod === pod;
  return queue.find(isIt) ?? Object.values(boarding).flat().find(isIt);
}

/** Each time a run starts or goes on, nothing is counted as done until its node may be ready. */
export function runProgress(context: ReplayContext, gate: Gate, nowMs: InstantMs): Progress {
  const { ranMs, workedMs, runningSinceMs } = gate;
  const restoresMs =
    ranMs > 0 ? (context.expected[gate.request]?.run.checkpoint?.restoreMs ?? 0) : 0;
  const startUpMs = context.startUpMs + restoresMs;
  if (runningSinceMs === undefined) return { workedMs, startUpMs };
  const elapsedMs = nowMs - runningSinceMs;
  return {
    workedMs: workedMs + Math.max(0, elapsedMs - startUpMs),
    startUpMs: Math.max(0, startUpMs - elapsedMs),
  };
}
