/** How long a pod works and how busy it is: drawn, or as it may be expected before. */
import { own } from "../text/own.ts";
import { type DurationMs, SECOND_MS } from "../units/units.ts";
import { meanMs, sampleMs } from "./distribution.ts";
import { formulaMs } from "./formula.ts";
import type { PodWork, ProfiledPod } from "./pod.ts";
import {
  type Duration,
  MAX_POD_MS,
  type MeasuredWork,
  type ModelledWork,
  type Profile,
} from "./profile.ts";

/** Throws `ExpressionError` when a formula gives no duration; so do the others. */
export function drawnWork(work: Profile["work"], pod: ProfiledPod): PodWork {
  if (work.kind === "modelled") {
    return busy(work, drawnMs(work.duration, "duration", pod));
  }
  return measuredWork(work, measurement(work, pod), pod);
}

/** The mean, and of measured work what was measured under no policy in particular. */
export function expectedWork(work: Profile["work"], pod: ProfiledPod): PodWork {
  if (work.kind === "modelled") {
    return busy(work, expectedMs(work.duration, "duration", pod));
  }
  return measuredWork(work, undefined, pod);
}

/** @param purpose names the random stream: `duration`, `suspend` */
export function drawnMs(duration: Duration, purpose: string, pod: ProfiledPod): DurationMs {
  if (duration.kind === "constant") return duration.durationMs;
  if (duration.kind === "formula") return formulaMs(duration, purpose, pod);
  const { draws, nodeName, request } = pod;
  const kept = draws.kept(purpose, nodeName, request);
  if (kept !== undefined) return kept;
  return draws.draw(purpose, nodeName, request, (stream) => sampleMs(duration, stream));
}

/** The mean; of a formula its value, which may draw numbers of its own. */
export function expectedMs(duration: Duration, purpose: string, pod: ProfiledPod): DurationMs {
  if (duration.kind === "constant") return duration.durationMs;
  return duration.kind === "formula" ? formulaMs(duration, purpose, pod) : meanMs(duration);
}

/** What was measured under the pod's policy. */
function measurement({ byPolicy }: MeasuredWork, { policy, request }: ProfiledPod) {
  return policy === undefined ? undefined : own(byPolicy, policy)?.[request];
}

function measuredWork(
  work: MeasuredWork,
  measured: number | null | undefined,
  { request, cpuRequest }: ProfiledPod,
): PodWork {
  const cpuSeconds = measured ?? work.cpuSeconds[request] ?? 0;
  const durationMs = Math.round((cpuSeconds * SECOND_MS) / (cpuRequest > 0 ? cpuRequest : 1));
  return { durationMs: Math.min(durationMs, MAX_POD_MS), utilisation: 1, cpuSeconds };
}

function busy({ utilisation, gpuUtilisation }: ModelledWork, durationMs: DurationMs): PodWork {
  if (gpuUtilisation === undefined) return { durationMs, utilisation };
  return { durationMs, utilisation, gpuUtilisation };
}
