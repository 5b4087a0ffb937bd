/** A forest of decision trees as one `TreeEnsembleClassifier`, the operator of `ai.onnx.ml`. */
import type { OnnxModel, OnnxNode } from "./model.ts";

export interface ForestArrays {
  readonly features: number;
  readonly classes: number;
  /** Where each tree's nodes begin; one more entry than trees, the last is the number of nodes. */
  readonly treeStart: Int32Array;
  /** By node: the feature that it asks for, -1 for a leaf. */
  readonly feature: Int8Array;
  /** By node: `value <= threshold` goes left. */
  readonly threshold: Float32Array;
  /** By node: position within its tree. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** By node and class: what a leaf adds to the class. */
  readonly weight: Float32Array;
}

const INPUT = "features";
export const FOREST_OUTPUTS = { label: "label", scores: "probabilities" } as const;
export const FOREST_INPUT = INPUT;

/**
 * The model: a row of float32 features in, the position of the class with the largest sum of leaf weights
 * and all sums out. Of equal sums the first class wins.
 */
export function forestModel(
  forest: ForestArrays,
  about: Pick<OnnxModel, "name" | "producer" | "metadata">,
): OnnxModel {
  return {
    ...about,
    nodes: [classifier(forest)],
    inputs: [{ name: INPUT, type: "float", shape: ["rows", forest.features] }],
    outputs: [
      { name: FOREST_OUTPUTS.label, type: "int64", shape: ["rows"] },
      { name: FOREST_OUTPUTS.scores, type: "float", shape: ["rows", forest.classes] },
    ],
    operatorSets: { "": 15, "ai.onnx.ml": 3 },
  };
}

function classifier(forest: ForestArrays): OnnxNode {
  const { classes, feature } = forest;
  const { treeId, nodeId } = identities(forest.treeStart);
  const leaves = [...feature.keys()].filter((node) => feature[node] === -1);
  const perWeight = (values: Int32Array) =>
    leaves.flatMap((leaf) => new Array<number>(classes).fill(values[leaf] as number));
  return {
    operator: "TreeEnsembleClassifier",
    domain: "ai.onnx.ml",
    inputs: [INPUT],
    outputs: [FOREST_OUTPUTS.label, FOREST_OUTPUTS.scores],
    attributes: {
      post_transform: { text: "NONE" },
      classlabels_int64s: { ints: Array.from({ length: classes }, (_, index) => index) },
      nodes_treeids: { ints: treeId },
      nodes_nodeids: { ints: nodeId },
      nodes_featureids: { ints: feature.map((each) => Math.max(0, each)) },
      nodes_modes: { texts: [...feature].map((each) => (each === -1 ? "LEAF" : "BRANCH_LEQ")) },
      nodes_values: { floats: forest.threshold },
      nodes_truenodeids: { ints: forest.left },
      nodes_falsenodeids: { ints: forest.right },
      class_treeids: { ints: perWeight(treeId) },
      class_nodeids: { ints: perWeight(nodeId) },
      class_ids: { ints: leaves.flatMap(() => [...new Array(classes).keys()]) },
      class_weights: {
        floats: Float32Array.from(
          leaves.flatMap((leaf) => [
            ...forest.weight.subarray(leaf * classes, (leaf + 1) * classes),
          ]),
        ),
      },
    },
  };
}

function identities(treeStart: Int32Array): { treeId: Int32Array; nodeId: Int32Array } {
  const nodes = treeStart.at(-1) ?? 0;
  const treeId = new Int32Array(nodes);
  const nodeId = new Int32Array(nodes);
  for (let tree = 0; tree + 1 < treeStart.length; tree++) {
    const start = treeStart[tree] as number;
    for (let node = start; node < (treeStart[tree + 1] as number); node++) {
      treeId[node] = tree;
      nodeId[node] = node - start;
    }
  }
  return { treeId, nodeId };
}
