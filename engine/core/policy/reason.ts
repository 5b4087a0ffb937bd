/** Numbers as the sentences of decisions show them. */

/** `224 g/kWh`; one decimal below 10. */
export function grams(gPerKwh: number): string {
  return `${round(gPerKwh, Math.abs(gPerKwh) < 10 ? 1 : 0)} g/kWh`;
}

/** An accuracy loss in percentage points: `0.68 points`. */
export function points(loss: number): string {
  return `${round(loss * 100, 2)} points`;
}

function round(value: number, digits: number): number {
  const scale = digits === 0 ? 1 : digits === 1 ? 10 : 100;
  return Math.round(value * scale) / scale;
}
