/** Lambert's W, the inverse of w e^w, from + - * / and square root alone. */
import { exp } from "./exp.ts";

/** Below this distance from the branch point Halley's method divides by almost nothing. */
const NEAR_BRANCH = 1e-3;
const MAX_STEPS = 40;

/**
 * The principal branch W0(x) for -1/e <= x <= 0, the part that is needed here; -1 at and below -1/e.
 *
 * Halley's method from the series at the branch point (R. Corless et al., "On the Lambert W function",
 * Advances in Computational Mathematics 5, 1996, equations 4.22 and 5.9).
 */
export function lambertW(x: number): number {
  if (x === 0) return 0;
  const p = Math.sqrt(Math.max(0, 2 * (Math.E * x + 1)));
  let w = -1 + p * (1 - p * (1 / 3 - p * (11 / 72 - p * (43 / 540))));
  if (p < NEAR_BRANCH) return w;
  for (let i = 0; i < MAX_STEPS; i++) {
    const power = exp(w);
    const error = w * power - x;
    const next = w - error / (power * (w + 1) - ((w + 2) * error) / (2 * w + 2));
    // At the precision of doubles the last steps go to and fro.
    if (Math.abs(next - w) <= 1e-16) return next;
    w = next;
  }
  return w;
}
