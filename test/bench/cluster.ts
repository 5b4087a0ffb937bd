/** A month of a cluster that grows and shrinks: 5,000 pods on up to 200 nodes, replayed and accounted. */

import { AKS_AUTOSCALER } from "../../engine/core/cluster/autoscaler.ts";
import { runPolicy } from "../../engine/core/compare/compare.ts";
import { unwrap } from "../../engine/core/issue.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { DAY_MS, HOUR_MS } from "../../engine/core/units/units.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import { podOf, workflowOf } from "../helpers/workflow.ts";
import { atMost, type Claim, timesMs } from "./measure.ts";

const RUNS = 9;
const WARM_UP = 3;
const DAYS = 30;
/** Each batch of runs needs all nodes. */
const BATCHES = 10;
const RUNS_A_BATCH = 5;
const PODS_A_RUN = 100;
const NODES = 200;

export function measureCluster(): Claim[] {
  const world = autoscaled();
  const prepared = prepareWorld(world);
  const spec = world.policies[0] as World["policies"][number];
  const { timeline } = runPolicy(prepared, spec);
  const nodes = mostNodes(timeline.nodes);
  const pods = BATCHES * RUNS_A_BATCH * PODS_A_RUN;
  if (timeline.pods.length !== pods || nodes !== NODES)
    throw new Error(`the cluster had ${timeline.pods.length} pods on ${nodes} nodes`);
  const times = timesMs(() => runPolicy(prepareWorld(world), spec), RUNS, WARM_UP);
  return [
    atMost(`a month of an autoscaled cluster, ${pods} pods on ${NODES} nodes`, "ms", 300, times),
  ];
}

function mostNodes(nodes: readonly { readonly fromMs: number; readonly toMs: number }[]): number {
  const alive = (atMs: number) =>
    nodes.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs).length;
  return Math.max(...nodes.map(({ fromMs }) => alive(fromMs)));
}

function autoscaled(): World {
  const year = unwrap(openWorld(unwrap(findScenario("nightly-retrain")), {}));
  const { fromMs } = year.period;
  const spec = { type: "immediate", name: "now", title: "Immediate" } as const;
  const main = `- { name: main, steps: [[{ name: part, template: part, withSequence: { count: "${PODS_A_RUN}" } }]] }`;
  const requestedAtMs = Array.from({ length: BATCHES * RUNS_A_BATCH }, (_, index) => {
    return fromMs + Math.floor(index / RUNS_A_BATCH) * ((DAYS - 2) / BATCHES) * DAY_MS;
  });
  return {
    ...year,
    period: { ...year.period, toMs: fromMs + DAYS * DAY_MS },
    autoscaler: AKS_AUTOSCALER,
    workload: {
      ...year.workload,
      workflow: workflowOf("batch", "main", [main, podOf("part", 3, 8)].join("\n")),
      requestedAtMs,
    },
    pool: { ...year.pool, maxNodes: NODES, system: { cpu: 0.2, memoryGib: 1, utilisation: 0.3 } },
    profiles: {
      part: {
        work: {
          kind: "modelled",
          duration: { kind: "lognormal", meanMs: 2 * HOUR_MS, coefficientOfVariation: 0.5 },
          utilisation: 0.8,
        },
        exitCode: 0,
        parameters: {},
      },
    },
    policies: [spec],
    baseline: spec.name,
  };
}
