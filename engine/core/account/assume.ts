/** Puts other assumptions in place of a world's: its pools, its unit, what it is scored with. */
import type { NodePool } from "../cluster/node-pool.ts";
import type { Site } from "../site/site.ts";
import { DAY_MS } from "../units/units.ts";
import type { Assumptions } from "./assumption-result.ts";
import type { AuditedWorld } from "./audit.ts";

/** What an account reads, under some assumptions. */
export interface Assumed {
  readonly world: AuditedWorld;
  readonly sites: readonly Site[];
}

export function assume(
  world: AuditedWorld,
  sites: readonly Site[],
  assumptions: Assumptions,
): Assumed {
  const { functionalUnit = world.functionalUnit, scoredWith = "scoring" } = assumptions;
  const changed = sites.map(({ scoring, ...site }): Site => {
    const pools = site.pools.map((pool) => changedPool(pool, assumptions));
    const scored = scoring === undefined || scoredWith === "deciding" ? {} : { scoring };
    return { ...site, ...scored, pools, pool: pools[0] as NodePool };
  });
  const { scoring, ...grid } = world.grid;
  const kept = scoring === undefined || scoredWith === "deciding" ? grid : world.grid;
  return { world: { ...world, functionalUnit, grid: kept }, sites: changed };
}

function changedPool(pool: NodePool, assumptions: Assumptions): NodePool {
  const { pue = pool.pue, pueFactor = 1, lifespanYears, embodiedFactor = 1 } = assumptions;
  const { powerFactor = 1, idlePowerFactor = 1, spotPriceFactor = 1 } = assumptions;
  const fullW = pool.fullW * powerFactor;
  const price = pool.spot === undefined ? 1 : spotPriceFactor;
  const { gpu, prices } = pool;
  return {
    ...pool,
    pue: Math.max(1, pue * pueFactor),
    lifespanMs: lifespanYears === undefined ? pool.lifespanMs : lifespanYears * 365 * DAY_MS,
    embodiedG: pool.embodiedG * embodiedFactor,
    fullW,
    // More idle power than power at full load would make work draw less than nothing.
    idleW: Math.min(fullW, pool.idleW * powerFactor * idlePowerFactor),
    ...(gpu === undefined
      ? {}
      : {
          gpu: {
            ...gpu,
            fullW: gpu.fullW * powerFactor,
            idleW: Math.min(gpu.fullW, gpu.idleW * idlePowerFactor) * powerFactor,
          },
        }),
    pricePerHour: pool.pricePerHour * price,
    ...(prices === undefined
      ? {}
      : { prices: { ...prices, perHour: prices.perHour.map((each) => each * price) } }),
  };
}

/** Changes that touch nothing in this world, a sentence each. */
export function idleAssumptions(
  world: AuditedWorld,
  sites: readonly Site[],
  assumptions: Assumptions,
): string[] {
  const { spotPriceFactor, scoredWith, pueFactor, embodiedFactor, lifespanYears } = assumptions;
  const pools = sites.flatMap((site) => site.pools);
  const none = (holds: (pool: NodePool) => boolean) => !pools.some(holds);
  return [
    ...(spotPriceFactor !== undefined && none(({ spot }) => spot !== undefined)
      ? ["No node pool is a spot pool, so its price changes nothing."]
      : []),
    ...(scoredWith !== undefined && world.grid.scoring === undefined
      ? ["The scenario has one trace (no spec.grid.scoring), so there is no other to score with."]
      : []),
    ...(pueFactor !== undefined && none(({ pue }) => pue > 1)
      ? ["PUE is 1 everywhere, and does not go below."]
      : []),
    ...((embodiedFactor ?? lifespanYears) !== undefined && none(({ embodiedG }) => embodiedG > 0)
      ? ["No pool states embodied emissions, so neither they nor the lifespan matter."]
      : []),
  ];
}
