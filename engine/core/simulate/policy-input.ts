/** Puts together what a policy is told about a run or a step; nothing else of the replay reaches it. */
import { issueForecast } from "../carbon/forecast.ts";
import { freeReservedCpu, usedCpu } from "../cluster/node-pool.ts";
import { operationalG, podPowerW } from "../cluster/power.ts";
import { CompensatedSum } from "../math/sum.ts";
import type { PolicyInput, PriceView, Room, Subject } from "../policy/contract.ts";
import type { Checkpoint, Profile } from "../profile/profile.ts";
import type { RequestRecord } from "../timeline/timeline.ts";
import type { DurationMs, GramsCo2e, InstantMs, Kwh } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import type { Expectation } from "./expectation.ts";
import { type Gate, ranUntil, WHOLE_RUN } from "./gate.ts";
import { nodeOf, podTemplate } from "./pods.ts";
import { accuracyLoss } from "./quality.ts";
import { activeRun, type ReplayState } from "./state.ts";

export function policyInput(
  context: ReplayContext,
  state: ReplayState,
  gate: Gate,
  nowMs: InstantMs,
): PolicyInput {
  const { world, trace } = context;
  const record = state.timeline.requests[gate.request] as RequestRecord;
  const ranMs = ranUntil(gate, nowMs);
  const about = aboutSubject(context, state, gate);
  const leftMs = Math.max(1, about.durationMs - ranMs);
  const startUpMs = ranMs > 0 ? (about.checkpoint?.restoreMs ?? 0) : context.startUpMs;
  return {
    nowMs,
    subject: about.subject,
    askedAtMs: gate.askedAtMs,
    nextAskedAtMs: world.workload.requestedAtMs[record.index + 1],
    deadlineMs: record.deadlineMs,
    expectedDurationMs: leftMs + (gate.runningSinceMs === undefined ? startUpMs : 0),
    followingMs: about.followingMs,
    expectedEnergyKwh: (about.energyKwh * leftMs) / Math.max(1, about.durationMs),
    marginMs: world.workload.marginMs,
    ranMs,
    running: gate.runningSinceMs !== undefined,
    checkpoint: about.checkpoint,
    throughput: about.throughput,
    room: () => roomFor(context, state, about.cpu),
    intensityGPerKwh: trace.at(nowMs),
    forecast: () => issueForecast(world.grid.forecast, trace, nowMs, world.seed),
    price: constantPrice(world.pool.pricePerHour),
    spentG: (sinceMs) => spentG(context, state, sinceMs, nowMs),
    accuracyLoss: accuracyLoss(context, state),
    plannedMs: gate.plannedMs,
  };
}

interface About {
  readonly subject: Subject;
  readonly durationMs: DurationMs;
  readonly followingMs: DurationMs;
  readonly energyKwh: Kwh;
  readonly cpu: number;
  readonly checkpoint: Checkpoint | undefined;
  readonly throughput: readonly number[];
}

const RUN: Subject = { kind: "run" };
const NOT_ELASTIC = [1];
/** An elastic step can be suspended; without a word about that, at no cost. */
const FREE: Checkpoint = { saveMs: 0, restoreMs: 0 };

function aboutSubject(context: ReplayContext, state: ReplayState, gate: Gate): About {
  const expected = context.expected[gate.request] as Expectation;
  if (gate.pod !== WHOLE_RUN) return aboutStep(context, state, gate, expected);
  const { durationMs, energyKwh, cpu } = expected;
  const { checkpoint } = context;
  const throughput = NOT_ELASTIC;
  return { subject: RUN, durationMs, followingMs: 0, energyKwh, cpu, checkpoint, throughput };
}

function aboutStep(
  context: ReplayContext,
  state: ReplayState,
  { request, pod }: Gate,
  expected: Expectation,
): About {
  const { run } = activeRun(state, request);
  const { template: position } = nodeOf(run, pod);
  const template = podTemplate(context.plan, run, pod);
  const { cpu } = template.requests;
  const { checkpoint, throughput } = context.profiles[position] as Profile;
  const step = expected.steps[position];
  return {
    subject: { kind: "step", template: template.name, importance: step?.importance ?? 1 },
    durationMs: step?.durationMs ?? 1,
    followingMs: step?.followingMs ?? 0,
    energyKwh: step?.energyKwh ?? 0,
    cpu,
    checkpoint: checkpoint ?? (throughput === undefined ? undefined : FREE),
    throughput: atMostThePool(context, throughput, cpu),
  };
}

/** More replicas than the pool can ever hold would wait for ever. */
function atMostThePool(
  { world: { pool } }: ReplayContext,
  throughput: readonly number[] | undefined,
  cpu: number,
): readonly number[] {
  if (throughput === undefined) return NOT_ELASTIC;
  const perNode = cpu > 0 ? Math.floor(pool.vcpu / cpu) : throughput.length;
  return throughput.slice(0, Math.max(1, perNode * pool.maxNodes));
}

function roomFor({ world: { pool } }: ReplayContext, state: ReplayState, cpu: number): Room {
  return {
    requestedCpu: cpu,
    freeReservedCpu: freeReservedCpu(state.pool, pool),
    usedCpu: usedCpu(state.pool, pool),
    maxCpu: pool.maxNodes * pool.vcpu,
  };
}

/** Of pods that have ended by now, and of what those that run have done; latest first. */
function spentG(
  { trace, world: { pool } }: ReplayContext,
  { timeline, runs }: ReplayState,
  sinceMs: InstantMs,
  nowMs: InstantMs,
): GramsCo2e {
  const spent = new CompensatedSum();
  const from = (startedAtMs: InstantMs) => Math.max(sinceMs, startedAtMs, trace.startMs);
  for (let i = timeline.pods.length - 1; i >= 0; i--) {
    const pod = timeline.pods[i] as (typeof timeline.pods)[number];
    if (pod.finishedAtMs <= sinceMs) break;
    const integral = trace.integral(from(pod.startedAtMs), pod.finishedAtMs);
    spent.add(operationalG(podPowerW(pod, pool), integral));
  }
  for (const active of Object.values(runs)) {
    for (const pod of Object.values(active.pods)) {
      if (pod === undefined) continue;
      // How busy it is shows when it ends; until then it counts as fully busy.
      const load = { cpu: pod.requests.cpu * pod.replicas, utilisation: 1 };
      spent.add(operationalG(podPowerW(load, pool), trace.integral(from(pod.startedAtMs), nowMs)));
    }
  }
  return spent.value;
}

function constantPrice(perHour: number): PriceView {
  return {
    at: () => perHour,
    integral: (fromMs, toMs) => perHour * (toMs - fromMs),
    changes: () => [],
  };
}
