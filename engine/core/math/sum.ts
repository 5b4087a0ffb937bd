/** Sums that do not drift: Neumaier's compensated summation, in the order of the calls. */

/**
 * Running compensated sum (A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen", ZAMM 54, 1974).
 */
export class CompensatedSum {
  private sum = 0;
  private compensation = 0;

  add(term: number): void {
    const next = this.sum + term;
    this.compensation +=
      Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.compensation;
  }
}

/** Compensated sum of a list; 0 when it is empty. */
export function sumOf(terms: Iterable<number>): number {
  const total = new CompensatedSum();
  for (const term of terms) total.add(term);
  return total.value;
}
