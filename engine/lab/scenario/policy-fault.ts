/** A policy that goes wrong while it decides: an issue at its place in the scenario. */
import type { Issue } from "../../core/issue.ts";
import { PolicyFault } from "../../core/policy/fault.ts";
import type { World } from "../../core/scenario/world.ts";
import type { ReadScenario } from "../../formats/scenario/read.ts";

/** The issues of a fault; anything else that was thrown is thrown again. */
export function faultIssues(
  error: unknown,
  { policies }: World,
  locate: ReadScenario["locate"],
): Issue[] {
  if (!(error instanceof PolicyFault)) throw error;
  const index = policies.findIndex(({ name }) => name === error.policy);
  // A policy in a file of its own is not in the scenario.
  const where =
    index < 0 ? { path: `spec.${error.field}` } : locate(["spec", "policies", index, error.field]);
  return error.issues.map((issue) => ({ ...issue, ...where }));
}
