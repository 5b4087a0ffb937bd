/** The Eclipse Layout Kernel in a worker of its own: the page never waits for it, and it can be ended. */
import ELK from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { LayOut } from "../../charts/workflow/arrange.ts";
import { type ElkGraph, elkGraph, readElkGraph } from "../../charts/workflow/elk-graph.ts";
import { layers } from "../../charts/workflow/layers.ts";

/** Larger levels would keep the kernel busy for half a minute. */
const MAX_KERNEL_ITEMS = 4_000;

export interface Kernel {
  readonly layOut: LayOut;
  /** Ends the worker; what it was asked is never answered. */
  stop(): void;
}

export function startKernel(): Kernel {
  const elk = new ELK({ workerFactory: () => new Worker(workerUrl) });
  return {
    layOut: async (level) => {
      if (level.sizes.length + level.edges.length > MAX_KERNEL_ITEMS) return layers(level);
      // The kernel's types want lists that may be changed; it gets a copy over the worker's channel.
      const graph = elkGraph(level) as unknown as Parameters<typeof elk.layout>[0];
      return readElkGraph((await elk.layout(graph)) as unknown as ElkGraph);
    },
    stop: () => elk.terminateWorker(),
  };
}
