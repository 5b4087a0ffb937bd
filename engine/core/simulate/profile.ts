/** How a template behaves on the virtual clock: how long, how busy, what comes out. */
import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { randomStream } from "../random/stream.ts";
import { own } from "../text/own.ts";
import { type DurationMs, SECOND_MS } from "../units/units.ts";

/** Drawn durations fit into 32 bits. */
const MAX_DRAWN_MS = 2_147_483_647;

/** A duration drawn from a log-normal distribution, or constant when `coefficientOfVariation` is 0. */
export interface ModelledWork {
  readonly kind: "modelled";
  readonly meanMs: DurationMs;
  /** Standard deviation over mean. */
  readonly coefficientOfVariation: number;
  /** Busy share of the requested CPU, 0 to 1. */
  readonly utilisation: number;
}

/** CPU-seconds measured in an experiment, one for each request; the pod is busy all of its time. */
export interface MeasuredWork {
  readonly kind: "measured";
  /** By request index. */
  readonly cpuSeconds: readonly number[];
  /** Measurements made under a policy of that name; `null` where that policy did not run. */
  readonly byPolicy: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface Profile {
  readonly work: ModelledWork | MeasuredWork;
  readonly exitCode: number;
  /** Standard output, when something reads `outputs.result`. */
  readonly result?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What one pod did: the outcome that a real executor would report. */
export interface PodWork {
  readonly durationMs: DurationMs;
  /** Busy share of the requested CPU, 0 to 1. */
  readonly utilisation: number;
  /** Set when CPU time was measured rather than modelled. */
  readonly cpuSeconds?: number;
}

/** A template without a profile: stated default of one minute at full use of its request. */
export const DEFAULT_PROFILE: Profile = {
  work: { kind: "modelled", meanMs: 60_000, coefficientOfVariation: 0, utilisation: 1 },
  exitCode: 0,
  parameters: {},
};

/** Durations by template and request, drawn once for all policies of a world. */
export class DurationTable {
  private readonly drawn = new Map<string, Int32Array>();
  private readonly seed: number;
  private readonly requests: number;

  constructor(seed: number, requests: number) {
    this.seed = seed;
    this.requests = requests;
  }

  /** The duration of a template's pod in a request; the same under every policy. */
  of(work: ModelledWork, templateName: string, request: number): DurationMs {
    if (work.coefficientOfVariation === 0) return work.meanMs;
    let durations = this.drawn.get(templateName);
    if (durations === undefined) {
      durations = new Int32Array(this.requests);
      this.drawn.set(templateName, durations);
    }
    const known = durations[request] as number;
    if (known > 0) return known;
    const drawn = drawDuration(work, templateName, request, this.seed);
    durations[request] = drawn;
    return drawn;
  }
}

/**
 * The work of one pod. The same request has the same duration under every policy, so that a
 * comparison differs by policy alone; measured work may have been measured policy by policy.
 */
export function workOf(
  profile: Profile,
  pod: {
    durations: DurationTable;
    templateName: string;
    request: number;
    policy: string;
    cpuRequest: number;
  },
): PodWork {
  const work = profile.work;
  if (work.kind === "modelled") {
    const durationMs = pod.durations.of(work, pod.templateName, pod.request);
    return { durationMs, utilisation: work.utilisation };
  }
  const cpuSeconds =
    own(work.byPolicy, pod.policy)?.[pod.request] ?? work.cpuSeconds[pod.request] ?? 0;
  const durationMs = Math.round((cpuSeconds * SECOND_MS) / pod.cpuRequest);
  return { durationMs, utilisation: 1, cpuSeconds };
}

/** The mean duration, which is what a policy may expect before the work is done. */
export function expectedDurationMs(
  profile: Profile,
  request: number,
  cpuRequest: number,
): DurationMs {
  const work = profile.work;
  if (work.kind === "modelled") return work.meanMs;
  return Math.round(((work.cpuSeconds[request] ?? 0) * SECOND_MS) / cpuRequest);
}

/** Log-normal with the given mean: exp(s z - s^2 / 2), s^2 = ln(1 + cv^2); at most 24 days. */
function drawDuration(
  work: ModelledWork,
  templateName: string,
  request: number,
  seed: number,
): DurationMs {
  const variance = log(1 + work.coefficientOfVariation * work.coefficientOfVariation);
  const z = randomStream(seed, `duration/${templateName}`, request).normal();
  const drawn = Math.round(work.meanMs * exp(Math.sqrt(variance) * z - variance / 2));
  return Math.min(Math.max(1, drawn), MAX_DRAWN_MS);
}
