/** Doors of the host at which a storm strikes: its store and its executor, watched. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Executor } from "../../engine/core/live/attempt.ts";
import type { LiveStore } from "../../engine/core/live/run-store.ts";
import type { KillPoint, Probe } from "./plan.ts";
import { strike, type Target } from "./strike.ts";

/** Told which door is passed; strikes when it is the one that was drawn. */
export type Watch = (probe: Probe) => void;

export async function watchFor(points: readonly KillPoint[], target: Target): Promise<Watch> {
  const watches = await Promise.all(points.map((point) => watchForOne(point, target)));
  return (probe) => {
    for (const watch of watches) watch(probe);
  };
}

async function watchForOne(point: KillPoint, target: Target): Promise<Watch> {
  if (point.probe === undefined) return () => undefined;
  const { at, nth, delayMs } = point.probe;
  const armed = new Int32Array(new SharedArrayBuffer(4));
  if (delayMs > 0) await startKiller({ point, target, armed, delayMs });
  let passed = 0;
  return (probe) => {
    if (probe !== at || ++passed !== nth) return;
    if (delayMs === 0) return strike(point, target);
    Atomics.store(armed, 0, 1);
    Atomics.notify(armed, 0);
  };
}

async function startKiller(workerData: object): Promise<void> {
  const worker = new Worker(new URL("./killer.ts", import.meta.url), { workerData });
  await once(worker, "message");
  worker.unref();
}

export function watchedStore(store: LiveStore, watch: Watch): LiveStore {
  return {
    ...store,
    create: (...args) => {
      const id = store.create(...args);
      watch("create");
      return id;
    },
    records: (...args) => {
      watch("read");
      return store.records(...args);
    },
    append: (...args) => {
      watch("append before");
      watch("append inside");
      store.append(...args);
      watch("append after");
    },
    setStatus: (id, status, message) => {
      const isEnding = status !== "running" && status !== "paused";
      if (isEnding) {
        watch("status before");
        watch("status inside");
      }
      store.setStatus(id, status, message);
      if (isEnding) watch("status after");
    },
  };
}

export function watchedExecutor(executor: Executor, watch: Watch): Executor {
  return {
    start: async (spec) => {
      watch("start inside");
      const attempt = await executor.start(spec);
      watch("started");
      const ended = attempt.ended.then((end) => {
        watch("ended");
        return end;
      });
      return { ...attempt, ended };
    },
    withdraw: (id) => executor.withdraw(id),
    endLeftovers: async (run) => {
      watch("leftovers before");
      watch("leftovers inside");
      await executor.endLeftovers(run);
      watch("leftovers after");
    },
    close: () => executor.close(),
  };
}
