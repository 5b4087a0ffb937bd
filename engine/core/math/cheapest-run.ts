/** Where a job begins within its window when it runs in one piece. */

/**
 * Offset of the cheapest run of `slots` slots; the first of equals.
 *
 * Compares by what is gained and lost with each step, so that runs of equal values tie exactly.
 */
export function cheapestRun(forecast: Float64Array, slots: number): number {
  let best = 0;
  let least = 0;
  let change = 0;
  for (let offset = 1; offset + slots <= forecast.length; offset++) {
    change += (forecast[offset + slots - 1] as number) - (forecast[offset - 1] as number);
    if (change < least) {
      least = change;
      best = offset;
    }
  }
  return best;
}
