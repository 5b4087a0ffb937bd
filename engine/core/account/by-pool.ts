/** The account by node pool: what its nodes drew, emitted and cost, and how many there were. */
import { hours, type InstantMs } from "../units/units.ts";
import type { Attribution } from "./attribute.ts";
import type { PlaceAttribution } from "./attribute-place.ts";
import type { PoolRow } from "./audit-result.ts";
import type { Place } from "./place.ts";

/** Pools that were never used are there as well. */
export function poolRows({ places, parts }: Attribution): PoolRow[] {
  return places.map((place, index) => poolRow(place, parts[index] as PlaceAttribution));
}

function poolRow(place: Place, { total }: PlaceAttribution): PoolRow {
  const { pool, site, siteIndex, poolIndex, nodes, pods } = place;
  const { energyKwh, operationalG } = total;
  return {
    name: pool.name,
    region: site.name,
    vmSize: pool.vmSize,
    spot: pool.spot !== undefined,
    site: siteIndex,
    pool: poolIndex,
    ...total,
    nodeHours: hours(nodes.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs), 0)),
    mostNodes: mostAtOnce(nodes),
    evictedNodes: nodes.filter((each) => each.evicted === true).length,
    pods: pods.length,
    pue: pool.pue,
    intensityGPerKwh: energyKwh > 0 ? operationalG / energyKwh : null,
    sources: pool.sources,
  };
}

function mostAtOnce(spans: readonly { fromMs: InstantMs; toMs: InstantMs }[]): number {
  const starts = spans.map(({ fromMs }) => fromMs).sort((a, b) => a - b);
  const ends = spans.map(({ toMs }) => toMs).sort((a, b) => a - b);
  let [most, ended] = [0, 0];
  for (const [index, start] of starts.entries()) {
    while ((ends[ended] as number) <= start && ended < index) ended += 1;
    most = Math.max(most, index + 1 - ended);
  }
  return most;
}
