/** Asks the policy about a request, writes the decision down, and acts on it. */
import { assert } from "../assert.ts";
import { forecastSettings } from "../carbon/forecast/spec.ts";
import { issueForecast, issueInstant } from "../carbon/forecast.ts";
import type { PolicyAnswer, PolicyInput } from "../policy/contract.ts";
import { decide } from "../policy/decide.ts";
import type {
  Decision,
  DecisionInputs,
  ForecastSeen,
  RequestRecord,
} from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";
import { newRun } from "../workflow/state.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect } from "./events.ts";
import { accuracyLoss } from "./quality.ts";
import type { ReplayState } from "./state.ts";
import { applyEvent } from "./workflow-events.ts";

export function consider(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const record = state.timeline.requests[request];
  assert(record !== undefined, () => `request ${request} exists`);
  const input = policyInput(context, state, record, atMs);
  const answer = decide(context.spec, input);
  state.timeline.decisions.push(toDecision(context, request, atMs, answer, input));
  switch (answer.action) {
    case "skip":
      record.outcome = "skipped";
      break;
    case "wait":
      assert(answer.untilMs > atMs, () => `${context.spec.name} waits for a later instant`);
      state.planned[request] = answer.untilMs;
      effects.push(watch(request, answer));
      break;
    case "start":
      startRun(context, state, record, atMs, effects);
      break;
  }
}

function policyInput(
  context: ReplayContext,
  state: ReplayState,
  record: RequestRecord,
  nowMs: InstantMs,
): PolicyInput {
  return {
    nowMs,
    askedAtMs: record.askedAtMs,
    nextAskedAtMs: context.world.workload.requestedAtMs[record.index + 1],
    deadlineMs: record.deadlineMs,
    expectedDurationMs: context.expectedDurationMs[record.index] as number,
    marginMs: context.world.workload.marginMs,
    intensityGPerKwh: context.trace.at(nowMs),
    forecast: () =>
      issueForecast(context.world.grid.forecast, context.trace, nowMs, context.world.seed),
    accuracyLoss: accuracyLoss(context, state),
    plannedMs: state.planned[record.index],
  };
}

/** The forecast that a decision saw; undefined for the one that goes without saying. */
function forecastSeen(context: ReplayContext, atMs: InstantMs): ForecastSeen | undefined {
  const spec = context.world.grid.forecast;
  const { model } = forecastSettings(spec);
  const issuedAtMs = issueInstant(spec, context.trace, atMs);
  if (model === "same-hour-yesterday" && issuedAtMs === atMs) return undefined;
  return { model, issuedAtMs };
}

function startRun(
  context: ReplayContext,
  state: ReplayState,
  record: RequestRecord,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  record.startedAtMs = atMs;
  const run = newRun(`${context.plan.name}-${record.index}`);
  const trainsOn = state.batch;
  state.runs[record.index] = {
    run,
    trainsOn,
    startedAtMs: atMs,
    pods: {},
    running: 0,
    started: [],
  };
  applyEvent(context, state, record.index, { type: "submit", atMs }, effects);
}

function watch(request: number, answer: Extract<PolicyAnswer, { action: "wait" }>): ReplayEffect {
  const { untilMs, orBelowGPerKwh } = answer;
  if (orBelowGPerKwh === undefined) return { type: "watch", request, untilMs };
  return { type: "watch", request, untilMs, belowGPerKwh: orBelowGPerKwh };
}

/** Optional keys are added one by one: spreading objects here cost a twentieth of a replay. */
function toDecision(
  context: ReplayContext,
  request: number,
  atMs: InstantMs,
  answer: PolicyAnswer,
  input: PolicyInput,
): Decision {
  const inputs: Writable<DecisionInputs> = { intensityGPerKwh: input.intensityGPerKwh };
  if (answer.action !== "skip" && answer.forecastGPerKwh !== undefined) {
    inputs.forecastGPerKwh = answer.forecastGPerKwh;
    const seen = forecastSeen(context, atMs);
    if (seen !== undefined) inputs.forecast = seen;
  }
  if (input.accuracyLoss !== undefined) inputs.accuracyLoss = input.accuracyLoss;
  const { action, reason } = answer;
  if (action !== "wait") return { request, atMs, action, reason, inputs };
  return { request, atMs, action, untilMs: answer.untilMs, reason, inputs };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
