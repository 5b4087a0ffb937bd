/** A series with one value a step, and the questions that a picture asks of it. */

/** Plain data of a trace: constant within each step. */
export interface Series {
  readonly startMs: number;
  readonly stepMs: number;
  readonly gPerKwh: readonly number[];
}

export interface Bin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** The value at an instant; undefined outside the series. */
export function valueAt(series: Series, atMs: number): number | undefined {
  return series.gPerKwh[Math.floor((atMs - series.startMs) / series.stepMs)];
}

/** One bin a step over [fromMs, toMs), the first and last cut to the range. */
export function stepsBetween(series: Series, fromMs: number, toMs: number): Bin[] {
  if (toMs <= fromMs) return [];
  const first = Math.max(0, Math.floor((fromMs - series.startMs) / series.stepMs));
  const last = Math.min(series.gPerKwh.length, Math.ceil((toMs - series.startMs) / series.stepMs));
  const bins: Bin[] = [];
  for (let index = first; index < last; index++) {
    const value = series.gPerKwh[index] as number;
    const startMs = series.startMs + index * series.stepMs;
    bins.push({
      fromMs: Math.max(startMs, fromMs),
      toMs: Math.min(startMs + series.stepMs, toMs),
      mean: value,
      min: value,
      max: value,
    });
  }
  return bins;
}

/** Time-weighted mean, least and most within each of the given spans; spans without data are left out. */
export function binBy(
  series: Series,
  spans: readonly { readonly fromMs: number; readonly toMs: number }[],
): Bin[] {
  return spans.flatMap(({ fromMs, toMs }) => {
    const steps = stepsBetween(series, fromMs, toMs);
    if (steps.length === 0) return [];
    const spanMs = steps.reduce((sum, step) => sum + step.toMs - step.fromMs, 0);
    const integral = steps.reduce((sum, step) => sum + step.mean * (step.toMs - step.fromMs), 0);
    const values = steps.map((step) => step.mean);
    return [
      {
        fromMs,
        toMs,
        mean: integral / spanMs,
        min: Math.min(...values),
        max: Math.max(...values),
      },
    ];
  });
}

/** Neighbouring bins of nearly the same value joined, so that a strip needs few rectangles. */
export function joinBins(bins: readonly Bin[], toleranceG: number): Bin[] {
  const joined: Bin[] = [];
  for (const bin of bins) {
    const last = joined.at(-1);
    if (
      last !== undefined &&
      Math.abs(last.mean - bin.mean) <= toleranceG &&
      last.toMs === bin.fromMs
    )
      joined[joined.length - 1] = { ...last, toMs: bin.toMs };
    else joined.push(bin);
  }
  return joined;
}
