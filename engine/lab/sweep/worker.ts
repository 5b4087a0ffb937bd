/** The thread in which points of a sweep are replayed: a batch comes in, its figures go out. */
import { parentPort, workerData } from "node:worker_threads";
import { unwrap } from "../../core/issue.ts";
import { PointAnswerer } from "./answer-point.ts";
import { type AnsweredBatch, type Batch, NO_POINT, SHARED, type WorkerSetup } from "./messages.ts";

const { question, shared } = workerData as WorkerSetup;
const state = new Int32Array(shared);
const answerer = unwrap(PointAnswerer.open(question));

parentPort?.on("message", ({ points }: Batch) => {
  if (points.length === 0) {
    parentPort?.close();
    return;
  }
  const answered = answerBatch(points);
  const transfer = [answered.points.buffer, answered.figures.buffer] as ArrayBuffer[];
  parentPort?.postMessage(answered, transfer);
});

function answerBatch(points: Uint32Array): AnsweredBatch {
  const startedMs = performance.now();
  const answered: number[] = [];
  const figures: Float64Array[] = [];
  const failures: AnsweredBatch["failures"][number][] = [];
  for (const point of points) {
    if (Atomics.load(state, SHARED.stop) !== 0) break;
    // Should this thread die now, the pool knows which point it died of.
    Atomics.store(state, SHARED.pointInHand, point);
    const answer = answerer.answer(point);
    Atomics.store(state, SHARED.pointInHand, NO_POINT);
    if (answer.ok) {
      answered.push(point);
      figures.push(answer.value);
    } else failures.push({ point, issues: answer.issues });
  }
  return {
    points: Uint32Array.from(answered),
    figures: joined(figures),
    failures,
    tookMs: performance.now() - startedMs,
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const each = parts[0]?.length ?? 0;
  const all = new Float64Array(parts.length * each);
  for (const [index, part] of parts.entries()) all.set(part, index * each);
  return all;
}
