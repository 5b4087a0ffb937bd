/** What the end of an attempt is to the engine: a pod that finished, was cut short, or saved its state. */
import type { PodWork } from "../profile/pod.ts";
import type { ReplayContext } from "../simulate/context.ts";
import type { ReplayEvent } from "../simulate/events.ts";
import { POD_DELETED } from "../simulate/node-life.ts";
import { nodeOf } from "../simulate/pods.ts";
import { activeRun, type ReplayState } from "../simulate/state.ts";
import type { InstantMs } from "../units/units.ts";
import type { LeafPlan } from "../workflow/plan/plan.ts";
import type { AttemptEnd } from "./attempt.ts";
import type { OpenAttempt } from "./live-machine.ts";

const SIGTERM_EXIT = 143;

export interface EndedAt {
  readonly context: ReplayContext;
  readonly state: ReplayState;
  readonly attempt: OpenAttempt;
  /** Scenario time. */
  readonly atMs: InstantMs;
}

/**
 * The event of an attempt that has ended.
 *
 * @param workScale scenario time in a unit of the program's real time: what it used counts so much
 */
export function endEvent(at: EndedAt, end: AttemptEnd, workScale: number): ReplayEvent {
  const { attempt, atMs, context } = at;
  const { request, pod, part, ending } = attempt;
  const work = workOf(at, end, workScale);
  if (atMs >= context.world.period.toMs || ending === "stop") {
    return { type: "podCut", atMs, request, pod, work };
  }
  if (ending === "evict") return { type: "podCut", atMs, request, pod, work, evicted: true };
  if (ending === "suspend" && savedItself(end)) {
    const progressMs = part.progressMs + work.durationMs;
    return { type: "podSuspended", atMs, request, pod, progressMs, work };
  }
  return {
    type: "podFinished",
    atMs,
    request,
    pod,
    exitCode: end.exitCode,
    phase: end.phase === "Error" ? "Error" : undefined,
    message: end.message === "" ? undefined : end.message,
    outputs: end.outputs,
    work,
    ...(part.segment > 0 && { segment: part.segment }),
  };
}

/** The event of an attempt that was lost with the program that had started it. */
export function lostEvent(at: EndedAt): ReplayEvent {
  const { attempt, atMs } = at;
  const { request, pod, part, ending } = attempt;
  // Nobody measured it: it counts as busy all of its time.
  const work = { durationMs: atMs - attempt.startedAtMs, utilisation: 1 };
  if (ending === "stop") return { type: "podCut", atMs, request, pod, work };
  if (ending === "evict") return { type: "podCut", atMs, request, pod, work, evicted: true };
  return {
    type: "podFinished",
    atMs,
    request,
    pod,
    exitCode: 1,
    phase: "Error",
    message: POD_DELETED,
    outputs: { parameters: {} },
    work,
    ...(part.segment > 0 && { segment: part.segment }),
  };
}

/** Told to end itself, it did; one that ended with 0 had come to its end before. */
function savedItself({ signal, exitCode }: AttemptEnd): boolean {
  return signal === "SIGTERM" || exitCode === SIGTERM_EXIT;
}

function workOf(
  { context, state, attempt, atMs }: EndedAt,
  { usage }: AttemptEnd,
  workScale: number,
): PodWork {
  const durationMs = atMs - attempt.startedAtMs;
  const { template } = nodeOf(activeRun(state, attempt.request).run, attempt.pod);
  if (usage.cpuSeconds === null) {
    // This system keeps no account of CPU time: what the profile states stands in.
    const work = context.profiles[template]?.work;
    return { durationMs, utilisation: work?.kind === "modelled" ? work.utilisation : 1 };
  }
  const cpuSeconds = usage.cpuSeconds * workScale;
  const { cpu } = (context.plan.templates[template] as LeafPlan).requests;
  const reservedSeconds = (durationMs / 1_000) * cpu;
  const utilisation = reservedSeconds > 0 ? Math.min(1, cpuSeconds / reservedSeconds) : 0;
  return { durationMs, utilisation, cpuSeconds };
}
