/** How far a policy is from the best possible, as a figure of the strip. */
import type { Regrets } from "../../preview/regrets.ts";
import type { PolicyResult } from "../../preview/types.ts";
import { fixed, grams, joined, signed } from "../../widgets/format.ts";
import type { Breakdown } from "./breakdown.ts";
import { compared, type Figure } from "./figure.ts";

/** The timing that a policy left on the table; `…` while it is computed. */
export function aboveBest(
  result: PolicyResult,
  baseline: PolicyResult,
  regrets: Regrets,
  parts: Breakdown,
): Figure {
  const own = regrets.get(result.policy);
  const theirs = regrets.get(baseline.policy);
  const text = (regret: typeof own) =>
    regret === undefined ? "…" : regret.regretPct === null ? "–" : fixed(regret.regretPct, 1);
  const points = (own?.regretPct ?? 0) - (theirs?.regretPct ?? 0);
  const known = typeof own?.regretPct === "number" && typeof theirs?.regretPct === "number";
  const carbonOf = (valueG: number | undefined) =>
    valueG === undefined ? "…" : joined(grams(valueG, own?.operationalG));
  return {
    id: "regret",
    label: "Above best",
    text: text(own),
    unit: "%",
    delta: known ? compared(result, baseline, `${signed(points, 1)} pp`, points, "lower") : null,
    baselineText: `${text(theirs)} %`,
    formula: "above best = carbon of the runs ÷ the least they could have emitted − 1",
    inputs: [
      { name: "Carbon of its runs, as they happened", value: carbonOf(own?.operationalG) },
      { name: "The same runs at their best starts", value: carbonOf(own?.optimumG) },
      { name: "Runs compared", value: own === undefined ? "…" : fixed(own.runs) },
      { name: "Requests without a run, not compared", value: fixed(result.skipped) },
    ],
    sources: ["The replay's own timeline; every possible start, tried exactly", parts.grid],
    note:
      "0 % is the best start every time, as perfect knowledge of grid and durations finds it. What is " +
      "above it is what a forecast, a margin or a fixed hour costs. Counted are the pods, without " +
      "idle nodes and embodied emissions; whether nodes were free is not asked.",
  };
}
