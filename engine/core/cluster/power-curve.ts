/** How the CPU power of a machine grows with its load, from 0 at idle to 1 at full load. */
import { log } from "../math/log.ts";

export type PowerCurve =
  /** Straight lines between points; both lists ascend from 0 to 1 (Teads: 4 points). */
  | { readonly kind: "points"; readonly load: readonly number[]; readonly power: readonly number[] }
  /** a x ln(b x (load + c)) + d with the load in percent, as Boavizta fits it; scaled to 0 to 1. */
  | { readonly kind: "logarithmic"; readonly b: number; readonly c: number };

/**
 * Share of the way from idle to full power.
 *
 * @param load busy share of the machine's CPUs; cut to 0 to 1
 */
export function curveAt(curve: PowerCurve | undefined, load: number): number {
  const inside = Math.min(1, Math.max(0, load));
  if (curve === undefined) return inside;
  if (curve.kind === "points") return between(curve.load, curve.power, inside);
  // b and d cancel in the ratio; b is kept because it is part of the published fit.
  const at = (share: number) => log(curve.b * (100 * share + curve.c));
  return (at(inside) - at(0)) / (at(1) - at(0));
}

function between(load: readonly number[], power: readonly number[], at: number): number {
  for (let i = 1; i < load.length; i++) {
    const [from, to] = [load[i - 1] as number, load[i] as number];
    if (at > to && i < load.length - 1) continue;
    const [low, high] = [power[i - 1] as number, power[i] as number];
    return low + ((high - low) * (at - from)) / (to - from);
  }
  return at;
}
