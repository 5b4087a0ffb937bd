/** Puts together what a policy is told about a run or a step; nothing else of the replay reaches it. */
import { type Forecast, issueForecast } from "../carbon/forecast.ts";
import type { NodePool } from "../cluster/node-pool.ts";
import { type Load, operationalG, podPowerW } from "../cluster/power.ts";
import { nodePrice } from "../cluster/price.ts";
import { freeReservedCpu, mostCpu, usedCpu } from "../cluster/room.ts";
import { CompensatedSum } from "../math/sum.ts";
import type { PolicyInput, PriceView, RegionView, Room, Subject } from "../policy/contract.ts";
import type { Checkpoint, Profile } from "../profile/profile.ts";
import { HOME, poolOf, type Site, siteOf } from "../site/site.ts";
import type { RequestRecord } from "../timeline/timeline.ts";
import type { DurationMs, GramsCo2e, GramsPerKwh, InstantMs, Kwh } from "../units/units.ts";
import { startUpMs } from "./cluster.ts";
import type { ReplayContext } from "./context.ts";
import type { About, Expectation } from "./expectation.ts";
import { type Gate, ranUntil, WHOLE_RUN } from "./gate.ts";
import { nodeOf, podTemplate } from "./pods.ts";
import { progressOf } from "./progress.ts";
import { accuracyLoss } from "./quality.ts";
import { activeRun, type ReplayState } from "./state.ts";

export function policyInput(
  context: ReplayContext,
  state: ReplayState,
  gate: Gate,
  nowMs: InstantMs,
): PolicyInput {
  return new Question(context, state, gate, nowMs);
}

/** A class, so that what few policies ask for costs the others nothing. */
class Question implements PolicyInput {
  readonly nowMs: InstantMs;
  readonly subject: Subject;
  readonly askedAtMs: InstantMs;
  readonly deadlineMs: InstantMs;
  readonly expectedDurationMs: DurationMs;
  readonly startUpMs: DurationMs;
  readonly followingMs: DurationMs;
  readonly marginMs: DurationMs;
  readonly ranMs: DurationMs;
  readonly running: boolean;
  readonly plannedMs: InstantMs | undefined;
  readonly memo: readonly number[] | undefined;
  private readonly context: ReplayContext;
  private readonly state: ReplayState;
  private readonly request: number;
  private readonly about: About;
  private readonly leftMs: DurationMs;

  constructor(context: ReplayContext, state: ReplayState, gate: Gate, nowMs: InstantMs) {
    const about = aboutSubject(context, state, gate);
    this.context = context;
    this.state = state;
    this.request = gate.request;
    this.about = about;
    this.nowMs = nowMs;
    this.subject = about.subject;
    this.askedAtMs = gate.askedAtMs;
    this.deadlineMs = (state.timeline.requests[gate.request] as RequestRecord).deadlineMs;
    this.ranMs = ranUntil(gate, nowMs);
    this.running = gate.runningSinceMs !== undefined;
    // Most questions come before anything has run.
    const fresh = gate.ranMs === 0 && !this.running;
    const progress = fresh ? undefined : progressOf(context, state, gate, nowMs);
    this.startUpMs = progress === undefined ? context.startUpMs : progress.startUpMs;
    this.leftMs = Math.max(1, about.durationMs - (progress?.workedMs ?? 0));
    this.expectedDurationMs = this.leftMs + this.startUpMs;
    this.followingMs = about.followingMs;
    this.marginMs = context.world.workload.marginMs;
    this.plannedMs = gate.plannedMs;
    this.memo = gate.memo;
  }

  get nextAskedAtMs(): InstantMs | undefined {
    const { requestedAtMs } = this.context.world.workload;
    for (let next = this.request + 1; next < requestedAtMs.length; next++) {
      // Other teams ask at the same instant.
      if ((requestedAtMs[next] as InstantMs) > (requestedAtMs[this.request] as InstantMs))
        return requestedAtMs[next];
    }
    return undefined;
  }

  get expectedEnergyKwh(): Kwh {
    return (this.about.energyKwh * this.leftMs) / Math.max(1, this.about.durationMs);
  }

  /** The node may be gone when it goes on. */
  get checkpoint(): Checkpoint | undefined {
    const { checkpoint } = this.about;
    if (checkpoint === undefined) return undefined;
    const { saveMs, restoreMs } = checkpoint;
    return { saveMs, restoreMs: this.context.startUpMs + restoreMs };
  }

  get throughput(): readonly number[] {
    return this.about.throughput;
  }

  get intensityGPerKwh(): GramsPerKwh {
    return this.context.trace.at(this.nowMs);
  }

  get price(): PriceView {
    return nodePrice(this.context.world.pool);
  }

  get accuracyLoss(): number | undefined {
    return accuracyLoss(this.context, this.state);
  }

  get forecast(): () => Forecast {
    const { world, trace } = this.context;
    return () => issueForecast(world.grid.forecast, trace, this.nowMs, world.seed);
  }

  get regions(): () => readonly RegionView[] {
    return () => this.context.sites.map((site) => this.regionView(site));
  }

  private regionView({ name, trace, pool, forecast, transfer }: Site): RegionView {
    const { nowMs } = this;
    const { seed, pool: home } = this.context.world;
    return {
      name,
      intensityGPerKwh: trace.at(nowMs),
      forecast: () => issueForecast(forecast, trace, nowMs, seed),
      price: nodePrice(pool),
      transfer,
      // The work keeps as many CPUs busy anywhere; what a CPU draws differs.
      expectedEnergyKwh: (this.expectedEnergyKwh * wattsPerCpu(pool)) / wattsPerCpu(home),
      expectedDurationMs: this.leftMs + startUpMs(this.context.cluster, pool),
    };
  }

  get room(): () => Room {
    return () => roomFor(this.context, this.state, this.about.cpu);
  }

  get spentG(): (sinceMs: InstantMs) => GramsCo2e {
    return (sinceMs) => spentG(this.context, this.state, sinceMs, this.nowMs);
  }
}

/** Of a busy CPU with its share of the node, PUE included. */
function wattsPerCpu(pool: NodePool): number {
  return podPowerW({ cpu: 1, utilisation: 1 }, pool);
}

const NOT_ELASTIC = [1];
/** An elastic step can be suspended; without a word about that, at no cost. */
const FREE: Checkpoint = { saveMs: 0, restoreMs: 0 };

function aboutSubject(context: ReplayContext, state: ReplayState, gate: Gate): About {
  const expected = context.expected[gate.request] as Expectation;
  return gate.pod === WHOLE_RUN ? expected.run : aboutStep(context, state, gate, expected);
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
  const { checkpoint, throughput, replicas } = context.profiles[position] as Profile;
  const step = expected.steps[position];
  return {
    subject: { kind: "step", template: template.name, importance: step?.importance ?? 1 },
    durationMs: step?.durationMs ?? 1,
    followingMs: step?.followingMs ?? 0,
    energyKwh: step?.energyKwh ?? 0,
    cpu,
    checkpoint:
      checkpoint ?? (throughput === undefined || replicas !== undefined ? undefined : FREE),
    // The replicas of a multi-node job are not the policy's to choose.
    throughput: replicas === undefined ? atMostThePool(context, throughput, cpu) : NOT_ELASTIC,
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

function roomFor({ cluster }: ReplayContext, state: ReplayState, cpu: number): Room {
  return {
    requestedCpu: cpu,
    freeReservedCpu: freeReservedCpu(cluster, state.pool, HOME),
    usedCpu: usedCpu(cluster, state.pool, HOME),
    maxCpu: mostCpu(cluster, HOME),
  };
}

type Placed = Parameters<typeof poolOf>[1];

/** Of pods that have ended by now, and of what those that run have done; latest first. */
function spentG(
  { sites }: ReplayContext,
  { timeline, runs }: ReplayState,
  sinceMs: InstantMs,
  nowMs: InstantMs,
): GramsCo2e {
  const spent = new CompensatedSum();
  const add = (at: Placed, load: Load, startedAtMs: InstantMs, toMs: InstantMs) => {
    const { trace } = siteOf(sites, at);
    const fromMs = Math.max(sinceMs, startedAtMs, trace.startMs);
    spent.add(operationalG(podPowerW(load, poolOf(sites, at)), trace.integral(fromMs, toMs)));
  };
  for (let i = timeline.pods.length - 1; i >= 0; i--) {
    const pod = timeline.pods[i] as (typeof timeline.pods)[number];
    if (pod.finishedAtMs <= sinceMs) break;
    add(pod, pod, pod.startedAtMs, pod.finishedAtMs);
  }
  for (const active of Object.values(runs)) {
    for (const pod of Object.values(active.pods)) {
      if (pod === undefined) continue;
      // How busy it is shows when it ends; until then it counts as fully busy.
      const { cpu, gpus = 0 } = pod.ask.requests;
      const { replicas } = pod.part;
      const load = { cpu: cpu * replicas, gpus: gpus * replicas, utilisation: 1 };
      add(timeline.nodes[pod.node] ?? active, load, pod.startedAtMs, nowMs);
    }
  }
  return spent.value;
}
