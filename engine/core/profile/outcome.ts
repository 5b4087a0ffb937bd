/** What a pod does on the virtual clock: a function of its profile, its inputs and the seed alone. */
import { ExpressionError } from "../expression/value.ts";
import type { DurationMs } from "../units/units.ts";
import { uniform } from "./draws.ts";
import { outputParameters, outputText, sequenceValue } from "./outputs.ts";
import type { PodOutcome, PodWork, ProfiledPod, Resumption } from "./pod.ts";
import { DEFAULT_RESUME_MS, type Duration, type Profile } from "./profile.ts";
import { drawnMs, drawnWork, expectedMs, expectedWork } from "./work.ts";

const NO_WORK: PodWork = { durationMs: 0, utilisation: 0 };

type Ending = Pick<PodOutcome, "phase" | "exitCode" | "message">;
const SUCCEEDED: Ending = { phase: "Succeeded", exitCode: 0, message: "" };

/** Where durations and chances of an outcome come from. */
interface Source {
  workOf(work: Profile["work"], pod: ProfiledPod): PodWork;
  durationMs(duration: Duration, purpose: string, pod: ProfiledPod): DurationMs;
  failureShare(pod: ProfiledPod): number;
}

const DRAWN: Source = {
  workOf: drawnWork,
  durationMs: drawnMs,
  failureShare: ({ draws, nodeName, request }) => draws.draw("failure", nodeName, request, uniform),
};

const EXPECTED: Source = {
  workOf: expectedWork,
  durationMs: expectedMs,
  failureShare: () => 0.5,
};

/**
 * The outcome of one pod. The same node of the same request has the same one under every policy, but
 * for work that was measured policy by policy, and for sequences where policies order pods otherwise.
 * An expression that fails ends the pod in Error; nothing is thrown.
 */
export function outcomeOf(profile: Profile, pod: ProfiledPod): PodOutcome {
  return outcomeFrom(DRAWN, profile, pod);
}

/**
 * What a policy may expect before the work is done: the mean duration, and a failure when that is
 * more likely than not. Outputs come from `pod.draws`, which must not be those of the replay: an
 * estimate does not know what is still to come.
 */
export function expectedOutcomeOf(profile: Profile, pod: ProfiledPod): PodOutcome {
  return outcomeFrom(EXPECTED, profile, pod);
}

/** The mean duration; 0 when the pod will end in Error as soon as it starts. */
export function expectedDurationMs(profile: Profile, pod: ProfiledPod): DurationMs {
  return expectedOutcomeOf(profile, pod).durationMs;
}

function outcomeFrom(source: Source, profile: Profile, pod: ProfiledPod): PodOutcome {
  let work = NO_WORK;
  try {
    work = source.workOf(profile.work, pod);
    const parameters = outputParameters(profile.parameters, pod);
    const result =
      profile.result === undefined ? undefined : outputText(profile.result, "result", pod);
    return outcome(work, endingOf(source, profile, pod), parameters, result);
  } catch (error) {
    const ending: Ending = { phase: "Error", exitCode: 1, message: problemOf(error) };
    return outcome(work, ending, {}, undefined);
  }
}

/** Field by field: spreading objects takes longer than all the rest of a constant outcome. */
function outcome(
  { durationMs, utilisation, cpuSeconds, gpuUtilisation }: PodWork,
  { phase, exitCode, message }: Ending,
  parameters: PodOutcome["parameters"],
  result: string | undefined,
): PodOutcome {
  const plain = { durationMs, utilisation, phase, exitCode, message, parameters };
  const more = cpuSeconds ?? result ?? gpuUtilisation;
  if (more === undefined) return plain;
  return {
    ...plain,
    ...(gpuUtilisation === undefined ? {} : { gpuUtilisation }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(result === undefined ? {} : { result }),
  };
}

/** How a suspended node goes on; `durationMs` is what its template states itself. */
export function resumptionOf(
  profile: Profile,
  pod: ProfiledPod,
  durationMs?: DurationMs,
): Resumption {
  return resumptionFrom(DRAWN, profile, pod, durationMs);
}

/** The same as it may be expected before: after the mean time. */
export function expectedResumptionOf(
  profile: Profile,
  pod: ProfiledPod,
  durationMs?: DurationMs,
): Resumption {
  return resumptionFrom(EXPECTED, profile, pod, durationMs);
}

function resumptionFrom(
  source: Source,
  profile: Profile,
  pod: ProfiledPod,
  durationMs: DurationMs | undefined,
): Resumption {
  const { resumeAfter, parameters = {} } = profile.suspend ?? {};
  try {
    const askedMs =
      resumeAfter === undefined
        ? (durationMs ?? DEFAULT_RESUME_MS)
        : source.durationMs(resumeAfter, "suspend", pod);
    return {
      afterMs: Math.min(askedMs, durationMs ?? askedMs),
      outputs: outputParameters(parameters, pod),
      message: "",
    };
  } catch (error) {
    return { afterMs: 0, outputs: {}, message: problemOf(error) };
  }
}

function endingOf(source: Source, profile: Profile, pod: ProfiledPod): Ending {
  const { failure, message = "" } = profile;
  if (failure !== undefined && pod.attempt < (failure.attempts ?? Number.POSITIVE_INFINITY)) {
    const phase = failure.error ? "Error" : "Failed";
    const fails = source.failureShare(pod) < failure.probability;
    if (fails) return { phase, exitCode: failure.exitCode, message };
  }
  const planned = profile.exitCode;
  const exitCode = typeof planned === "number" ? planned : (sequenceValue(planned, pod) ?? 0);
  return exitCode === 0 ? SUCCEEDED : { phase: "Failed", exitCode, message };
}

/** What is wrong with an expression; anything else is a mistake of the program. */
function problemOf(error: unknown): string {
  if (error instanceof ExpressionError) return error.message;
  throw error;
}
