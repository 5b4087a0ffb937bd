/** A worker for tests: answers like the real one, but point 3 ends its thread, 5 its memory, and 7 is an error. */
import { parentPort, workerData } from "node:worker_threads";
import {
  type AnsweredBatch,
  type Batch,
  NO_POINT,
  SHARED,
  type WorkerSetup,
} from "../../../engine/lab/sweep/messages.ts";

const state = new Int32Array((workerData as WorkerSetup).shared);

parentPort?.on("message", ({ points }: Batch) => {
  if (points.length === 0) {
    parentPort?.close();
    return;
  }
  for (const point of points) {
    Atomics.store(state, SHARED.pointInHand, point);
    if (point === 3) process.exit(1);
    if (point === 5) eatMemory();
    if (point === 7) throw new Error("a defect");
  }
  Atomics.store(state, SHARED.pointInHand, NO_POINT);
  const figures = Float64Array.from(points);
  const answer: AnsweredBatch = { points, figures, failures: [], tookMs: 0.1 };
  parentPort?.postMessage(answer);
});

/** In small bites, as a replay does: a thread that asks for much at once may end the whole process. */
function eatMemory(): never {
  let eaten: unknown;
  for (let bite = 0; ; bite++) eaten = { before: eaten, text: `bite ${bite}` };
}
