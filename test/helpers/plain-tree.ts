/** A decision tree by the textbook: every feature, every value, nothing clever. For tests on small data. */

export interface PlainSettings {
  readonly classes: number;
  readonly maxDepth: number;
  readonly minLeafRows: number;
}

type Rows = readonly (readonly number[])[];
export type PlainTree =
  | { readonly shares: readonly number[] }
  | {
      readonly feature: number;
      readonly threshold: number;
      readonly left: PlainTree;
      readonly right: PlainTree;
    };

export function plainTree(
  rows: Rows,
  labels: readonly number[],
  settings: PlainSettings,
  depth = 0,
): PlainTree {
  const counts = countsOf(labels, settings.classes);
  const leaf = { shares: counts.map((count) => count / labels.length) };
  if (depth >= settings.maxDepth) return leaf;
  let best: { feature: number; threshold: number; gain: number } | undefined;
  for (let feature = 0; feature < (rows[0]?.length ?? 0); feature++) {
    for (const threshold of new Set(rows.map((row) => row[feature] as number))) {
      const left = labels.filter((_, i) => (rows[i]?.[feature] as number) <= threshold);
      const right = labels.filter((_, i) => (rows[i]?.[feature] as number) > threshold);
      if (Math.min(left.length, right.length) < Math.max(1, settings.minLeafRows)) continue;
      const gain =
        impurity(labels, settings) - impurity(left, settings) - impurity(right, settings);
      if (gain > (best?.gain ?? 1e-9)) best = { feature, threshold, gain };
    }
  }
  if (best === undefined) return leaf;
  const { feature, threshold } = best;
  const side = (isLeft: boolean) => {
    const kept = rows.map((row) => (row[feature] as number) <= threshold === isLeft);
    return plainTree(
      rows.filter((_, i) => kept[i]),
      labels.filter((_, i) => kept[i]),
      settings,
      depth + 1,
    );
  };
  return { feature, threshold, left: side(true), right: side(false) };
}

export function plainShares(tree: PlainTree, row: readonly number[]): readonly number[] {
  if ("shares" in tree) return tree.shares;
  return plainShares((row[tree.feature] as number) <= tree.threshold ? tree.left : tree.right, row);
}

/** Gini impurity times the rows. */
export function impurity(
  labels: readonly number[],
  { classes }: Pick<PlainSettings, "classes">,
): number {
  const squares = countsOf(labels, classes).reduce((sum, count) => sum + count * count, 0);
  return labels.length - squares / Math.max(1, labels.length);
}

function countsOf(labels: readonly number[], classes: number): number[] {
  return Array.from(
    { length: classes },
    (_, each) => labels.filter((label) => label === each).length,
  );
}
