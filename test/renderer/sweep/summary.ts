/** Sweeps for tests: axes of any size, with policies and whatever else a summary has. */
import type { SweepAxis, SweepSummary } from "../../../engine/contract/sweep.ts";

/** An axis with the values 1, 2, 3 … */
export function axisOf(parameter: string, count: number, uncertain = false): SweepAxis {
  const values = Array.from({ length: count }, (_, index) => index + 1);
  return { parameter, title: parameter, uncertain, values };
}

export function summaryOf(axes: readonly SweepAxis[], policies = 2): SweepSummary {
  const names = Array.from({ length: policies }, (_, index) => `p${index}`);
  return {
    id: "1",
    scenario: "small",
    title: "Small world",
    createdAt: "2026-01-02T03:04:05.000Z",
    status: "finished",
    synthetic: true,
    axes,
    policies: names.map((name) => ({ name, title: name })),
    baseline: "p0",
    functionalUnit: "training",
    currency: "EUR",
    total: axes.reduce((all, { values }) => all * values.length, 1),
    finished: 0,
    failed: 0,
    workers: 1,
    etaMs: null,
    replaysPerS: null,
    rowsSha256: null,
  };
}
