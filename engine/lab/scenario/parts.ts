/** The parts of a scenario that translate one to one: pool, profiles, quality. */
import type { NodePool } from "../../core/cluster/node-pool.ts";
import type { QualityModel } from "../../core/model/quality.ts";
import type {
  NodePoolDocument,
  ProfileDocument,
  ScenarioDocument,
} from "../../core/scenario/schema.ts";
import type { Profile } from "../../core/simulate/profile.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS } from "../../core/units/units.ts";

const YEAR_MS = 365 * DAY_MS;

export function resolvePool(document: NodePoolDocument): NodePool {
  const { provision, scaleDown, embodiedKg, lifespanYears, ...same } = document;
  return {
    ...same,
    provisionMs: parseDuration(provision) as number,
    scaleDownMs: parseDuration(scaleDown) as number,
    embodiedG: embodiedKg * 1_000,
    lifespanMs: lifespanYears * YEAR_MS,
  };
}

export function resolveProfiles(
  documents: Readonly<Record<string, ProfileDocument>>,
): Record<string, Profile> {
  return Object.fromEntries(
    Object.entries(documents).map(([template, document]) => [template, resolveProfile(document)]),
  );
}

function resolveProfile(document: ProfileDocument): Profile {
  const { cpuSeconds, duration, exitCode, result, parameters } = document;
  const outcome = { exitCode, parameters, ...(result === undefined ? {} : { result }) };
  if (cpuSeconds !== undefined) {
    const { measured, byPolicy } = cpuSeconds;
    return { work: { kind: "measured", cpuSeconds: measured, byPolicy }, ...outcome };
  }
  return {
    work: {
      kind: "modelled",
      meanMs: parseDuration(duration as string) as number,
      coefficientOfVariation: document.variation,
      utilisation: document.utilisation,
    },
    ...outcome,
  };
}

export function resolveQuality(
  document: ScenarioDocument["spec"]["quality"],
  batchCount: number,
): QualityModel {
  return document.kind === "observed" ? document : { ...document, batchCount };
}
