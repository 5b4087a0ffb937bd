/** The accuracy of the serving model over batches, as the accuracy chart wants it. */
import type { LiveRunView } from "../../../engine/contract/live.ts";
import type { AccuracyPoint } from "../accuracy.ts";

/** A batch that another model serves than the one before is marked as trained. */
export function qualityPoints(quality: LiveRunView["quality"]): readonly AccuracyPoint[] {
  return quality.map(({ atMs, accuracy, carried, trainedOn }, position) => {
    const before = quality[position - 1];
    const trained = before !== undefined && before.trainedOn !== trainedOn;
    return { atMs, accuracy, carried, trained };
  });
}
