/** An order in which any first part of a list stands for the whole of it. */

/**
 * Positions 0 to count - 1 with their binary digits reversed (J. van der Corput, 1935): the mean time of the
 * models trained so far is that of those to come, although training takes longer from batch to batch.
 */
export function spreadOrder(count: number): number[] {
  let bits = 0;
  while (2 ** bits < count) bits += 1;
  return Array.from({ length: 2 ** bits }, (_, index) => reversed(index, bits)).filter(
    (index) => index < count,
  );
}

function reversed(index: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) if ((index >> bit) & 1) result |= 1 << (bits - 1 - bit);
  return result;
}
