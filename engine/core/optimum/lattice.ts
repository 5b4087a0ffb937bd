/** The tables of the search for the best parts of a suspended job, in ticks from its arrival. */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";

/** A job in ticks. */
export interface LatticeSize {
  readonly work: number;
  readonly wait: number;
  /** Run time that each resumption adds. */
  readonly restore: number;
}

/** Ticks [first, end) from the arrival in which a part of the job runs. */
export type Part = readonly [first: number, end: number];

/** Sums of the same steps in another order differ by less; a suspension for that would be for nothing. */
const ROUNDING = 1e-12;

/** Of whole numbers of at least 0; both are multiples of it. */
export function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function isLess(a: number, b: number): boolean {
  return a < b * (1 - ROUNDING);
}

/**
 * A state is (work done, time lost), and running or paused; time lost is what went by without work, in
 * restoring or waiting, so the tick is their sum and the deadline is a limit on time lost. The tables
 * grow with the largest job and serve the next one again.
 */
export class LatticeTables {
  private readonly trace: CarbonTrace;
  /** Integral of intensity from the arrival, by tick. */
  private paid = new Float64Array(0);
  /** Least integral on the way to a state, by work x (wait + 1) + lost. */
  private running = new Float64Array(0);
  private paused = new Float64Array(0);
  private size: LatticeSize = { work: 0, wait: 0, restore: 0 };

  constructor(trace: CarbonTrace) {
    this.trace = trace;
  }

  /** The parts of a cheapest schedule, ascending; of equals one that ends first. */
  solve(fromMs: InstantMs, tickMs: DurationMs, size: LatticeSize): Part[] {
    this.size = size;
    this.prepare(fromMs, tickMs);
    for (let work = 0; work <= size.work; work++) {
      for (let lost = 0; lost <= size.wait; lost++) this.visit(work, lost);
    }
    return this.trackBack();
  }

  private prepare(fromMs: InstantMs, tickMs: DurationMs): void {
    const { work, wait } = this.size;
    const states = (work + 1) * (wait + 1);
    if (states > this.running.length) {
      this.running = new Float64Array(states);
      this.paused = new Float64Array(states);
    }
    this.paid = new Float64Array(work + wait + 1);
    for (let tick = 1; tick <= work + wait; tick++) {
      // A tick lies within a step; the trace's own integral would bring the rounding of its whole past.
      const price = this.trace.at(fromMs + (tick - 1) * tickMs) * tickMs;
      this.paid[tick] = (this.paid[tick - 1] as number) + price;
    }
  }

  private visit(work: number, lost: number): void {
    const at = this.at(work, lost);
    // Before any work there is nothing to restore: the job may begin in any tick, for nothing.
    this.running[at] = 0;
    this.paused[at] = Number.POSITIVE_INFINITY;
    if (work === 0) return;
    if (lost > 0) {
      this.paused[at] = Math.min(this.paused[at - 1] as number, this.running[at - 1] as number);
    }
    const [worked, resumed] = [this.worked(work, lost), this.resumed(work, lost)];
    this.running[at] = isLess(resumed, worked) ? resumed : worked;
  }

  /** On the way to the running state: by a tick of work. */
  private worked(work: number, lost: number): number {
    const before = this.running[this.at(work - 1, lost)] as number;
    return before + this.between(work + lost - 1, work + lost);
  }

  /** On the way to the running state: paused before, and restored until now. */
  private resumed(work: number, lost: number): number {
    const { restore } = this.size;
    if (lost < restore) return Number.POSITIVE_INFINITY;
    const before = this.paused[this.at(work, lost - restore)] as number;
    return before + this.between(work + lost - restore, work + lost);
  }

  private trackBack(): Part[] {
    const { work: all, wait, restore } = this.size;
    let work = all;
    let lost = 0;
    for (let other = 1; other <= wait; other++) {
      if (isLess(this.valueAt(work, other), this.valueAt(work, lost))) lost = other;
    }
    const parts: Part[] = [];
    for (let end = work + lost; ; end = work + lost) {
      while (work > 0 && this.valueAt(work, lost) === this.worked(work, lost)) work -= 1;
      if (work === 0) return [[lost, end] as const, ...parts];
      parts.unshift([work + lost - restore, end]);
      lost -= restore;
      const paused = this.paused[this.at(work, lost)] as number;
      do lost -= 1;
      while (
        // To where it was paused after work: a part that only restores has no place in a plan.
        this.valueAt(work, lost) !== paused ||
        this.worked(work, lost) !== paused
      );
    }
  }

  private at(work: number, lost: number): number {
    return work * (this.size.wait + 1) + lost;
  }

  private valueAt(work: number, lost: number): number {
    return this.running[this.at(work, lost)] as number;
  }

  private between(fromTick: number, toTick: number): number {
    return (this.paid[toTick] as number) - (this.paid[fromTick] as number);
  }
}
