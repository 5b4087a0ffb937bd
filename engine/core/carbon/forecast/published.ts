/** `published`: what a publisher forecast, out at a fixed time for the day after, as the history keeps it. */
import { offsetAt, UTC, type ZoneOffsets } from "../../clock/civil.ts";
import { DAY_MS, type GramsPerKwh, type InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";
import type { Forecast } from "./forecast.ts";
import { FORECAST_DEFAULTS, type PublishedSettings } from "./spec.ts";
import { stepStarts } from "./step-starts.ts";

/** When the newest forecast came out, and where its last day ends. */
export interface Publication {
  readonly atMs: InstantMs;
  readonly untilMs: InstantMs;
}

/**
 * The newest publication at an instant: days are those of the publisher's clock, so a forecast that comes out
 * at 18:00 for the next day is known from 18:00 until the midnight after next.
 */
export function publicationOf(settings: PublishedSettings, nowMs: InstantMs): Publication {
  const {
    publishedAfterMs = FORECAST_DEFAULTS.publishedAfterMs,
    coversDays = FORECAST_DEFAULTS.coversDays,
    zone = UTC,
  } = settings;
  const localMs = nowMs + offsetAt(zone, nowMs);
  let day = Math.floor(localMs / DAY_MS);
  if (instantOfLocal(zone, day * DAY_MS + publishedAfterMs) > nowMs) day -= 1;
  return {
    atMs: instantOfLocal(zone, day * DAY_MS + publishedAfterMs),
    untilMs: instantOfLocal(zone, (day + 1 + coversDays) * DAY_MS),
  };
}

/** Of a wall-clock reading; one that the clock skips is as late as it would have been before the change. */
function instantOfLocal(zone: ZoneOffsets, localMs: number): InstantMs {
  const guessMs = localMs - offsetAt(zone, localMs);
  return localMs - offsetAt(zone, guessMs);
}

/**
 * The publisher's values up to the end of the last day that was out, or to the first step without one. Days
 * before that were out, too, so all that is ahead of `nowMs` is known without a break.
 */
export class Published implements Forecast {
  readonly issuedAtMs: InstantMs;
  readonly untilMs: InstantMs;
  private readonly trace: CarbonTrace;

  constructor(settings: PublishedSettings, trace: CarbonTrace, nowMs: InstantMs) {
    const { atMs, untilMs } = publicationOf(settings, nowMs);
    this.trace = trace;
    this.issuedAtMs = Math.max(trace.startMs, atMs);
    this.untilMs = knownUntil(trace, nowMs, Math.min(untilMs, trace.endMs));
  }

  at(instantMs: InstantMs): GramsPerKwh {
    const { startMs, stepMs, published } = this.trace;
    return published?.[Math.floor((instantMs - startMs) / stepMs)] ?? Number.NaN;
  }

  integral(fromMs: InstantMs, toMs: InstantMs): number {
    let total = 0;
    for (let from = fromMs; from < toMs; ) {
      const to = Math.min(toMs, this.trace.nextStep(from));
      total += this.at(from) * (to - from);
      from = to;
    }
    return total;
  }

  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
    return stepStarts(this.trace, fromMs, toMs);
  }
}

/** End of the values in a row that begin at `nowMs`, which lies inside the trace. */
function knownUntil(trace: CarbonTrace, nowMs: InstantMs, latestMs: InstantMs): InstantMs {
  const { startMs, stepMs, published } = trace;
  if (published === undefined) return nowMs;
  let step = Math.floor((nowMs - startMs) / stepMs);
  while (startMs + step * stepMs < latestMs && typeof published[step] === "number") step += 1;
  return Math.max(nowMs, Math.min(latestMs, startMs + step * stepMs));
}
