/** The best start of work that runs in one part, by the rules of GAIA (Hanafy et al., ASPLOS 2024). */
import { candidateStarts, cheapestOf, type IntensityView } from "../../carbon/window.ts";
import type { DurationMs, GramsPerKwh, InstantMs } from "../../units/units.ts";
import { latestWithinMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { grams } from "../reason.ts";
import { LATEST_START } from "../rule.ts";
import { slotsOf } from "./slots.ts";

export type StartRule = "lowest-window" | "carbon-time" | "lowest-slot";

export interface StartSettings {
  /** Longest wait after the asking; absent: as long as the deadline allows. */
  readonly maxWaitMs?: DurationMs | undefined;
  /** Distance of the starts that are tried, counted from now; absent: all that may be the best. */
  readonly everyMs?: DurationMs | undefined;
}

export interface PlannedStart {
  readonly startMs: InstantMs;
  /** Forecast of the window, or of the slot. */
  readonly meanGPerKwh: GramsPerKwh;
}

interface Stretch {
  readonly view: IntensityView;
  readonly nowMs: InstantMs;
  readonly latestMs: InstantMs;
  readonly durationMs: DurationMs;
}

/** What the planning of a start reads. */
export const START_PLAN = ["nowMs", "plannedMs", "forecast", ...LATEST_START] as const;

/** Starts where the rule says; planned once, when asked first. */
export function answerWithStart(
  rule: StartRule,
  settings: StartSettings,
  input: PolicyInput,
): PolicyAnswer {
  const { nowMs, plannedMs } = input;
  if (plannedMs !== undefined && nowMs >= plannedMs) {
    return { action: "start", reason: "the planned time has come" };
  }
  const latestMs = latestWithinMs(input, settings.maxWaitMs);
  if (nowMs >= latestMs) return { action: "start", reason: "it may wait no longer" };
  if (plannedMs !== undefined) {
    return { action: "wait", reason: "the planned time is still to come", untilMs: plannedMs };
  }
  const planned = plannedStart(rule, settings.everyMs, input, latestMs);
  if (planned === undefined) {
    return { action: "start", reason: "the forecast ends before the run would" };
  }
  const { startMs, meanGPerKwh: forecastGPerKwh } = planned;
  const what = `${WHAT[rule]}, forecast at ${grams(forecastGPerKwh)}`;
  return startMs <= nowMs
    ? { action: "start", reason: `${what}, begins now`, forecastGPerKwh }
    : { action: "wait", reason: `waits for ${what}`, untilMs: startMs, forecastGPerKwh };
}

const WHAT: Readonly<Record<StartRule, string>> = {
  "lowest-window": "the cheapest window",
  "carbon-time": "the window that saves most for each hour",
  "lowest-slot": "the cheapest slot",
};

/** Undefined when the forecast does not reach the end of any window. */
export function plannedStart(
  rule: StartRule,
  everyMs: DurationMs | undefined,
  input: PolicyInput,
  latestMs: InstantMs,
): PlannedStart | undefined {
  const { nowMs, expectedDurationMs: durationMs } = input;
  const view = input.forecast();
  if (rule === "lowest-slot") return cheapestSlot(input, latestMs);
  const latestKnownMs = Math.min(latestMs, view.untilMs - durationMs);
  if (latestKnownMs < nowMs) return undefined;
  const stretch = { view, nowMs, latestMs: latestKnownMs, durationMs };
  if (rule === "carbon-time") return mostSavedPerHour(stretch, everyMs);
  return cheapestOf(view, durationMs, startsOf(stretch, everyMs));
}

/** First slot of least intensity that can be reached, both ends of the wait included. */
function cheapestSlot(input: PolicyInput, latestMs: InstantMs): PlannedStart | undefined {
  let best: PlannedStart | undefined;
  for (const { fromMs, gPerKwh } of slotsOf(
    input.forecast(),
    input.nowMs,
    latestMs + 1,
    undefined,
  )) {
    if (best !== undefined && gPerKwh >= best.meanGPerKwh) continue;
    best = { startMs: fromMs, meanGPerKwh: gPerKwh };
  }
  return best;
}

/** First start with the greatest (C(now) - C(start)) / (start - now + duration); now when none saves. */
function mostSavedPerHour(stretch: Stretch, everyMs: DurationMs | undefined): PlannedStart {
  const { view, nowMs, durationMs } = stretch;
  const carbonNow = view.integral(nowMs, nowMs + durationMs);
  let best = { startMs: nowMs, meanGPerKwh: carbonNow / durationMs };
  let most = 0;
  for (const startMs of startsOf(stretch, everyMs)) {
    const carbon = view.integral(startMs, startMs + durationMs);
    const rate = (carbonNow - carbon) / (startMs - nowMs + durationMs);
    if (rate <= most) continue;
    most = rate;
    best = { startMs, meanGPerKwh: carbon / durationMs };
  }
  return best;
}

/**
 * Starts from now on, ascending. Without a grid those where the window's start or end meets a change:
 * between them saving and time are linear in the start, and their quotient has its greatest value at an end.
 */
function startsOf(
  { view, nowMs, latestMs, durationMs }: Stretch,
  everyMs: DurationMs | undefined,
): InstantMs[] {
  if (everyMs === undefined) return candidateStarts(view, durationMs, nowMs, latestMs);
  const starts: InstantMs[] = [];
  for (let at = nowMs; at <= latestMs; at += everyMs) starts.push(at);
  return starts;
}
