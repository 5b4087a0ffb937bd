/** Runs inside Chromium's worker: times each policy by itself, and whole answers while a handle is dragged. */
import { runPolicy } from "../../engine/core/compare/compare.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { DAY_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { Preview } from "../../renderer/preview/answer.ts";
import { timesMs } from "./measure.ts";

const RUNS = 101;
const WARM_UP = 50;

export interface PreviewTimes {
  readonly policies: readonly (readonly [name: string, ms: number[]])[];
  readonly month: number[];
  readonly year: number[];
}

globalThis.onmessage = ({ data }: MessageEvent<string>) => {
  const world = JSON.parse(data) as World;
  const prepared = prepareWorld(world);
  const policies = world.policies.map(
    (spec) => [spec.name, timesMs(() => runPolicy(prepared, spec), RUNS, WARM_UP)] as const,
  );
  const times: PreviewTimes = { policies, month: answers(firstMonth(world)), year: answers(world) };
  globalThis.postMessage(times);
};

/** Another deadline each time, so every policy is replayed; with the copy that goes to the screen. */
function answers(world: World): number[] {
  const preview = new Preview(world);
  const { deadlineMs: planned } = world.workload;
  let asked = 0;
  const ask = () => {
    asked += 1;
    const deadlineMs = planned - (asked % 60) * MINUTE_MS;
    structuredClone(preview.answer(asked, { policies: {}, deadlineMs }));
  };
  return timesMs(ask, RUNS, WARM_UP);
}

function firstMonth(world: World): World {
  const { period, workload, batchesAtMs } = world;
  const toMs = period.fromMs + 31 * DAY_MS;
  const inside = (atMs: number) => atMs + workload.deadlineMs <= toMs;
  return {
    ...world,
    period: { ...period, toMs },
    workload: { ...workload, requestedAtMs: workload.requestedAtMs.filter(inside) },
    batchesAtMs: batchesAtMs.filter((atMs) => atMs < toMs),
  };
}
