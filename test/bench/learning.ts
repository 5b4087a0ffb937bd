/** The invoice pipeline's arithmetic, on one core: training, parity with ONNX, scoring. */
import { asRows, encode } from "../../scenarios/green-e2e-ml/steps/encoders.ts";
import { DEFAULT_FOREST, trainForest } from "../../scenarios/green-e2e-ml/steps/forest/forest.ts";
import { CLASSES, Model } from "../../scenarios/green-e2e-ml/steps/model.ts";
import { prepare } from "../../scenarios/green-e2e-ml/steps/prepared.ts";
import { batchRange, PUBLISHED_SIZES } from "../../scenarios/green-e2e-ml/steps/ranges.ts";
import { generateRange } from "../../scenarios/green-e2e-ml/steps/rows.ts";
import { checkParity, trainModel } from "../../scenarios/green-e2e-ml/steps/train.ts";
import { atLeast, atMost, type Claim, timesMs } from "./measure.ts";

const SEED = 1;
/** Old enough that 100,000 rows lie before what is held out. */
const BATCH = 2;
const ROWS = 100_000;
const RUNS = 3;
const SCORINGS = 7;

export async function measureLearning(): Promise<Claim[]> {
  const rowsOf = (range: Parameters<typeof generateRange>[2]) =>
    generateRange(SEED, PUBLISHED_SIZES, range);
  const prepared = prepare(BATCH, PUBLISHED_SIZES, ROWS, rowsOf);
  const { columns, labels } = prepared.training;
  const train = () => trainForest(columns, labels, CLASSES, DEFAULT_FOREST, SEED);
  const trainS = timesMs(train, RUNS, 1).map((ms) => ms / 1_000);
  const { bytes } = await trainModel(prepared, DEFAULT_FOREST, SEED);
  const unseen = rowsOf(batchRange(BATCH + 1, PUBLISHED_SIZES));
  const unseenColumns = encode(prepared.about.encoders, unseen);
  const judged = { columns: unseenColumns, labels: unseen.vatClass };
  const parity = await checkParity(train(), bytes, judged);
  const rate = await scoringRates(bytes, asRows(unseenColumns), unseen.rows);
  const size = `${DEFAULT_FOREST.trees} trees`;
  return [
    atMost(`train ${size} on ${labels.length} rows x ${columns.length} features`, "s", 60, trainS),
    atMost(`labels that differ between ONNX and forest, of ${parity.rows} rows`, "rows", 0, [
      parity.differentLabels,
    ]),
    atMost("largest difference between their probabilities", "share", 0, [
      parity.largestDifference,
    ]),
    atLeast(`score ${unseen.rows} rows with onnxruntime, ${size}`, "rows/s", 100_000, rate),
  ];
}

async function scoringRates(bytes: Uint8Array, features: Float32Array, rows: number) {
  const model = await Model.load(bytes);
  const rates: number[] = [];
  for (let run = 0; run < SCORINGS; run++) {
    const startedMs = performance.now();
    await model.predictRows(features);
    rates.push((rows / (performance.now() - startedMs)) * 1_000);
  }
  await model.release();
  return rates;
}
