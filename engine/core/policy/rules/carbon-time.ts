/**
 * `carbon-time`: start where most carbon is saved for each hour until the run is done; do not wait where
 * nothing is saved. Sees the newest forecast when it is asked, up to its horizon, and the mean duration.
 * GAIA's Carbon-Time (Hanafy et al., ASPLOS 2024, section 4) with the average job length. GAIA tries whole
 * hours after the arrival (`every: 1h`), and knows the future; without `every` the exact best is found.
 */
import { answerWithStart, START_PLAN } from "../plan/start.ts";
import type { PolicyRule } from "../rule.ts";
import type { CarbonTimeSpec } from "../spec.ts";

export const carbonTime: PolicyRule<CarbonTimeSpec> = {
  source: "GAIA (Hanafy et al., ASPLOS 2024), section 4: Carbon-Time",
  sees: START_PLAN,
  decide: (spec, input) => answerWithStart("carbon-time", spec, input),
};
