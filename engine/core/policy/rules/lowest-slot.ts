/**
 * `lowest-slot`: start in the slot of least intensity that can be reached, the earliest of equals.
 * Sees the newest forecast when it is asked, up to its horizon. GAIA's Lowest-Slot (Hanafy et al.,
 * ASPLOS 2024, section 4), which knows the future; it looks at the start alone, not at how long the run takes.
 * A run that lasts longer than its slot may end in a dirty one.
 */
import { answerWithStart, START_PLAN } from "../plan/start.ts";
import type { PolicyRule } from "../rule.ts";
import type { LowestSlotSpec } from "../spec.ts";

export const lowestSlot: PolicyRule<LowestSlotSpec> = {
  source: "GAIA (Hanafy et al., ASPLOS 2024), section 4: Lowest-Slot",
  sees: START_PLAN,
  decide: (spec, input) => answerWithStart("lowest-slot", spec, input),
};
