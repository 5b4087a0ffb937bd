/** Samples that another program can make too: figures of NumPy, SciPy and River in these tests are of them. */

/** Lehmer's generator, as S. Park and K. Miller proposed it in 1988; uniform in (0, 1). */
function* lehmer(seed: number): Generator<number, never> {
  for (let x = seed; ; ) {
    x = (x * 16_807) % 2_147_483_647;
    yield x / 2_147_483_647;
  }
}

export function uniforms(seed: number, count: number): number[] {
  const stream = lehmer(seed);
  return Array.from({ length: count }, () => stream.next().value);
}

/** Sums of twelve uniforms: nearly normal, and the same sum in every language. */
export function bells(seed: number, count: number, mean: number, deviation: number): number[] {
  const stream = lehmer(seed);
  return Array.from({ length: count }, () => {
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += stream.next().value;
    return mean + deviation * (sum - 6);
  });
}

/** Pairs of samples by name. */
export const PAIRS: Readonly<Record<string, readonly [number[], number[]]>> = {
  same: [bells(1, 1_000, 10, 2), bells(2, 800, 10, 2)],
  shifted: [bells(3, 1_000, 10, 2), bells(4, 500, 11, 2)],
  wider: [bells(5, 300, 0, 1), bells(6, 700, 0, 2)],
  uniform: [uniforms(7, 400), uniforms(8, 400).map((u) => u * u)],
  small: [bells(9, 30, 0, 1), bells(10, 40, 0.5, 1)],
};
