/** Times a piece of work several times; the median is the figure to quote. */

export interface Claim {
  readonly claim: string;
  readonly unit: string;
  /** What the project promises: at most, or for rates at least. */
  readonly limit: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
  readonly reached: boolean;
}

/** Milliseconds of each run, after warm-up runs that do not count. */
export function timesMs(work: () => void, runs: number, warmUp: number): number[] {
  for (let i = 0; i < warmUp; i++) work();
  return Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
}

export function atMost(claim: string, unit: string, limit: number, values: number[]): Claim {
  const summary = summarise(values);
  return { claim, unit, limit, ...summary, reached: summary.median <= limit };
}

export function atLeast(claim: string, unit: string, limit: number, values: number[]): Claim {
  const summary = summarise(values);
  return { claim, unit, limit, ...summary, reached: summary.median >= limit };
}

/** The value that so many percent of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN;
}

function summarise(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const round = (value: number | undefined) => Number((value ?? Number.NaN).toPrecision(4));
  return {
    median: round(sorted[Math.floor(sorted.length / 2)]),
    min: round(sorted[0]),
    max: round(sorted.at(-1)),
    runs: sorted.length,
  };
}
