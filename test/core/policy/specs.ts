/** One policy of each type, for tests that hold all of them to something. */
import type { PolicySpec, PolicyType } from "../../../engine/core/policy/spec.ts";
import { DAY_MS } from "../../../engine/core/units/units.ts";

const named = { name: "p", title: "P" };
const limitGPerKwh = 200;

export const SPEC_OF_TYPE: { readonly [T in PolicyType]: Extract<PolicySpec, { type: T }> } = {
  immediate: { ...named, type: "immediate" },
  cron: { ...named, type: "cron", schedule: "-", timeZone: "UTC", instantsMs: [9 * DAY_MS] },
  threshold: { ...named, type: "threshold", limitGPerKwh },
  "drift-gated": {
    ...named,
    type: "drift-gated",
    largeLoss: 0.05,
    smallLoss: 0.01,
    limitGPerKwh,
  },
  "lowest-window": { ...named, type: "lowest-window" },
  "cleanest-region": { ...named, type: "cleanest-region", shift: true, maxExtraCostPct: 50 },
};

export const ALL_SPECS: readonly PolicySpec[] = Object.values(SPEC_OF_TYPE);
