/** How often each rival is the best, compared at the same point: same start, same seed, same grid. */

/** Figures this close, relative to the larger, are equal: what is left of rounding is no merit. */
export const TIE_RELATIVE = 1e-9;

export interface Wins {
  /** Points at which every rival has a figure; only these count. */
  readonly compared: number;
  /** By rival: points at which no other is better. Where several tie, each of them wins. */
  readonly wins: readonly number[];
  /** By rival: wins that are shared. */
  readonly ties: readonly number[];
}

/** @param figures `[rival][point]`, NaN where there is none. */
export function winsOf(
  figures: readonly ArrayLike<number>[],
  better: "less" | "more" = "less",
): Wins {
  const wins = figures.map(() => 0);
  const ties = figures.map(() => 0);
  const points = figures[0]?.length ?? 0;
  let compared = 0;
  for (let point = 0; point < points; point++) {
    const at = figures.map((values) => values[point] as number);
    if (!at.every(Number.isFinite)) continue;
    compared += 1;
    const best = at.reduce((a, b) => ((better === "less" ? b < a : b > a) ? b : a));
    const winners = at.flatMap((value, rival) => (isTie(value, best) ? rival : []));
    for (const rival of winners) {
      (wins[rival] as number) += 1;
      if (winners.length > 1) (ties[rival] as number) += 1;
    }
  }
  return { compared, wins, ties };
}

function isTie(value: number, best: number): boolean {
  return Math.abs(value - best) <= TIE_RELATIVE * Math.max(Math.abs(value), Math.abs(best));
}
