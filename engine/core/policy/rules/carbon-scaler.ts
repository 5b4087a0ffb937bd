/**
 * `carbon-scaler`: run with more replicas where carbon for the work they add is least, with fewer or none
 * where it is not, until the work is done. Sees the newest forecast at each slot, up to its horizon, the work
 * left, the throughput curve, and what a checkpoint costs. CarbonScaler (Hanafy et al., POMACS 2023):
 * greedy by marginal throughput over marginal carbon. The published program plans once (`replan: false`),
 * takes whole slots, and changes replicas at no cost; all replicas draw the same power here. Without a curve
 * it is `wait-awhile`.
 */
import type { PolicyAnswer, PolicyInput } from "../contract.ts";
import { answerWithParts } from "../plan/follow.ts";
import type { PolicyRule } from "../rule.ts";
import type { CarbonScalerSpec } from "../spec.ts";
import { WAIT_AWHILE, waitAwhileFor } from "./wait-awhile.ts";

export const carbonScaler: PolicyRule<CarbonScalerSpec> = {
  source: "CarbonScaler (Hanafy et al., POMACS 2023)",
  sees: [...WAIT_AWHILE, "throughput"],
  decide,
};

function decide(spec: CarbonScalerSpec, input: PolicyInput): PolicyAnswer {
  const { throughput } = input;
  if (throughput.length <= 1) return waitAwhileFor(spec, input);
  return answerWithParts(spec, input, throughput, true);
}
