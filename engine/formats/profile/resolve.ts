/** From profiles as people write them to those that the virtual clock reads. */
import type { Duration, OutputValue, Profile, Sequence } from "../../core/profile/profile.ts";
import { DEFAULT_DURATION } from "../../core/profile/profile.ts";
import type { OutputDocument } from "../../core/scenario/output-schema.ts";
import type { PodDurationDocument } from "../../core/scenario/pod-duration-schema.ts";
import type { ProfileDocument } from "../../core/scenario/profile-schema.ts";
import { parseDuration } from "../../core/units/duration.ts";

export function resolveProfiles(
  documents: Readonly<Record<string, ProfileDocument>>,
): Record<string, Profile> {
  return mapValues(documents, resolveProfile);
}

export function resolveProfile(document: ProfileDocument): Profile {
  const { exitCode, failure, message, result, parameters, suspend, checkpoint, throughput } =
    document;
  const { replicas } = document;
  return {
    work: resolveWork(document),
    exitCode: typeof exitCode === "number" ? exitCode : resolveSequence(exitCode),
    ...(failure === undefined ? {} : { failure: resolveFailure(failure) }),
    ...(message === undefined ? {} : { message }),
    ...(result === undefined ? {} : { result: resolveOutput(result) }),
    parameters: mapValues(parameters, resolveOutput),
    ...(suspend === undefined ? {} : { suspend: resolveSuspension(suspend) }),
    ...(checkpoint === undefined ? {} : { checkpoint: resolveCheckpoint(checkpoint) }),
    ...(replicas === undefined ? {} : { replicas }),
    ...(throughput === undefined ? {} : { throughput }),
  };
}

function resolveCheckpoint({
  save,
  restore,
}: NonNullable<ProfileDocument["checkpoint"]>): NonNullable<Profile["checkpoint"]> {
  return { saveMs: milliseconds(save), restoreMs: milliseconds(restore) };
}

function resolveWork(document: ProfileDocument): Profile["work"] {
  const { duration, variation, utilisation, gpuUtilisation, cpuSeconds } = document;
  if (cpuSeconds !== undefined) {
    return { kind: "measured", cpuSeconds: cpuSeconds.measured, byPolicy: cpuSeconds.byPolicy };
  }
  const modelled = duration === undefined ? DEFAULT_DURATION : resolveDuration(duration, variation);
  const work = { kind: "modelled", duration: modelled, utilisation } as const;
  return gpuUtilisation === undefined ? work : { ...work, gpuUtilisation };
}

function resolveFailure({
  attempts,
  ...same
}: NonNullable<ProfileDocument["failure"]>): NonNullable<Profile["failure"]> {
  return attempts === undefined ? same : { ...same, attempts };
}

function resolveDuration(document: PodDurationDocument, variation = 0): Duration {
  if (typeof document === "string") {
    const durationMs = milliseconds(document);
    if (variation === 0) return { kind: "constant", durationMs };
    return { kind: "lognormal", meanMs: durationMs, coefficientOfVariation: variation };
  }
  if ("expression" in document) return { kind: "formula", expression: document.expression };
  const { distribution: kind } = document;
  switch (kind) {
    case "lognormal":
    case "normal": {
      const { mean, variation: coefficientOfVariation } = document;
      return { kind, meanMs: milliseconds(mean), coefficientOfVariation };
    }
    case "exponential":
      return { kind, meanMs: milliseconds(document.mean) };
    case "uniform":
      return { kind, minMs: milliseconds(document.min), maxMs: milliseconds(document.max) };
    case "triangular": {
      const { min, mode, max } = document;
      return {
        kind,
        minMs: milliseconds(min),
        modeMs: milliseconds(mode),
        maxMs: milliseconds(max),
      };
    }
    case "empirical":
      return { kind, valuesMs: document.values.map(milliseconds) };
  }
}

function resolveOutput(document: OutputDocument): OutputValue {
  if (typeof document === "string") return { kind: "constant", text: document };
  if ("sequence" in document) return resolveSequence(document);
  if ("choice" in document) {
    const { choice: values, weights = values.map(() => 1) } = document;
    return { kind: "choice", values, weights };
  }
  if ("integer" in document) return { kind: "integer", ...document.integer };
  return { kind: "formula", expression: document.expression };
}

function resolveSequence<T>(document: {
  readonly sequence: readonly T[];
  readonly cycle: boolean;
  readonly by: Sequence<T>["by"];
}): Sequence<T> {
  const { sequence: values, cycle, by } = document;
  return { kind: "sequence", values, cycle, by };
}

function resolveSuspension({
  resumeAfter,
  parameters,
}: NonNullable<ProfileDocument["suspend"]>): NonNullable<Profile["suspend"]> {
  return {
    ...(resumeAfter === undefined ? {} : { resumeAfter: resolveDuration(resumeAfter) }),
    parameters: mapValues(parameters, resolveOutput),
  };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** The text was checked when the document was read. */
function milliseconds(text: string): number {
  return parseDuration(text) as number;
}
