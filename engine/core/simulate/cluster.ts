/** The cluster of a world, and what each template's pods ask of it: made once, before any replay. */

import { fits, type NodePool } from "../cluster/node-pool.ts";
import type { Cluster, PodAsk } from "../cluster/nodes.ts";
import { admits, prefersOthers } from "../cluster/scheduling.ts";
import type { World } from "../scenario/world.ts";
import { HOME, type Site } from "../site/site.ts";
import type { DurationMs } from "../units/units.ts";
import type { LeafPlan, PlannedTemplate, WorkflowPlan } from "../workflow/plan/plan.ts";

/** Pools of all regions, home's first. */
export function clusterOf(world: World, sites: readonly Site[]): Cluster {
  const placed = sites.flatMap(({ pools }, site) =>
    pools.map((pool, index) => ({ pool, site, index })),
  );
  return {
    pools: placed.map(({ pool }) => pool),
    places: placed.map(({ site, index }) => ({ site, pool: index })),
    strategy: world.scheduler ?? "MostAllocated",
    autoscaler: world.autoscaler,
    quotas: world.quotas ?? {},
    seed: world.seed,
  };
}

/** By template and region; templates without pods ask for nothing. */
export type PodAsks = readonly (readonly PodAsk[])[];

export function podAsks(
  { templates }: WorkflowPlan,
  cluster: Cluster,
  sites: readonly Site[],
  priorities: World["priorityClasses"] = {},
): PodAsks {
  return templates.map((template) =>
    isLeaf(template) ? sites.map((_, site) => askOf(template, cluster, site, priorities)) : [],
  );
}

function isLeaf(template: PlannedTemplate): template is LeafPlan {
  return template.kind === "leaf";
}

/** Classes that every cluster has. */
const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  "system-cluster-critical": 2_000_000_000,
  "system-node-critical": 2_000_001_000,
};

function askOf(
  { requests, scheduling = {} }: LeafPlan,
  { pools, places }: Cluster,
  site: number,
  priorities: Readonly<Record<string, number>>,
): PodAsk {
  const { priorityClass, safeToEvict } = scheduling;
  const own = [...pools.keys()].filter((index) => {
    const pool = pools[index] as Cluster["pools"][number];
    return places[index]?.site === site && fits(pool, requests) && admits(pool, scheduling);
  });
  return {
    requests,
    pools: own,
    avoided: own.filter((index) =>
      prefersOthers(pools[index] as Cluster["pools"][number], scheduling),
    ),
    priority:
      priorityClass === undefined
        ? 0
        : (priorities[priorityClass] ?? SYSTEM_PRIORITIES[priorityClass] ?? 0),
    movable: safeToEvict === true,
  };
}

/** The pool that a template's pods are expected to use at home: the first that admits and holds them. */
export function expectedPool(cluster: Cluster, asks: PodAsks, template: number) {
  const first = asks[template]?.[HOME]?.pools[0] ?? 0;
  return cluster.pools[first] as Cluster["pools"][number];
}

/** Before a pod runs where no node is kept: up to a scan of the autoscaler, and the node's own time. */
export function startUpMs(
  { autoscaler }: Cluster,
  { minNodes, provisionMs }: NodePool,
): DurationMs {
  return minNodes > 0 ? 0 : (autoscaler?.scanMs ?? 0) + provisionMs;
}
