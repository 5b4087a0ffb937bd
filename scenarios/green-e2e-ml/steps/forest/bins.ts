/** Values sorted into at most 256 bins a feature, so that a tree looks at bins and not at values. */

export const MAX_BINS = 256;

export interface Binned {
  readonly rows: number;
  /** By feature: the bin of each row. */
  readonly bins: readonly Uint8Array[];
  /** By feature: `value <= edges[b]` exactly when its bin is at most b; numbers of 32 bits. */
  readonly edges: readonly Float32Array[];
}

/**
 * Bins of columns of 32-bit numbers. A feature with few values has an edge between each two neighbours; one
 * with many has edges at equal shares of its rows.
 */
export function binned(columns: readonly Float32Array[], maxBins = MAX_BINS): Binned {
  const edges = columns.map((column) => edgesOf(column, maxBins));
  const bins = columns.map((column, feature) => {
    const of = edges[feature] as Float32Array;
    return Uint8Array.from(column, (value) => binOf(value, of));
  });
  return { rows: columns[0]?.length ?? 0, bins, edges };
}

/** The number of edges below a value. */
export function binOf(value: number, edges: Float32Array): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function edgesOf(column: Float32Array, maxBins: number): Float32Array {
  const sorted = column.toSorted();
  const values = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
  if (values.length <= maxBins) return between(values);
  const edges: number[] = [];
  for (let bin = 1; bin < maxBins; bin++) {
    const edge = sorted[Math.floor((bin * sorted.length) / maxBins)] as number;
    if (edge !== edges.at(-1) && edge !== values.at(-1)) edges.push(edge);
  }
  return Float32Array.from(edges);
}

/** Midpoints; one that rounds up to its upper value would put that value on the wrong side. */
function between(values: Float32Array): Float32Array {
  return Float32Array.from({ length: Math.max(0, values.length - 1) }, (_, index) => {
    const lower = values[index] as number;
    const upper = values[index + 1] as number;
    const middle = Math.fround(lower + (upper - lower) / 2);
    return middle < upper ? middle : lower;
  });
}
