/** Asks the policy about a run or a step, writes the decision down, and acts on it. */
import { assert } from "../assert.ts";
import { forecastSettings } from "../carbon/forecast/spec.ts";
import { issueInstant } from "../carbon/forecast.ts";
import type { PolicyAnswer, PolicyInput } from "../policy/contract.ts";
import { decide, gatedSteps } from "../policy/decide.ts";
import { HOME, type Site } from "../site/site.ts";
import type {
  Decision,
  DecisionAction,
  DecisionInputs,
  ForecastSeen,
  RequestRecord,
} from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";
import { newRun } from "../workflow/state.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect } from "./events.ts";
import { type Gate, openGate, ranUntil, WHOLE_RUN } from "./gate.ts";
import { nodeOf } from "./pods.ts";
import { policyInput } from "./policy-input.ts";
import { runProgress } from "./progress.ts";
import { activeRun, controlOf, type ReplayState } from "./state.ts";
import { resumePod, resumeRun, suspendPod, suspendRun } from "./suspend.ts";
import { applyEvent } from "./workflow-events.ts";

/** The workload is asked for: a policy about steps lets the run begin, others are asked about it. */
export function considerRequest(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const { askedAtMs } = state.timeline.requests[request] as RequestRecord;
  const steps = gatedSteps(context.spec);
  if (steps === undefined) {
    consider(context, state, openGate(request, WHOLE_RUN, askedAtMs), atMs, effects);
    return;
  }
  const which = steps === "all" ? "every step" : steps.join(", ");
  const reason = `the run starts when asked; asked again about ${which}`;
  const inputs = { intensityGPerKwh: context.trace.at(atMs) };
  state.timeline.decisions.push({ request, atMs, action: "start", reason, inputs });
  startRun(context, state, request, HOME, atMs, effects);
}

/** A pod of a step that the policy is asked about is due. */
export function considerPod(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  pod: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const gate = openGate(request, pod, atMs);
  controlOf(activeRun(state, request)).gates[pod] = gate;
  consider(context, state, gate, atMs, effects);
}

/** Asks, and asks for nothing when the policy has answered since, or the work is done. */
export function considerAgain(
  context: ReplayContext,
  state: ReplayState,
  asked: { readonly request: number; readonly pod?: number; readonly answers?: number },
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const { request, pod = WHOLE_RUN, answers } = asked;
  const gate = pod === WHOLE_RUN ? state.gates[request] : state.runs[request]?.control?.gates[pod];
  if (gate === undefined || (answers !== undefined && answers !== gate.answers)) return;
  consider(context, state, gate, atMs, effects);
}

function consider(
  context: ReplayContext,
  state: ReplayState,
  gate: Gate,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const input = policyInput(context, state, gate, atMs);
  const answer = decide(context.spec, input);
  const action = actionOf(gate, answer);
  state.timeline.decisions.push(toDecision(context, state, gate, action, answer, input));
  gate.answers += 1;
  if (answer.action !== "skip") gate.memo = answer.memo ?? gate.memo;
  switch (answer.action) {
    case "skip":
      assert(gate.pod === WHOLE_RUN, () => `${context.spec.name} skips whole runs alone`);
      (state.timeline.requests[gate.request] as RequestRecord).outcome = "skipped";
      break;
    case "wait":
      assert(answer.untilMs > atMs, () => `${context.spec.name} waits for a later instant`);
      wait(context, state, gate, answer, atMs, effects);
      break;
    case "start":
      start(context, state, gate, { answer, input, action }, effects);
      break;
  }
}

function actionOf(gate: Gate, answer: PolicyAnswer): DecisionAction {
  const running = gate.runningSinceMs !== undefined;
  if (answer.action === "skip") return "skip";
  if (answer.action === "wait") return running ? "suspend" : "wait";
  if (!running) return gate.ranMs > 0 ? "resume" : "start";
  return (answer.replicas ?? 1) === gate.replicas ? "continue" : "scale";
}

type Wait = Extract<PolicyAnswer, { action: "wait" }>;
type Start = Extract<PolicyAnswer, { action: "start" }>;

function wait(
  context: ReplayContext,
  state: ReplayState,
  gate: Gate,
  answer: Wait,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  gate.plannedMs = answer.untilMs;
  if (gate.runningSinceMs !== undefined) {
    gate.workedMs = runProgress(context, gate, atMs).workedMs;
    gate.ranMs = ranUntil(gate, atMs);
    gate.runningSinceMs = undefined;
    if (gate.pod === WHOLE_RUN) suspendRun(context, state, gate.request, atMs, effects);
    else suspendPod(context, state, gate.request, gate.pod, atMs, effects);
  }
  if (gate.pod === WHOLE_RUN) state.gates[gate.request] = gate;
  effects.push(watch(gate, answer));
  const { orFreeReservedCpu: cpu } = answer;
  if (cpu === undefined) return;
  const { request, pod, answers } = gate;
  state.roomWatches.push({ request, pod, answers, cpu });
}

function watch(gate: Gate, { untilMs, orBelowGPerKwh, orFreeReservedCpu }: Wait): ReplayEffect {
  const { request, pod, answers } = gate;
  if (pod === WHOLE_RUN && orFreeReservedCpu === undefined) {
    if (orBelowGPerKwh === undefined) return { type: "watch", request, untilMs };
    return { type: "watch", request, untilMs, belowGPerKwh: orBelowGPerKwh };
  }
  return {
    type: "watch",
    request,
    ...(pod === WHOLE_RUN ? {} : { pod }),
    untilMs,
    ...(orBelowGPerKwh === undefined ? {} : { belowGPerKwh: orBelowGPerKwh }),
    // Two things may end this wait; the one that comes second is too late.
    ...(orFreeReservedCpu === undefined ? {} : { answers }),
  };
}

interface Started {
  readonly answer: Start;
  readonly input: PolicyInput;
  readonly action: DecisionAction;
}

function start(
  context: ReplayContext,
  state: ReplayState,
  gate: Gate,
  { answer, input, action }: Started,
  effects: ReplayEffect[],
): void {
  const { nowMs: atMs } = input;
  const { request, pod } = gate;
  const untilMs = input.checkpoint === undefined ? undefined : answer.untilMs;
  gate.plannedMs = untilMs;
  gate.runningSinceMs ??= atMs;
  gate.replicas = Math.min(answer.replicas ?? 1, input.throughput.length);
  if (pod === WHOLE_RUN) {
    state.gates[request] = untilMs === undefined ? undefined : gate;
    if (action === "start") goTo(context, state, request, answer.region, atMs, effects);
    else if (action === "resume") resumeRun(context, state, request, atMs, effects);
  } else if (action !== "continue") {
    // One that runs goes on with other replicas as soon as its state is saved.
    if (action === "scale") suspendPod(context, state, request, pod, atMs, effects);
    resumePod(context, state, request, pod, atMs, effects);
  }
  if (untilMs === undefined) return;
  assert(untilMs > atMs, () => `${context.spec.name} names a later instant`);
  effects.push({ type: "watch", request, ...(pod === WHOLE_RUN ? {} : { pod }), untilMs });
}

/** A run begins where it goes; its data goes ahead of it. */
function goTo(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  region: string | undefined,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  if (region === undefined) {
    startRun(context, state, request, HOME, atMs, effects);
    return;
  }
  const site = context.sites.findIndex(({ name }) => name === region);
  assert(site >= 0, () => `${context.spec.name} names a region of the world: ${region}`);
  const { durationMs } = (context.sites[site] as Site).transfer;
  (state.timeline.requests[request] as RequestRecord).startedAtMs = atMs;
  if (site !== HOME) {
    const toMs = Math.min(atMs + durationMs, state.timeline.toMs);
    state.timeline.transfers.push({ request, site, fromMs: atMs, toMs });
  }
  if (durationMs > 0) effects.push({ type: "transferData", request, site });
  else startRun(context, state, request, site, atMs, effects);
}

/** Opens the run of a request; its data is there. */
export function startRun(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  site: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const record = state.timeline.requests[request] as RequestRecord;
  record.startedAtMs ??= atMs;
  state.runs[request] = {
    run: newRun(`${context.plan.name}-${request}`),
    trainsOn: state.batch,
    startedAtMs: atMs,
    site,
    pods: {},
    running: 0,
    started: [],
  };
  applyEvent(context, state, request, { type: "submit", atMs }, effects);
}

/** Optional keys are added one by one: spreading objects here cost a twentieth of a replay. */
function toDecision(
  context: ReplayContext,
  state: ReplayState,
  { request, pod }: Gate,
  action: DecisionAction,
  answer: PolicyAnswer,
  input: PolicyInput,
): Decision {
  const { nowMs: atMs } = input;
  const inputs: Writable<DecisionInputs> = { intensityGPerKwh: input.intensityGPerKwh };
  if (answer.action !== "skip" && answer.forecastGPerKwh !== undefined) {
    inputs.forecastGPerKwh = answer.forecastGPerKwh;
    const seen = forecastSeen(context, atMs);
    if (seen !== undefined) inputs.forecast = seen;
  }
  if (input.accuracyLoss !== undefined) inputs.accuracyLoss = input.accuracyLoss;
  const { reason } = answer;
  const decision: Writable<Decision> =
    answer.action === "skip" || answer.untilMs === undefined
      ? { request, atMs, action, reason, inputs }
      : { request, atMs, action, untilMs: answer.untilMs, reason, inputs };
  if (pod !== WHOLE_RUN) decision.step = nodeOf(activeRun(state, request).run, pod).displayName;
  if (answer.action === "start" && answer.replicas !== undefined) {
    decision.replicas = answer.replicas;
  }
  if (answer.action === "start" && answer.region !== undefined) decision.region = answer.region;
  return decision;
}

/** The forecast that a decision saw; undefined for the one that goes without saying. */
function forecastSeen(context: ReplayContext, atMs: InstantMs): ForecastSeen | undefined {
  const spec = context.world.grid.forecast;
  const { model } = forecastSettings(spec);
  const issuedAtMs = issueInstant(spec, context.trace, atMs);
  if (model === "same-hour-yesterday" && issuedAtMs === atMs) return undefined;
  return { model, issuedAtMs };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
