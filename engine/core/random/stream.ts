/** Named random streams: each consumer draws from its own, so adding one never shifts another. */
import { log } from "../math/log.ts";

/** Draws from one named stream; the sequence depends on the seed, the name and the index alone. */
export interface RandomStream {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * A stream (sfc32, from C. Doty-Humphrey's PractRand) keyed by a 32-bit hash of its name.
 *
 * @param seed any integer
 * @param name what the numbers are for, e.g. `duration/model-training`
 * @param index which member of the family, e.g. the request; the same request draws the same numbers
 *   under every policy (common random numbers)
 */
export function randomStream(seed: number, name: string, index = 0): RandomStream {
  const next = sfc32(seed >>> 0, hashName(name), index >>> 0);
  const uniform = () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
  return { uniform, normal: () => polarNormal(uniform) };
}

/** FNV-1a over UTF-16 code units. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

function sfc32(a: number, b: number, c: number): () => number {
  let counter = 1;
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + result) | 0;
    return result >>> 0;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** Marsaglia's polar method: needs only log and the exactly rounded square root. */
function polarNormal(uniform: () => number): number {
  for (;;) {
    const u = 2 * uniform() - 1;
    const v = 2 * uniform() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s);
  }
}
