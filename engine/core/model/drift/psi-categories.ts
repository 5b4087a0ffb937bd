/** Population Stability Index of a category: vendors, countries, VAT classes. */
import { assert } from "../../assert.ts";
import { type Psi, type PsiClass, psiOfCounts } from "./shares.ts";

export interface CategoryPsiOptions {
  /** The reference's most frequent categories that count by themselves; 20 by default. */
  readonly categories?: number;
}

export interface PsiCategory extends PsiClass {
  /** Null: all others together, those that the reference does not know among them. */
  readonly category: string | null;
}

export interface CategoryPsi extends Psi {
  /** Most frequent in the reference first; the others last. */
  readonly categories: readonly PsiCategory[];
}

const DEFAULT_CATEGORIES = 20;

/**
 * PSI over categories (see `shares.ts` for formula and sources). Rare ones are taken together: a class with
 * hardly a member would make the index large by chance.
 *
 * @returns undefined when one of the samples is empty
 */
export function psiOfCategories(
  reference: Iterable<string>,
  current: Iterable<string>,
  options: CategoryPsiOptions = {},
): CategoryPsi | undefined {
  const most = options.categories ?? DEFAULT_CATEGORIES;
  assert(Number.isInteger(most) && most >= 1, () => `${most} categories`);
  const before = countsOf(reference);
  const now = countsOf(current);
  const kept = [...before]
    .sort(([a, inA], [b, inB]) => inB - inA || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([category, count]) => ({
      category,
      reference: count,
      current: now.get(category) ?? 0,
    }));
  const others = {
    category: null,
    reference: total(before) - sumOf(kept, "reference"),
    current: total(now) - sumOf(kept, "current"),
  };
  const counted = psiOfCounts<PsiCounts>([...kept, others]);
  return counted && { ...counted.psi, categories: counted.classes };
}

interface PsiCounts {
  readonly category: string | null;
  readonly reference: number;
  readonly current: number;
}

function countsOf(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

function sumOf(counts: readonly PsiCounts[], of: "reference" | "current"): number {
  return counts.reduce((sum, counted) => sum + counted[of], 0);
}
