/** What must agree between the node pools of a scenario: names, one currency, bounds. */
import type { NodePoolDocument, ScenarioDocument } from "../../core/scenario/schema.ts";
import type { Path } from "../yaml/read.ts";

type Add = (path: Path, message: string, hint: string) => void;

interface Placed {
  readonly pool: NodePoolDocument;
  readonly path: Path;
}

/** All pools of all regions, each checked by itself and against the others of its region. */
export function poolChecks({ cluster, regions = [] }: ScenarioDocument["spec"], add: Add): void {
  const home = placed(cluster.nodePool, cluster.morePools, ["spec", "cluster"]);
  const away = regions.map(({ nodePool, morePools }, index) =>
    placed(nodePool, morePools, ["spec", "regions", index]),
  );
  for (const pools of [home, ...away]) {
    uniqueNames(pools, add);
    oneRegion(pools, add);
    for (const pool of pools) boundsOf(pool, add);
  }
  const { currency } = cluster.nodePool;
  for (const { pool, path } of [home.slice(1), ...away.map((pools) => pools.slice(1))].flat()) {
    if (pool.currency === currency) continue;
    const message = `the pool '${pool.name}' has prices in ${pool.currency}, the first one in ${currency}`;
    add([...path, "currency"], message, "Use one currency.");
  }
}

function placed(
  first: NodePoolDocument,
  more: readonly NodePoolDocument[] = [],
  path: Path,
): Placed[] {
  return [
    { pool: first, path: [...path, "nodePool"] },
    ...more.map((pool, index) => ({ pool, path: [...path, "morePools", index] })),
  ];
}

function uniqueNames(pools: readonly Placed[], add: Add): void {
  const names = pools.map(({ pool }) => pool.name);
  pools.forEach(({ pool, path }, index) => {
    if (names.indexOf(pool.name) === index) return;
    add([...path, "name"], `two pools are named '${pool.name}'`, "Rename one.");
  });
}

/** Pools beside each other share a grid, so they stand in one region. */
function oneRegion([first, ...others]: readonly Placed[], add: Add): void {
  for (const { pool, path } of others) {
    if (pool.region === first?.pool.region) continue;
    const message = `the pool '${pool.name}' is in ${pool.region}, the first one in ${first?.pool.region}`;
    add([...path, "region"], message, "Put pools of another region under spec.regions.");
  }
}

function boundsOf({ pool, path }: Placed, add: Add): void {
  const { idleW = 0, fullW = idleW, gpu, system, vcpu, memoryGib, minNodes, maxNodes } = pool;
  if (minNodes > maxNodes || idleW > fullW) {
    const message = "a lower bound of the node pool is above its upper bound";
    add(path, message, "Check minNodes/maxNodes and idleW/fullW.");
  }
  if (gpu !== undefined && gpu.idleW > gpu.fullW) {
    const message = `a GPU's idleW (${gpu.idleW}) is above its fullW (${gpu.fullW})`;
    add([...path, "gpu"], message, "Exchange the two, if they are.");
  }
  if (system === undefined) return;
  const tooMuch = [
    ["cpu", system.cpu, vcpu],
    ["memoryGib", system.memoryGib, memoryGib],
  ] as const;
  for (const [field, kept, all] of tooMuch) {
    if (all === undefined || kept < all) continue;
    const message = `the system keeps ${kept} of a node's ${all} (${field}): nothing is left for pods`;
    add([...path, "system", field], message, "Lower it, or choose a larger VM size.");
  }
}
