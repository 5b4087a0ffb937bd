/** One policy of each type, for tests that hold all of them to something. */
import { UTC } from "../../../engine/core/clock/civil.ts";
import type { PolicySpec, PolicyType } from "../../../engine/core/policy/spec.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";

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
  "bidirectional-window": {
    ...named,
    type: "bidirectional-window",
    beforeMs: 4 * HOUR_MS,
    afterMs: 3 * HOUR_MS,
    stepMs: HOUR_MS,
  },
  "deadline-window": {
    ...named,
    type: "deadline-window",
    rule: "semi-weekly",
    interruptible: true,
    friday: "monday",
    extraSlot: false,
    slotMs: HOUR_MS / 2,
    zone: UTC,
  },
  budget: {
    ...named,
    type: "budget",
    grams: 100,
    windowsMs: [-DAY_MS, DAY_MS / 4, 9 * DAY_MS],
    onEmpty: "start",
  },
  "price-aware": { ...named, type: "price-aware" },
  weighted: { ...named, type: "weighted", carbonWeight: 1, costWeight: 0.5, delayWeight: 0.1 },
  custom: {
    ...named,
    type: "custom",
    // `$env` makes it read every input there is.
    startWhen: '$env["percentileOfNow"] < 20 || cheapestWindowInH == 0',
    skipWhen: "accuracyLoss < 0",
    recheckEveryMs: HOUR_MS,
    zone: UTC,
  },
  "all-jobs-wait": { ...named, type: "all-jobs-wait", maxWaitMs: 3 * HOUR_MS },
  "lowest-slot": { ...named, type: "lowest-slot" },
  "carbon-time": { ...named, type: "carbon-time" },
  "reserved-first": { ...named, type: "reserved-first", rule: "carbon-time", everyMs: HOUR_MS },
  "wait-awhile": { ...named, type: "wait-awhile", replan: true },
  ecovisor: { ...named, type: "ecovisor", quantile: 0.3 },
  "carbon-scaler": { ...named, type: "carbon-scaler", slotMs: HOUR_MS, replan: false },
  cap: { ...named, type: "cap", minimumCpu: 2 },
  pcaps: { ...named, type: "pcaps", gamma: 0.5 },
};

export const ALL_SPECS: readonly PolicySpec[] = Object.values(SPEC_OF_TYPE);
