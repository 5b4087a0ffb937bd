/** Runs inside Chromium's worker: times the replay and account of each policy of a world. */
import { runPolicy } from "../../engine/core/compare/compare.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { timesMs } from "./measure.ts";

const RUNS = 101;
const WARM_UP = 50;

globalThis.onmessage = ({ data }: MessageEvent<string>) => {
  const prepared = prepareWorld(JSON.parse(data) as World);
  const times = prepared.world.policies.map((spec) => [
    spec.name,
    timesMs(() => runPolicy(prepared, spec), RUNS, WARM_UP),
  ]);
  globalThis.postMessage(times);
};
