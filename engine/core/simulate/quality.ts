/** Which model serves, and how good it is on each batch of data. */
import type { InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayState } from "./state.ts";

/**
 * Scores the newest batch with the serving model. A batch is judged by the model in service when the
 * next batch arrives, so a later deployment in the batch's time replaces the score.
 */
export function scoreBatch(context: ReplayContext, state: ReplayState, atMs: InstantMs): void {
  const { batch, trainedOn } = state;
  if (batch < 0 || trainedOn < 0) return;
  const { value: accuracy, carried } = context.surface.accuracy(trainedOn, batch);
  const last = state.timeline.quality.at(-1);
  if (last?.batch === batch) {
    last.accuracy = accuracy;
    last.carried = carried;
    last.trainedOn = trainedOn;
  } else {
    state.timeline.quality.push({ batch, atMs, accuracy, carried, trainedOn });
  }
}

/** Puts a trained model into service, unless a newer one serves already. */
export function deployModel(
  context: ReplayContext,
  state: ReplayState,
  trainsOn: number,
  atMs: InstantMs,
): void {
  if (trainsOn <= state.trainedOn) return;
  state.trainedOn = trainsOn;
  scoreBatch(context, state, atMs);
}

/** Accuracy at training minus accuracy on the newest batch; undefined before the first training. */
export function accuracyLoss(context: ReplayContext, state: ReplayState): number | undefined {
  const { batch, trainedOn } = state;
  if (trainedOn < 0) return undefined;
  const fresh = context.surface.accuracy(trainedOn, trainedOn).value;
  return fresh - context.surface.accuracy(trainedOn, batch).value;
}
