/** The Population Stability Index of two lists of shares, and what its values are taken to mean. */
import { log } from "../../math/log.ts";
import { CompensatedSum } from "../../math/sum.ts";

/** A share of nothing has no logarithm: it counts as this much. */
export const LEAST_SHARE = 1e-4;

/** Below: no change worth a word. From the second on: a change to act on. */
export const PSI_SOME = 0.1;
export const PSI_MUCH = 0.25;

/** The rule of thumb of credit scoring (N. Siddiqi, "Credit Risk Scorecards", Wiley 2006). */
export type DriftDegree = "little" | "some" | "much";

export interface Psi {
  /** Sum over the classes of (current - reference) x ln(current / reference); 0 or more, no unit. */
  readonly value: number;
  readonly degree: DriftDegree;
  /**
   * What the value is on average when nothing has changed, from sampling alone: (classes - 1) x (1/n + 1/m)
   * (B. Yurdakul, "Statistical Properties of Population Stability Index", Western Michigan University 2018).
   */
  readonly byChance: number;
  /** Sizes of the two samples. */
  readonly referenceCount: number;
  readonly currentCount: number;
}

/** What one class adds to the index. */
export interface PsiClass {
  /** Shares of the samples, 0 to 1, as counted. */
  readonly reference: number;
  readonly current: number;
  readonly part: number;
}

export interface CountedClass {
  readonly reference: number;
  readonly current: number;
}

/** The index of counts by class; undefined when one of the samples is empty. */
export function psiOfCounts<T extends CountedClass>(
  counts: readonly T[],
): { readonly psi: Psi; readonly classes: readonly (T & PsiClass)[] } | undefined {
  let referenceCount = 0;
  let currentCount = 0;
  for (const { reference, current } of counts) {
    referenceCount += reference;
    currentCount += current;
  }
  if (referenceCount === 0 || currentCount === 0) return undefined;
  const sum = new CompensatedSum();
  const classes = counts.map((counted) => {
    const reference = counted.reference / referenceCount;
    const current = counted.current / currentCount;
    const part = partOf(reference, current);
    sum.add(part);
    return { ...counted, reference, current, part };
  });
  const filled = counts.filter(({ reference, current }) => reference + current > 0).length;
  const byChance = (filled - 1) * (1 / referenceCount + 1 / currentCount);
  const value = sum.value;
  return {
    psi: { value, degree: degreeOf(value), byChance, referenceCount, currentCount },
    classes,
  };
}

export function degreeOf(psi: number): DriftDegree {
  if (psi < PSI_SOME) return "little";
  return psi < PSI_MUCH ? "some" : "much";
}

function partOf(reference: number, current: number): number {
  const expected = Math.max(reference, LEAST_SHARE);
  const actual = Math.max(current, LEAST_SHARE);
  return (actual - expected) * log(actual / expected);
}
