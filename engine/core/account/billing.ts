/** Until when a node is paid for: its minimum, and its time rounded up to the provider's step. */
import type { NodePool } from "../cluster/node-pool.ts";
import type { NodeRecord } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";

/**
 * The end of the paid time; the node's own end where the pool is billed by the millisecond.
 *
 * @param periodEndMs a node that ends then is cut by the period, not removed, so nothing is rounded up
 */
export function billedUntil(
  { fromMs, toMs }: NodeRecord,
  { billing }: NodePool,
  periodEndMs: InstantMs,
): InstantMs {
  if (billing === undefined || toMs >= periodEndMs) return toMs;
  const { minimumMs, stepMs } = billing;
  const paidMs = Math.max(toMs - fromMs, minimumMs);
  return fromMs + Math.ceil(paidMs / stepMs) * stepMs;
}
