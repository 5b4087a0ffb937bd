/** What is random about nodes: how long they take to come, and how long the provider leaves them. */
import type { NodePool } from "../cluster/node-pool.ts";
import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { randomStream } from "../random/stream.ts";
import { type DurationMs, HOUR_MS } from "../units/units.ts";

/** Log-normal with the pool's mean and coefficient of variation. */
export function provisionMs(seed: number, pool: NodePool, node: number): DurationMs {
  const { provisionVariation: variation = 0 } = pool;
  if (variation === 0) return pool.provisionMs;
  const variance = log(1 + variation * variation);
  const normal = randomStream(seed, `provision/${pool.region}/${pool.name}`, node).normal();
  return Math.round(pool.provisionMs * exp(Math.sqrt(variance) * normal - variance / 2));
}

/** Exponential, counted from the asking; infinite where nodes are never taken back. */
export function evictionMs(seed: number, pool: NodePool, node: number): DurationMs {
  const { evictionsPerHour = 0 } = pool.spot ?? {};
  if (evictionsPerHour === 0) return Number.POSITIVE_INFINITY;
  const { uniform } = randomStream(seed, `eviction/${pool.region}/${pool.name}`, node);
  return Math.max(1, Math.round((-log(1 - uniform()) / evictionsPerHour) * HOUR_MS));
}
