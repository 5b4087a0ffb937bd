/** The accuracy of the serving model over batches, as the accuracy chart wants it. */
import type { LiveRunView } from "../../../engine/contract/live.ts";
import type { AccuracyPoint } from "../accuracy.ts";

/** What the run's own steps measured of their models, each where it came into service. */
export function measuredPoints(models: LiveRunView["models"]): readonly AccuracyPoint[] {
  return models.flatMap(({ inServiceAtMs, accuracy }) =>
    accuracy === null ? [] : [{ atMs: inServiceAtMs, accuracy, carried: false, trained: true }],
  );
}

/** A batch that another model serves than the one before is marked as trained. */
export function qualityPoints(quality: LiveRunView["quality"]): readonly AccuracyPoint[] {
  return quality.map(({ atMs, accuracy, carried, trainedOn }, position) => {
    const before = quality[position - 1];
    const trained = before !== undefined && before.trainedOn !== trainedOn;
    return { atMs, accuracy, carried, trained };
  });
}
