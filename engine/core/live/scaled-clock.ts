/** Scenario time on a real clock: how far it is, and how long until an instant of it comes. */
import type { DurationMs, InstantMs } from "../units/units.ts";

/** From an instant on, at a rate; a change of the rate makes a new one. */
export interface ScaledClock {
  /** Scenario time at the anchor. */
  readonly atMs: InstantMs;
  /** A steady real clock at the anchor, ms; it never jumps, unlike the time of day. */
  readonly steadyMs: number;
  /** Scenario time in a unit of real time: 0 stands still, Infinity never waits. */
  readonly rate: number;
}

/** Scenario time now; a clock that never waits stands where it is until it is told where to go. */
export function scenarioMs({ atMs, steadyMs, rate }: ScaledClock, nowSteadyMs: number): InstantMs {
  if (rate === 0 || rate === Number.POSITIVE_INFINITY) return atMs;
  // A steady clock that went back would be a fault of the machine; scenario time never does.
  return atMs + Math.floor(Math.max(0, nowSteadyMs - steadyMs) * rate);
}

/** Real time until an instant of scenario time, ms; Infinity while the clock stands still. */
export function realUntil(clock: ScaledClock, instantMs: InstantMs, nowSteadyMs: number): number {
  const leftMs: DurationMs = instantMs - scenarioMs(clock, nowSteadyMs);
  if (leftMs <= 0) return 0;
  return clock.rate === 0 ? Number.POSITIVE_INFINITY : leftMs / clock.rate;
}

/** The same clock from now on at another rate. */
export function withRate(clock: ScaledClock, rate: number, nowSteadyMs: number): ScaledClock {
  return { atMs: scenarioMs(clock, nowSteadyMs), steadyMs: nowSteadyMs, rate };
}

/** The clock put forward; never back. */
export function forwardTo(clock: ScaledClock, atMs: InstantMs, nowSteadyMs: number): ScaledClock {
  const now = scenarioMs(clock, nowSteadyMs);
  return { ...clock, atMs: Math.max(now, atMs), steadyMs: nowSteadyMs };
}
