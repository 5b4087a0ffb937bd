/** The least carbon of a power profile that may be moved in time as a whole. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { CompensatedSum } from "../math/sum.ts";
import type { DurationMs, InstantMs, Watts } from "../units/units.ts";

/** A time of constant power; pieces of a profile may overlap, and leave gaps. Whole milliseconds. */
export interface PowerPiece {
  readonly startMs: InstantMs;
  readonly endMs: InstantMs;
  readonly powerW: Watts;
}

/** Integral of power x intensity of a profile that is moved, in W x g/kWh x ms. */
export function shiftedIntegral(
  trace: CarbonTrace,
  profile: readonly PowerPiece[],
  byMs: DurationMs,
): number {
  const sum = new CompensatedSum();
  for (const { startMs, endMs, powerW } of profile) {
    sum.add(powerW * trace.integral(startMs + byMs, endMs + byMs));
  }
  return sum.value;
}

/** An end of a piece: the slope of the profile's carbon has `weightW` x the intensity there. */
interface Corner {
  /** Step of the trace that it is in at the earliest shift. */
  readonly step: number;
  /** From there to the next edge, in (0, step]. */
  readonly toEdgeMs: DurationMs;
  weightW: Watts;
}

/**
 * By how much in [earliestMs, latestMs] to move the whole profile so that it emits least; the earliest
 * of equals. The trace covers the profile at both ends of that range.
 *
 * Each piece emits P x (F(end + d) - F(start + d)) when moved by d, with F piecewise linear, so their sum is
 * linear in d between shifts at which some start or end meets an edge of the trace, and least at one of
 * those or at an end of the range. They are visited in order: the slope is the sum of P x (intensity at
 * the end - intensity at the start), and changes by one term at each. Edges are a step apart, so starts
 * and ends meet them in the same order in every step.
 */
export function bestShift(
  trace: CarbonTrace,
  profile: readonly PowerPiece[],
  earliestMs: DurationMs,
  latestMs: DurationMs,
): DurationMs {
  const corners = cornersOf(trace, profile, earliestMs);
  if (corners.length === 0) return earliestMs;
  const { stepMs, values } = trace;
  let slope = 0;
  for (const { weightW, step } of corners) slope += weightW * (values[step] as number);
  let [best, least] = [earliestMs, 0];
  let [at, value] = [earliestMs, 0];
  for (let round = 0; at < latestMs; round++) {
    for (const { step, toEdgeMs, weightW } of corners) {
      const meets = Math.min(latestMs, earliestMs + round * stepMs + toEdgeMs);
      value += slope * (meets - at);
      at = meets;
      if (value < least) [best, least] = [at, value];
      if (at === latestMs) break;
      const here = step + round;
      slope += weightW * ((values[here + 1] as number) - (values[here] as number));
    }
  }
  return best;
}

/** In the order in which they meet edges. */
function cornersOf(
  { startMs: originMs, stepMs }: CarbonTrace,
  profile: readonly PowerPiece[],
  shiftMs: DurationMs,
): Corner[] {
  const corners: Corner[] = [];
  let lastMs = Number.NaN;
  const add = (instantMs: InstantMs, weightW: Watts) => {
    const last = corners.at(-1);
    // One step follows upon another: most pieces begin where one ends.
    if (instantMs === lastMs && last !== undefined) {
      last.weightW += weightW;
      return;
    }
    lastMs = instantMs;
    const offsetMs = instantMs + shiftMs - originMs;
    const step = Math.floor(offsetMs / stepMs);
    corners.push({ step, toEdgeMs: (step + 1) * stepMs - offsetMs, weightW });
  };
  for (const { startMs, endMs, powerW } of profile) {
    add(startMs, -powerW);
    add(endMs, powerW);
  }
  return corners.sort((a, b) => a.toEdgeMs - b.toEdgeMs);
}
