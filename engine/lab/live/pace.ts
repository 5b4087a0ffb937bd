/** How fast scenario time passes: not at all, as fast as waiting may, or as slowly as work must. */
import { realUntil, type ScaledClock, scenarioMs, withRate } from "../../core/live/scaled-clock.ts";
import type { InstantMs } from "../../core/units/units.ts";

export interface PaceOptions {
  readonly fromMs: InstantMs;
  /** Scenario time in a unit of real time while nothing runs; Infinity: it never waits. */
  readonly timeScale: number;
  /** The same while a program runs. */
  readonly workScale: number;
}

export class Pace {
  private readonly options: PaceOptions;
  private clock: ScaledClock;
  /** Scenario time never lies before what has happened. */
  private reachedMs: InstantMs;

  constructor(options: PaceOptions) {
    this.options = options;
    this.reachedMs = options.fromMs;
    this.clock = { atMs: options.fromMs, steadyMs: performance.now(), rate: 0 };
  }

  /** Scenario time now. */
  get nowMs(): InstantMs {
    return this.at(performance.now());
  }

  /** Scenario time at an instant of the steady clock. */
  at(steadyMs: number): InstantMs {
    return Math.max(this.reachedMs, scenarioMs(this.clock, steadyMs));
  }

  get neverWaits(): boolean {
    return this.clock.rate === Number.POSITIVE_INFINITY;
  }

  /** Something has happened at an instant; what runs now, and whether time stands still. */
  reach(atMs: InstantMs, works: boolean, paused: boolean): void {
    this.reachedMs = Math.max(this.reachedMs, atMs);
    const { timeScale, workScale } = this.options;
    const rate = paused ? 0 : works ? workScale : timeScale;
    if (rate === this.clock.rate) return;
    const steadyMs = performance.now();
    const begins = this.clock.rate === timeScale && rate === workScale;
    // A program starts at the instant of its event, however late the timer was that brought it.
    this.clock = begins
      ? { atMs: this.reachedMs, steadyMs, rate }
      : withRate(this.clock, rate, steadyMs);
  }

  /** Real time until an instant comes, ms. */
  until(atMs: InstantMs): number {
    return realUntil(this.clock, atMs, performance.now());
  }
}
