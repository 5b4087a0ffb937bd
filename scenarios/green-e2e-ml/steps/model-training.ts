/** Step: trains a forest, writes it as ONNX, proves that both agree, and registers the model as a candidate. */
import { readWhole, writeWhole } from "./files.ts";
import { DEFAULT_FOREST } from "./forest/forest.ts";
import { fromFile } from "./prepared.ts";
import { type Arguments, runProgram, StepError, USAGE_EXIT } from "./program.ts";
import { describeRange } from "./ranges.ts";
import { Registry } from "./registry.ts";
import { percent } from "./ship-gate.ts";
import { trainModel } from "./train.ts";

await runProgram({
  name: "model-training",
  about: "trains a random forest on prepared rows and writes it as an ONNX model",
  options: {
    data: { about: "folder of the shared volume, with the registry" },
    prepared: { about: "file that preprocessing wrote" },
    run: { about: "name of the workflow's run, for the lineage" },
    seed: { about: "of bootstrap samples and feature choices", default: "1" },
    trees: { about: "in the forest", default: String(DEFAULT_FOREST.trees) },
    depth: { about: "questions to a leaf at most", default: String(DEFAULT_FOREST.maxDepth) },
    "class-weight": { about: "none or balanced", default: DEFAULT_FOREST.classWeight },
    model: { about: "where to write the ONNX file" },
    "accuracy-file": { about: "where to write the accuracy on the held-out rows" },
    "version-file": { about: "where to write the version in the registry" },
  },
  work,
});

async function work(given: Arguments): Promise<void> {
  const file = readWhole(
    given.text("prepared"),
    "The file of prepared rows",
    "Run preprocessing first.",
  );
  const parameters = {
    ...DEFAULT_FOREST,
    trees: given.int("trees", 1, 1_000),
    maxDepth: given.int("depth", 1, 16),
    classWeight: classWeight(given),
  };
  const { bytes, card, parity } = await trainModel(
    fromFile(file),
    parameters,
    given.int("seed", 0, 0xffffffff),
  );
  process.stdout.write(
    `trained on ${describeRange(card.trained)}; accuracy on ${describeRange(card.heldOut)} is ` +
      `${percent(card.accuracy)}; ONNX and forest agree on ${parity.rows} rows, probabilities differ ` +
      `by ${parity.largestDifference}\n`,
  );
  const registry = new Registry(given.text("data"));
  try {
    const { version } = registry.register(bytes, given.text("run"));
    writeWhole(given.text("model"), bytes);
    writeWhole(given.text("version-file"), String(version));
    writeWhole(given.text("accuracy-file"), card.accuracy.toFixed(4));
    process.stdout.write(`registered as version ${version}\n`);
  } finally {
    registry.close();
  }
}

function classWeight(given: Arguments): "none" | "balanced" {
  const value = given.text("class-weight");
  if (value === "none" || value === "balanced") return value;
  throw new StepError(`--class-weight is '${value}'.`, "Give none or balanced.", USAGE_EXIT);
}
