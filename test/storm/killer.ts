/** A thread of the host that kills after a delay, whatever the host itself is busy with. */
import { parentPort, workerData } from "node:worker_threads";
import type { KillPoint } from "./plan.ts";
import { strike, type Target } from "./strike.ts";

const { point, target, armed, delayMs } = workerData as {
  point: KillPoint;
  target: Target;
  armed: Int32Array;
  delayMs: number;
};

parentPort?.postMessage("ready");
Atomics.wait(armed, 0, 0);
const untilMs = performance.now() + delayMs;
// Timers are too coarse for the middle of a commit.
while (performance.now() < untilMs);
strike(point, target);
