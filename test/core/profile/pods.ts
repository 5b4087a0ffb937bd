/** Pods and profiles for the tests of profiles. */
import { DrawTable } from "../../../engine/core/profile/draws.ts";
import type { ProfiledPod } from "../../../engine/core/profile/pod.ts";
import {
  DEFAULT_PROFILE,
  type Duration,
  type OutputValue,
  type Profile,
} from "../../../engine/core/profile/profile.ts";

export function podOf(fields: Partial<ProfiledPod> = {}): ProfiledPod {
  return {
    nodeName: ".work",
    occurrence: 0,
    attempt: 0,
    inputs: {},
    outputs: [],
    request: 0,
    cpuRequest: 1,
    draws: new DrawTable(1, 10),
    ...fields,
  };
}

export function profileOf(fields: Partial<Profile>): Profile {
  return { ...DEFAULT_PROFILE, ...fields };
}

export function lasting(duration: Duration, utilisation = 1): Profile {
  return profileOf({ work: { kind: "modelled", duration, utilisation } });
}

export const constant = (text: string): OutputValue => ({ kind: "constant", text });

export const formula = (expression: string) => ({ kind: "formula", expression }) as const;
