/** One bar of GAIA's figures: a policy, how CPUs are bought, and how many are reserved. */

import { failure, problem, type Result, success } from "../../issue.ts";
import { nearest } from "../../text/nearest.ts";

export const GAIA_POLICIES = [
  "NJW",
  "AJW-T",
  "Lowest-Slot",
  "Lowest-Window",
  "Lowest-Window-oracle",
  "Carbon-Time",
  "Carbon-Time-oracle",
  "Ecovisor",
  "Wait-Awhile",
] as const;
export type GaiaPolicyName = (typeof GAIA_POLICIES)[number];

/**
 * - `plain`: a run takes reserved CPUs if they are free when its start has come.
 * - `reserved-first`: it starts earlier if they are.
 * - `spot-first`: short jobs run on spot CPUs, never on reserved ones.
 * - `spot-and-reserved`: both; only long jobs start earlier.
 */
export type Purchasing = "plain" | "reserved-first" | "spot-first" | "spot-and-reserved";

export interface GaiaConfiguration {
  readonly policy: GaiaPolicyName;
  readonly purchasing: Purchasing;
  readonly reservedCpus: number;
}

const PREFIXES: readonly (readonly [string, Purchasing])[] = [
  ["ResFirst-", "reserved-first"],
  ["SpotFirst-", "spot-first"],
  ["SpotRes-", "spot-and-reserved"],
];
const SUSPENDING: readonly GaiaPolicyName[] = ["Ecovisor", "Wait-Awhile"];

/** Reads `ResFirst-Carbon-Time|r9`, as the tables of results name a configuration. */
export function parseConfiguration(name: string): Result<GaiaConfiguration> {
  const [, label = "", cpus = ""] = /^(.*)\|r(\d{1,6})$/.exec(name) ?? [];
  const prefix = PREFIXES.find(([text]) => label.startsWith(text));
  const bare = label.slice(prefix?.[0].length ?? 0);
  const policy = GAIA_POLICIES.find((each) => each === bare);
  if (policy === undefined) return unknown(name, bare);
  const purchasing = prefix?.[1] ?? "plain";
  const early = purchasing === "reserved-first" || purchasing === "spot-and-reserved";
  if (early && SUSPENDING.includes(policy)) {
    const message = `in '${name}' a suspended job would start early on reserved CPUs`;
    const hint = `Plans of ${policy} cannot be moved: use '${policy}|r${cpus}'.`;
    return failure([problem("papers/unknown-configuration", message, hint)]);
  }
  return success({ policy, purchasing, reservedCpus: Number(cpus) });
}

function unknown(name: string, bare: string): Result<never> {
  const guess = nearest(bare, GAIA_POLICIES);
  const prefixes = PREFIXES.map(([text]) => text).join(", ");
  const hint =
    guess === undefined
      ? `Write POLICY|rCPUS: ${GAIA_POLICIES.join(", ")}, bare or after ${prefixes}.`
      : `Did you mean '${guess}'?`;
  const message = `the configuration '${name}' is not known`;
  return failure([problem("papers/unknown-configuration", message, hint)]);
}
