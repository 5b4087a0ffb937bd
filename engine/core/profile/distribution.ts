/** Distributions of durations: one draw, and the mean that a policy may expect. */
import { assertNever } from "../assert.ts";
import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { sumOf } from "../math/sum.ts";
import type { RandomStream } from "../random/stream.ts";
import type { DurationMs } from "../units/units.ts";
import { type Distribution, MAX_POD_MS } from "./profile.ts";

/** Tries until a normal draw is above 0; with a variation of at most 1 each has a chance of 0.84. */
const MAX_TRIES = 64;
/** ln of the square root of 2 pi. */
const LOG_ROOT_TWO_PI = 0.9189385332046727;

/** One draw, rounded to 1 ms to `MAX_POD_MS`. */
export function sampleMs(distribution: Distribution, stream: RandomStream): DurationMs {
  return bounded(sample(distribution, stream));
}

/**
 * The mean, rounded. Closed forms: N. L. Johnson, S. Kotz, N. Balakrishnan, "Continuous Univariate
 * Distributions", 2nd ed., 1994/95 (truncated normal: chapter 13, exponential: 19, uniform and
 * triangular: 26); of an empirical list the arithmetic mean.
 */
export function meanMs(distribution: Distribution): DurationMs {
  return bounded(mean(distribution));
}

function bounded(durationMs: number): DurationMs {
  return Math.min(Math.max(1, Math.round(durationMs)), MAX_POD_MS);
}

function sample(distribution: Distribution, stream: RandomStream): number {
  switch (distribution.kind) {
    case "lognormal":
      return lognormal(distribution.meanMs, distribution.coefficientOfVariation, stream);
    case "normal": {
      const deviationMs = distribution.meanMs * distribution.coefficientOfVariation;
      return normalAboveZero(distribution.meanMs, deviationMs, stream);
    }
    case "exponential":
      return -distribution.meanMs * log(1 - stream.uniform());
    case "uniform":
      return distribution.minMs + (distribution.maxMs - distribution.minMs) * stream.uniform();
    case "triangular":
      return triangular(distribution, stream.uniform());
    case "empirical": {
      const { valuesMs } = distribution;
      return valuesMs[Math.floor(stream.uniform() * valuesMs.length)] ?? 0;
    }
    default:
      return assertNever(distribution);
  }
}

/** exp(s z - s^2 / 2) times the mean, s^2 = ln(1 + cv^2), so that the mean is as stated. */
function lognormal(meanMs: DurationMs, variation: number, stream: RandomStream): number {
  const variance = log(1 + variation * variation);
  return meanMs * exp(Math.sqrt(variance) * stream.normal() - variance / 2);
}

function normalAboveZero(meanMs: number, deviationMs: number, stream: RandomStream): number {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const drawn = meanMs + deviationMs * stream.normal();
    if (drawn > 0) return drawn;
  }
  return meanMs;
}

/** The inverse of the triangular distribution function. */
function triangular(
  { minMs, modeMs, maxMs }: Extract<Distribution, { kind: "triangular" }>,
  share: number,
): number {
  const widthMs = maxMs - minMs;
  const risingMs = modeMs - minMs;
  if (share * widthMs < risingMs) return minMs + Math.sqrt(share * widthMs * risingMs);
  return maxMs - Math.sqrt((1 - share) * widthMs * (maxMs - modeMs));
}

function mean(distribution: Distribution): number {
  switch (distribution.kind) {
    case "lognormal":
    case "exponential":
      return distribution.meanMs;
    case "normal":
      return meanAboveZero(distribution.meanMs, distribution.coefficientOfVariation);
    case "uniform":
      return (distribution.minMs + distribution.maxMs) / 2;
    case "triangular":
      return (distribution.minMs + distribution.modeMs + distribution.maxMs) / 3;
    case "empirical":
      return sumOf(distribution.valuesMs) / Math.max(1, distribution.valuesMs.length);
    default:
      return assertNever(distribution);
  }
}

/** Normal cut at 0: mean + deviation phi(mean / deviation) / Phi(mean / deviation). */
function meanAboveZero(meanMs: DurationMs, variation: number): number {
  // Eight deviations away nothing is cut that a double could show.
  if (variation < 1 / 8) return meanMs;
  const x = 1 / variation;
  return meanMs * (1 + (variation * normalDensity(x)) / normalShareBelow(x));
}

function normalDensity(x: number): number {
  return exp(-(x * x) / 2 - LOG_ROOT_TWO_PI);
}

/** Phi(x) by its series (G. Marsaglia, "Evaluating the Normal Distribution", J. Stat. Soft. 11, 2004). */
function normalShareBelow(x: number): number {
  let sum = x;
  let term = x;
  for (let odd = 3; odd < 400; odd += 2) {
    term *= (x * x) / odd;
    const next = sum + term;
    if (next === sum) break;
    sum = next;
  }
  return 0.5 + sum * normalDensity(x);
}
