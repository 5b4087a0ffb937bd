/** Lines of the bill besides nodes, as a scenario states them: storage, egress, others. */
import type { Timeline } from "../timeline/timeline.ts";
import { HOUR_MS } from "../units/units.ts";
import type { CostLine } from "./cost-result.ts";

/** In the currency of the pool at home. */
export interface ExtraCosts {
  readonly storage?: { readonly gib: number; readonly pricePerGibMonth: number } | undefined;
  readonly egress?: { readonly gibPerRun: number; readonly pricePerGib: number } | undefined;
  /** Each by the month or by the run. */
  readonly other?:
    | readonly {
        readonly name: string;
        readonly perMonth?: number | undefined;
        readonly perRun?: number | undefined;
      }[]
    | undefined;
}

/** As Azure and AWS bill by the month (azure.microsoft.com/pricing/calculator: 730 hours). */
const MONTH_MS = 730 * HOUR_MS;

/** One line each; runs are those that ended, failed ones too. */
export function extraLines(costs: ExtraCosts | undefined, timeline: Timeline): CostLine[] {
  if (costs === undefined) return [];
  const { storage, egress, other = [] } = costs;
  const months = (timeline.toMs - timeline.fromMs) / MONTH_MS;
  const runs = timeline.requests.filter((each) => each.finishedAtMs !== undefined).length;
  const lines: CostLine[] = [];
  if (storage !== undefined) {
    const { gib, pricePerGibMonth } = storage;
    const basis = `${gib} GiB x ${pricePerGibMonth} a month x ${rounded(months)} months of 730 h`;
    lines.push({
      kind: "storage",
      name: "storage",
      amount: gib * pricePerGibMonth * months,
      basis,
    });
  }
  if (egress !== undefined) {
    const { gibPerRun, pricePerGib } = egress;
    const basis = `${runs} runs x ${gibPerRun} GiB x ${pricePerGib}`;
    lines.push({ kind: "egress", name: "egress", amount: runs * gibPerRun * pricePerGib, basis });
  }
  for (const { name, perMonth = 0, perRun = 0 } of other) {
    const amount = perMonth * months + perRun * runs;
    const basis =
      perRun > 0 ? `${runs} runs x ${perRun}` : `${rounded(months)} months of 730 h x ${perMonth}`;
    lines.push({ kind: "other", name, amount, basis });
  }
  return lines;
}

/** For reading; the amount is computed with all digits. */
function rounded(months: number): number {
  return Math.round(months * 10_000) / 10_000;
}
