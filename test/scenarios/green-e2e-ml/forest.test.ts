/** The forest: its trees against trees by the textbook, its answers bit by bit, and scikit-learn's beside them. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../engine/core/random/stream.ts";
import { binned, binOf } from "../../../scenarios/green-e2e-ml/steps/forest/bins.ts";
import {
  DEFAULT_FOREST,
  type ForestParameters,
  predict,
  trainForest,
  WEIGHT_GRID,
} from "../../../scenarios/green-e2e-ml/steps/forest/forest.ts";
import { impurity, plainShares, plainTree } from "../../helpers/plain-tree.ts";

const ONE_TREE: ForestParameters = {
  trees: 1,
  maxDepth: 4,
  minLeafRows: 1,
  featuresPerSplit: 3,
  bootstrap: false,
  classWeight: "none",
};

interface Data {
  readonly rows: number[][];
  readonly labels: number[];
}

const columnsOf = (rows: readonly (readonly number[])[]) =>
  (rows[0] ?? []).map((_, feature) => Float32Array.from(rows, (row) => row[feature] as number));
const flat = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());
const train = ({ rows, labels }: Data, parameters: ForestParameters, seed = 1) =>
  trainForest(columnsOf(rows), Uint8Array.from(labels), 3, parameters, seed);

const data = fc
  .array(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6), fc.nat(2)), { minLength: 2, maxLength: 40 })
  .map(
    (all): Data => ({
      rows: all.map((each) => each.slice(0, 3)),
      labels: all.map(([, , , y]) => y),
    }),
  );

/** Invoice-like numbers: the class follows from two features, and a fifth of the rows lies. */
function noisy(count: number): Data {
  const random = randomStream(7, "test/forest");
  const rows = Array.from({ length: count }, () => [
    Math.fround(random.normal() * 100),
    Math.floor(random.uniform() * 12),
    Math.fround(random.uniform()),
  ]);
  const labels = rows.map(([a, b]) => {
    const rule = (a as number) > 20 ? 0 : (b as number) % 3 === 0 ? 1 : 2;
    return random.uniform() < 0.2 ? Math.floor(random.uniform() * 3) : rule;
  });
  return { rows, labels };
}

describe("bins", () => {
  it("say of every value on which side of every edge it lies", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true }), { minLength: 1 }),
        fc.integer({ min: 2, max: 9 }),
        (values, most) => {
          const { bins, edges } = binned([Float32Array.from(values)], most);
          const [column, at] = [bins[0] as Uint8Array, edges[0] as Float32Array];
          expect(at.length).toBeLessThan(most);
          for (const [row, value] of values.entries()) {
            expect(column[row]).toBe(at.filter((edge) => edge < value).length);
            expect(binOf(value, at)).toBe(column[row]);
          }
        },
      ),
    );
  });
});

describe("a tree", () => {
  it("gains as much at its root as the best of all splits", () => {
    fc.assert(
      fc.property(data, (all) => {
        const forest = train(all, { ...ONE_TREE, maxDepth: 1 });
        const plain = plainTree(all.rows, all.labels, { classes: 3, maxDepth: 1, minLeafRows: 1 });
        const left = (shares: readonly number[] | Float32Array) => JSON.stringify([...shares]);
        const gainOf = (key: (row: readonly number[]) => string) => {
          const sides = Map.groupBy(all.rows.keys(), (row) => key(all.rows[row] as number[]));
          const after = [...sides.values()].map((rows) =>
            impurity(
              rows.map((row) => all.labels[row] as number),
              { classes: 3 },
            ),
          );
          return after.reduce((sum, each) => sum + each, 0);
        };
        const ours = gainOf((row) => left(predict(forest, flat([row])).probability));
        expect(ours).toBeCloseTo(
          gainOf((row) => left(plainShares(plain, row))),
          6,
        );
      }),
    );
  });

  it("is the tree of the textbook where no two splits are equally good", () => {
    const all = noisy(300);
    for (const [maxDepth, minLeafRows] of [
      [3, 1],
      [6, 5],
      [8, 20],
    ] as const) {
      const forest = train(all, { ...ONE_TREE, maxDepth, minLeafRows });
      const plain = plainTree(all.rows, all.labels, { classes: 3, maxDepth, minLeafRows });
      const { probability } = predict(forest, flat(all.rows));
      for (const [row, values] of all.rows.entries()) {
        for (const [each, share] of plainShares(plain, values).entries()) {
          expect(Math.abs((probability[row * 3 + each] as number) - share)).toBeLessThan(1e-6);
        }
      }
    }
  });

  it("leaves as many rows in each leaf as it must, and asks no more than it may", () => {
    const all = noisy(400);
    const { feature, left, right, treeStart } = train(all, {
      ...ONE_TREE,
      maxDepth: 5,
      minLeafRows: 30,
    });
    const depthOf = (node: number): number =>
      feature[node] === -1
        ? 0
        : 1 + Math.max(depthOf(left[node] as number), depthOf(right[node] as number));
    expect(treeStart).toHaveLength(2);
    expect(depthOf(0)).toBeLessThanOrEqual(5);
    const leaves = feature.filter((each) => each === -1).length;
    expect(leaves).toBeGreaterThan(3);
    expect(leaves).toBeLessThanOrEqual(400 / 30);
  });
});

describe("a forest", () => {
  const all = noisy(3_000);

  it("is the same bit by bit with the same seed, and another with another", () => {
    const small = { ...DEFAULT_FOREST, trees: 7, featuresPerSplit: 2 };
    const first = train(all, small, 5);
    expect(train(all, small, 5)).toEqual(first);
    expect(train(all, small, 6)).not.toEqual(first);
  });

  it("adds up, in every order, to the same probabilities", () => {
    const forest = train(all, { ...DEFAULT_FOREST, trees: 9 });
    const { probability } = predict(forest, flat(all.rows));
    for (let row = 0; row < all.rows.length; row++) {
      const shares = [...probability.subarray(row * 3, row * 3 + 3)];
      expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-5);
      expect(shares.every((share) => Number.isInteger(share / WEIGHT_GRID))).toBe(true);
    }
  });

  it("learns more than one tree of it", () => {
    const fresh = noisy(6_000);
    const right = (trees: number) => {
      const forest = train(all, {
        ...DEFAULT_FOREST,
        trees,
        maxDepth: 12,
        minLeafRows: 1,
        featuresPerSplit: 2,
      });
      const { label } = predict(forest, flat(fresh.rows));
      return label.filter((each, row) => each === fresh.labels[row]).length;
    };
    expect(right(40)).toBeGreaterThan(right(1));
  });

  it("gives a rare class its say when classes weigh alike", () => {
    const rows = all.rows.map(([a, b, c]) => [a as number, b as number, c as number]);
    const rare = all.labels.map((label, row) => (label === 1 && row % 8 !== 0 ? 2 : label));
    const named = (classWeight: "none" | "balanced") => {
      const forest = train({ rows, labels: rare }, { ...DEFAULT_FOREST, trees: 10, classWeight });
      return predict(forest, flat(rows)).label.filter((label) => label === 1).length;
    };
    expect(named("balanced")).toBeGreaterThan(named("none"));
  });
});

const hasPython = spawnSync("python3", ["-c", "import sklearn"]).status === 0;
if (!hasPython)
  process.stdout.write("no scikit-learn in python3: the comparison with it is left out\n");

describe.runIf(hasPython)("scikit-learn", () => {
  it("reaches the same accuracy with its forest, within one percentage point", () => {
    const [all, fresh] = [noisy(3_000), noisy(6_000)];
    const program = `import json,sys; from sklearn.ensemble import RandomForestClassifier as F
d=json.load(sys.stdin); f=F(100,max_depth=9,min_samples_leaf=20,max_features=2,random_state=1)
print(f.fit(d["x"],d["y"]).score(d["fx"],d["fy"]))`;
    const input = JSON.stringify({ x: all.rows, y: all.labels, fx: fresh.rows, fy: fresh.labels });
    const theirs = Number(
      spawnSync("python3", ["-c", program], { input, encoding: "utf8" }).stdout,
    );
    const forest = train(all, { ...DEFAULT_FOREST, featuresPerSplit: 2 });
    const { label } = predict(forest, flat(fresh.rows));
    const ours = label.filter((each, row) => each === fresh.labels[row]).length / label.length;
    expect(Math.abs(ours - theirs)).toBeLessThan(0.01);
  });
});
