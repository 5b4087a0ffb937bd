/** Units of measure: names for the numbers, and the only places where one turns into another. */

/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type InstantMs = number;
/** A span of time in milliseconds, an integer. */
export type DurationMs = number;
export type Watts = number;
export type Kwh = number;
/** Grams of CO2 equivalent. */
export type GramsCo2e = number;
export type GramsPerKwh = number;
export type CpuSeconds = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Energy of a constant power over a time. */
export function energyKwh(powerW: Watts, durationMs: DurationMs): Kwh {
  return (powerW * durationMs) / (HOUR_MS * 1_000);
}

export function hours(durationMs: DurationMs): number {
  return durationMs / HOUR_MS;
}
