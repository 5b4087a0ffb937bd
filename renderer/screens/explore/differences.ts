/** Where the difference to the baseline comes from: two factors, and four bars in grams. */
import type { PolicyResult, Slice } from "../../preview/types.ts";
import { fixed, grams, joined, percent } from "../../widgets/format.ts";

export interface DifferenceBar {
  readonly label: string;
  /** Policy minus baseline. */
  readonly valueG: number;
  readonly text: string;
  /** True for the last one, which sums up the others. */
  readonly total: boolean;
}

export interface Factors {
  readonly total: string;
  readonly frequency: string;
  readonly timing: string;
  /** In words: what the product says. */
  readonly sentence: string;
  /** In percent of the baseline's: what each factor changes by itself. */
  readonly frequencyPct: string;
  readonly timingPct: string;
}

/** Parts that add up to the whole difference in carbon, and their sum. */
export function differenceBars(result: PolicyResult, baseline: PolicyResult): DifferenceBar[] {
  const steps = (each: PolicyResult) =>
    Object.values(each.byStep).reduce((sum: number, slice: Slice) => sum + slice.operationalG, 0);
  const parts: readonly (readonly [string, number])[] = [
    ["Running steps", steps(result) - steps(baseline)],
    ["Idle nodes", result.idle.operationalG - baseline.idle.operationalG],
    ["PUE overhead", result.overhead.operationalG - baseline.overhead.operationalG],
    ...movedData(result, baseline),
    ["Embodied", result.embodiedG - baseline.embodiedG],
  ];
  const sum = result.carbonG - baseline.carbonG;
  const mostG = Math.max(Math.abs(sum), ...parts.map(([, valueG]) => Math.abs(valueG)));
  return [
    ...parts.map(([label, valueG]) => bar(label, valueG, mostG)),
    bar("Together", sum, mostG, true),
  ];
}

/** Nothing where neither policy moves any. */
function movedData(result: PolicyResult, baseline: PolicyResult): [string, number][] {
  const [own, other] = [result.transfer.operationalG, baseline.transfer.operationalG];
  return own === 0 && other === 0 ? [] : [["Data transfer", own - other]];
}

function bar(label: string, valueG: number, mostG: number, total = false): DifferenceBar {
  const quantity = joined(grams(valueG, mostG));
  return { label, valueG, text: valueG > 0 ? `+${quantity}` : quantity, total };
}

/** The factors of the decomposition as text, e.g. `6.458 = 3.718 × 1.737`. */
export function factors(result: PolicyResult): Factors | null {
  const split = result.decomposition;
  if (split === null) return null;
  const basis =
    split.basis === "cpu-seconds" ? "CPU-seconds × intensity" : "operational carbon of the steps";
  return {
    total: fixed(split.totalFactor, 3),
    frequency: fixed(split.frequencyFactor, 3),
    timing: fixed(split.timingFactor, 3),
    frequencyPct: percent((1 / split.frequencyFactor - 1) * 100),
    timingPct: percent((1 / split.timingFactor - 1) * 100),
    sentence: `The baseline's ${basis} is ${fixed(split.totalFactor, 3)} times this policy's.`,
  };
}
