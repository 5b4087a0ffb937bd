/** Runs inside Chromium's worker: times each policy by itself, and whole answers while a handle is dragged. */
import { runPolicy } from "../../engine/core/compare/compare.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { Accountant } from "../../renderer/preview/accounting/accountant.ts";
import { Preview } from "../../renderer/preview/answer.ts";
import { timesMs } from "./measure.ts";

const RUNS = 101;
const WARM_UP = 50;

export interface PreviewTimes {
  readonly policies: readonly (readonly [name: string, ms: number[]])[];
  readonly month: number[];
  readonly year: number[];
  /** An assumption of the account dragged, by the day and by the hour. */
  readonly accounts: readonly { readonly stepMs: number; readonly times: number[] }[];
}

globalThis.onmessage = ({ data }: MessageEvent<string>) => {
  const world = JSON.parse(data) as World;
  const prepared = prepareWorld(world);
  const policies = world.policies.map(
    (spec) => [spec.name, timesMs(() => runPolicy(prepared, spec), RUNS, WARM_UP)] as const,
  );
  const times: PreviewTimes = {
    policies,
    month: answers(firstMonth(world)),
    year: answers(world),
    accounts: accounts(world),
  };
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

/** Another PUE each time, under each policy in turn; with the copy that goes to the screen. */
function accounts(world: World): PreviewTimes["accounts"] {
  const accountant = new Accountant(world);
  const { policies } = world;
  let asked = 0;
  return [DAY_MS, HOUR_MS].map((stepMs) => {
    const ask = () => {
      asked += 1;
      const policy = (policies[asked % policies.length] as World["policies"][number]).name;
      const assumptions = { pue: 1.1 + (asked % 50) / 100 };
      structuredClone(accountant.answer({ policy, assumptions, stepMs }));
    };
    return { stepMs, times: timesMs(ask, RUNS, WARM_UP) };
  });
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
