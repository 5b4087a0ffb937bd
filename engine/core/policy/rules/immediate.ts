/** `immediate`: start when asked. Sees nothing. The behaviour of a pipeline without a policy. */
import type { PolicyRule } from "../rule.ts";
import type { ImmediateSpec } from "../spec.ts";

export const immediate: PolicyRule<ImmediateSpec> = {
  source: "a pipeline without a policy",
  sees: [],
  decide: () => ({ action: "start", reason: "starts when asked" }),
};
