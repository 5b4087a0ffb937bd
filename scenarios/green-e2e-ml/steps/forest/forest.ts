/** A random forest (L. Breiman, "Random Forests", Machine Learning 45, 2001): trained, and asked. */
import { randomStream } from "../../../../engine/core/random/stream.ts";
import type { ForestArrays } from "../../../../engine/formats/onnx/tree-ensemble.ts";
import { type Binned, binned } from "./bins.ts";
import { type GrownTree, TreeGrower, type TreeParameters } from "./grow.ts";
import { MAX_CLASSES, MAX_FEATURES } from "./packed-rows.ts";

export interface ForestParameters extends TreeParameters {
  readonly trees: number;
  readonly bootstrap: boolean;
  /** `balanced`: every class weighs as much as every other. */
  readonly classWeight: "none" | "balanced";
}

export const DEFAULT_FOREST: ForestParameters = {
  trees: 100,
  maxDepth: 9,
  minLeafRows: 50,
  featuresPerSplit: 3,
  bootstrap: true,
  classWeight: "none",
};

/**
 * What leaves add is a multiple of this. Sums of such numbers up to 2 are exact in 32 bits, so no order of
 * addition changes them: every runtime gives the same probabilities and decides ties alike.
 */
export const WEIGHT_GRID = 1 / 8_388_608;

/** Trains over columns of 32-bit numbers and classes; the same seed gives the same forest, bit for bit. */
export function trainForest(
  columns: readonly Float32Array[],
  labels: Uint8Array,
  classes: number,
  parameters: ForestParameters,
  seed: number,
): ForestArrays {
  if (columns.length > MAX_FEATURES || classes > MAX_CLASSES || labels.length === 0) {
    throw new RangeError(`${columns.length} features, ${classes} classes, ${labels.length} rows`);
  }
  const data = binned(columns);
  const weights = classWeights(labels, classes, parameters.classWeight);
  const grower = new TreeGrower(data, labels, weights, parameters);
  const trees = Array.from({ length: parameters.trees }, (_, tree) =>
    grower.grow(randomStream(seed, "forest/tree", tree), parameters.bootstrap),
  );
  return joined(trees, data, classes);
}

function classWeights(labels: Uint8Array, classes: number, kind: "none" | "balanced") {
  const weights = new Float64Array(classes).fill(1);
  if (kind === "none") return weights;
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]! += 1;
  return weights.map((_, each) => labels.length / (classes * Math.max(1, counts[each] as number)));
}

function joined(trees: readonly GrownTree[], data: Binned, classes: number): ForestArrays {
  const treeStart = new Int32Array(trees.length + 1);
  for (const [tree, { feature }] of trees.entries()) {
    treeStart[tree + 1] = (treeStart[tree] as number) + feature.length;
  }
  const feature = Int8Array.from(trees.flatMap((tree) => tree.feature));
  const bin = trees.flatMap((tree) => tree.bin);
  const counts = trees.flatMap((tree) => tree.counts);
  const weight = new Float32Array(counts.length);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] !== -1) continue;
    weight.set(
      onGrid(counts.slice(node * classes, (node + 1) * classes), trees.length),
      node * classes,
    );
  }
  return {
    features: data.bins.length,
    classes,
    treeStart,
    feature,
    threshold: Float32Array.from(feature, (each, node) =>
      each === -1 ? 0 : (data.edges[each]?.[bin[node] as number] as number),
    ),
    left: Int32Array.from(trees.flatMap((tree) => tree.left)),
    right: Int32Array.from(trees.flatMap((tree) => tree.right)),
    weight,
  };
}

/** Shares of 1 / trees in whole grid steps that add up to the same for every leaf (largest remainders). */
function onGrid(counts: readonly number[], trees: number): number[] {
  const steps = Math.floor(1 / WEIGHT_GRID / trees);
  const sum = counts.reduce((total, count) => total + count, 0);
  const exact = counts.map((count) => (count * steps) / sum);
  const whole = exact.map(Math.floor);
  const missing = steps - whole.reduce((total, count) => total + count, 0);
  const byRest = [...exact.keys()].sort(
    (a, b) => restOf(exact[b] as number) - restOf(exact[a] as number) || a - b,
  );
  for (const each of byRest.slice(0, missing)) whole[each]! += 1;
  return whole.map((count) => count * WEIGHT_GRID);
}

function restOf(value: number): number {
  return value - Math.floor(value);
}

export interface Predictions {
  readonly label: Uint8Array;
  /** By row and class. */
  readonly probability: Float32Array;
}

/** What the forest says of rows of features; of equally likely classes the first. */
export function predict(forest: ForestArrays, features: Float32Array): Predictions {
  const { classes } = forest;
  const rows = features.length / forest.features;
  const probability = new Float32Array(rows * classes);
  for (let tree = 0; tree + 1 < forest.treeStart.length; tree++) {
    for (let row = 0; row < rows; row++) addTree(forest, tree, features, row, probability);
  }
  return { label: likeliest(probability, classes), probability };
}

function addTree(
  forest: ForestArrays,
  tree: number,
  features: Float32Array,
  row: number,
  into: Float32Array,
): void {
  const { feature, threshold, left, right, weight, classes } = forest;
  const start = forest.treeStart[tree] as number;
  const at = row * forest.features;
  let node = start;
  for (let asked = feature[node] as number; asked >= 0; asked = feature[node] as number) {
    const goesLeft = (features[at + asked] as number) <= (threshold[node] as number);
    node = start + ((goesLeft ? left[node] : right[node]) as number);
  }
  for (let each = 0; each < classes; each++) {
    into[row * classes + each]! += weight[node * classes + each] as number;
  }
}

/** The position of the largest number of each row; the first of equals. */
export function likeliest(probability: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: probability.length / classes }, (_, row) => {
    let best = 0;
    for (let each = 1; each < classes; each++) {
      const value = probability[row * classes + each] as number;
      if (value > (probability[row * classes + best] as number)) best = each;
    }
    return best;
  });
}
