/** Grows one decision tree (CART: L. Breiman et al., 1984) by Gini impurity over binned rows. */
import type { RandomStream } from "../../../../engine/core/random/stream.ts";
import { type Binned, MAX_BINS } from "./bins.ts";
import { PackedRows } from "./packed-rows.ts";

export interface TreeParameters {
  readonly maxDepth: number;
  /** Rows on each side of a split, counted with their weight. */
  readonly minLeafRows: number;
  /** Features that a split chooses from. */
  readonly featuresPerSplit: number;
}

/** A tree as lists by node; the root is node 0, and a leaf asks for feature -1. */
export interface GrownTree {
  readonly feature: number[];
  /** Rows whose bin is at most this go left. */
  readonly bin: number[];
  readonly left: number[];
  readonly right: number[];
  /** By node and class: weight of the rows in a leaf; 0 elsewhere. */
  readonly counts: number[];
}

interface Split {
  readonly feature: number;
  readonly bin: number;
}

interface Part {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Grows trees over the same rows; what it needs in memory is made once. */
export class TreeGrower {
  private readonly rows: PackedRows;
  private readonly histogram: Int32Array;
  private readonly total: Int32Array;
  private readonly leftCounts: Int32Array;
  private readonly order: Uint8Array;
  private readonly binned: Binned;
  private readonly classWeight: Float64Array;
  private readonly parameters: TreeParameters;

  constructor(
    binned: Binned,
    labels: Uint8Array,
    classWeight: Float64Array,
    parameters: TreeParameters,
  ) {
    this.binned = binned;
    this.classWeight = classWeight;
    this.parameters = parameters;
    this.rows = new PackedRows(binned, labels);
    this.histogram = new Int32Array(MAX_BINS * classWeight.length);
    this.total = new Int32Array(classWeight.length);
    this.leftCounts = new Int32Array(classWeight.length);
    this.order = Uint8Array.from(binned.bins.keys());
  }

  /** A tree over a bootstrap sample: as many draws as rows, with replacement. */
  grow(random: RandomStream, bootstrap: boolean): GrownTree {
    const tree: GrownTree = { feature: [], bin: [], left: [], right: [], counts: [] };
    const rows = this.rows.begin(random, bootstrap);
    const parts: Part[] = [{ node: this.addNode(tree), from: 0, to: rows, depth: 0 }];
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const split = this.splitOf(part, random);
      if (split === undefined) this.makeLeaf(tree, part);
      else parts.push(...this.divide(tree, part, split));
    }
    return tree;
  }

  private addNode(tree: GrownTree): number {
    tree.feature.push(-1);
    tree.bin.push(0);
    tree.left.push(0);
    tree.right.push(0);
    for (let each = 0; each < this.total.length; each++) tree.counts.push(0);
    return tree.feature.length - 1;
  }

  private makeLeaf(tree: GrownTree, { node, from, to }: Part): void {
    this.rows.countClasses(from, to, this.total);
    for (const [each, count] of this.total.entries()) {
      tree.counts[node * this.total.length + each] = count * (this.classWeight[each] as number);
    }
  }

  private divide(tree: GrownTree, part: Part, { feature, bin }: Split): Part[] {
    const middle = this.rows.partition(part.from, part.to, feature, bin);
    const left = this.addNode(tree);
    const right = this.addNode(tree);
    tree.feature[part.node] = feature;
    tree.bin[part.node] = bin;
    tree.left[part.node] = left;
    tree.right[part.node] = right;
    const depth = part.depth + 1;
    return [
      { node: right, from: middle, to: part.to, depth },
      { node: left, from: part.from, to: middle, depth },
    ];
  }

  /** The best split of the features drawn; when they allow none, of those after them. */
  private splitOf({ from, to, depth }: Part, random: RandomStream): Split | undefined {
    if (depth >= this.parameters.maxDepth) return undefined;
    this.rows.countClasses(from, to, this.total);
    let best: (Split & { score: number }) | undefined;
    for (let tried = 0; tried < this.order.length; tried++) {
      if (tried >= this.parameters.featuresPerSplit && best !== undefined) break;
      const feature = this.drawFeature(tried, random);
      const found = this.bestBin(from, to, feature, best?.score ?? 0);
      if (found !== undefined) best = { feature, ...found };
    }
    return best;
  }

  /** One step of a shuffle (Fisher and Yates): features already tried stand in front. */
  private drawFeature(tried: number, random: RandomStream): number {
    const { order } = this;
    const at = tried + Math.floor(random.uniform() * (order.length - tried));
    const feature = order[at] as number;
    order[at] = order[tried] as number;
    order[tried] = feature;
    return feature;
  }

  /**
   * The bin after which the impurity falls most, if by more than `atLeast`; the first of equals.
   *
   * With class weights w, counts L and R: sum((wL)^2) / sum(wL) + sum((wR)^2) / sum(wR), minus the same of
   * both together, is the loss of Gini impurity times the weight of the rows.
   */
  private bestBin(from: number, to: number, feature: number, atLeast: number) {
    const { histogram, total, leftCounts, classWeight } = this;
    const classes = total.length;
    const last = this.binned.edges[feature]?.length ?? 0;
    this.rows.countBins(from, to, feature, histogram, (last + 1) * classes);
    leftCounts.fill(0);
    let all = 0;
    let allWeight = 0;
    let allSquares = 0;
    for (let each = 0; each < classes; each++) {
      const weighted = (total[each] as number) * (classWeight[each] as number);
      all += total[each] as number;
      allWeight += weighted;
      allSquares += weighted * weighted;
    }
    const whole = allSquares / allWeight;
    // Below this a gain is the rounding of the sums, not a gain.
    let bestScore = Math.max(atLeast, whole * 1e-12);
    let bestBin = -1;
    let left = 0;
    for (let bin = 0; bin < last; bin++) {
      let inBin = 0;
      for (let each = 0; each < classes; each++) {
        const count = histogram[bin * classes + each] as number;
        leftCounts[each] = (leftCounts[each] as number) + count;
        inBin += count;
      }
      left += inBin;
      if (inBin === 0 || left < this.parameters.minLeafRows) continue;
      if (all - left < this.parameters.minLeafRows) break;
      const score = this.purity() - whole;
      if (score > bestScore) {
        bestScore = score;
        bestBin = bin;
      }
    }
    return bestBin < 0 ? undefined : { bin: bestBin, score: bestScore };
  }

  private purity(): number {
    const { total, leftCounts, classWeight } = this;
    let leftWeight = 0;
    let leftSquares = 0;
    let rightWeight = 0;
    let rightSquares = 0;
    for (let each = 0; each < total.length; each++) {
      const weight = classWeight[each] as number;
      const left = (leftCounts[each] as number) * weight;
      const right = (total[each] as number) * weight - left;
      leftWeight += left;
      leftSquares += left * left;
      rightWeight += right;
      rightSquares += right * right;
    }
    return leftSquares / leftWeight + rightSquares / rightWeight;
  }
}
