/** The forecasts of the paper: the truth with white noise, as strong an hour as a week ahead. */
import { randomStream } from "../../random/stream.ts";
import { daysOfYear, meanGPerKwh, type Setting, SLOTS_PER_DAY } from "./setting.ts";

/** Standard normal numbers, a row of `length` for each seed. */
export interface Noise {
  readonly seeds: number;
  readonly length: number;
  readonly z: Float64Array;
}

/**
 * What a decision expects of the slots `[from, to)`; the values stand until the next call.
 *
 * @param decision which job decides
 */
export type Forecast = (decision: number, from: number, to: number) => Float64Array;

export function perfectForecast({ gPerKwh }: Setting): Forecast {
  return (_decision, from, to) => gPerKwh.subarray(from, to);
}

/**
 * Truth plus N(0, share x mean intensity), independent in each slot.
 *
 * @param errorShare 0.05 for an error of 5 %
 */
export function noisyForecast(
  setting: Setting,
  errorShare: number,
  noise: Noise,
  seed: number,
): Forecast {
  const { gPerKwh, quirks } = setting;
  const slots = quirks.has("noise-by-whole-series")
    ? gPerKwh.length
    : daysOfYear(setting) * SLOTS_PER_DAY;
  const sigma = errorShare * meanGPerKwh(setting, slots);
  if (!quirks.has("noise-once-per-run")) return freshForecast(setting, sigma, seed);
  const row = seed * noise.length;
  const expected = gPerKwh.map((value, slot) => value + sigma * (noise.z[row + slot] as number));
  return (_decision, from, to) => expected.subarray(from, to);
}

function freshForecast({ gPerKwh }: Setting, sigma: number, seed: number): Forecast {
  const buffer = new Float64Array(gPerKwh.length);
  return (decision, from, to) => {
    const draws = randomStream(seed, "forecast/lets-wait-awhile", decision);
    const view = buffer.subarray(0, to - from);
    for (let i = 0; i < view.length; i++) {
      view[i] = (gPerKwh[from + i] as number) + sigma * draws.normal();
    }
    return view;
  };
}

/** The forecasts to try: one without an error, else one for each seed. */
export function forecastsOf(setting: Setting, errorShare: number, noise: Noise): Forecast[] {
  if (errorShare === 0) return [perfectForecast(setting)];
  return Array.from({ length: noise.seeds }, (_, seed) =>
    noisyForecast(setting, errorShare, noise, seed),
  );
}
