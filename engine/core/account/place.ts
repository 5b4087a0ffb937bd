/** The node pools of a timeline, each with its own nodes and pods: what is attributed at a time. */
import type { NodePool } from "../cluster/node-pool.ts";
import { HOME, type Site } from "../site/site.ts";
import type { NodeRecord, PodRecord, Timeline } from "../timeline/timeline.ts";

export interface Place {
  readonly site: Site;
  readonly pool: NodePool;
  /** Positions, as in the records of the timeline. */
  readonly siteIndex: number;
  readonly poolIndex: number;
  readonly nodes: readonly NodeRecord[];
  readonly pods: readonly PodRecord[];
}

/** Home's first pool first; pools that were never used are there as well. */
export function placesOf({ nodes, pods }: Timeline, sites: readonly Site[]): Place[] {
  const open = sites.flatMap((site, siteIndex) =>
    site.pools.map((pool, poolIndex) => ({ site, pool, siteIndex, poolIndex })),
  );
  if (open.length === 1) return open.map((each) => ({ ...each, nodes, pods }));
  const keyOf = (record: { readonly site?: number; readonly pool?: number }) =>
    `${record.site ?? HOME} ${record.pool ?? 0}`;
  const nodesBy = Map.groupBy(nodes, keyOf);
  const podsBy = Map.groupBy(pods, keyOf);
  return open.map((each) => {
    const key = keyOf({ site: each.siteIndex, pool: each.poolIndex });
    return { ...each, nodes: nodesBy.get(key) ?? [], pods: podsBy.get(key) ?? [] };
  });
}

/** Pods by the node that they were on. */
export function podsByNode(pods: readonly PodRecord[]): Map<number, PodRecord[]> {
  return Map.groupBy(pods, ({ node }) => node);
}
