/** One workflow run on a virtual clock: effects become future events, nothing is executed. */
import { EventQueue, type Timed } from "../clock/event-queue.ts";
import { MAX_RUN_EVENTS } from "../limits.ts";
import { type DurationMs, type InstantMs, MINUTE_MS } from "../units/units.ts";
import { RUN, type WorkflowEffect, type WorkflowEvent } from "../workflow/event.ts";
import type { JsonObject } from "../workflow/manifest.ts";
import { nodeId } from "../workflow/node/node-id.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import {
  acquireLocks,
  type LockTable,
  newLockTable,
  releaseLocks,
} from "../workflow/shared/locks.ts";
import { type MemoCache, readCache, writeCache } from "../workflow/shared/memo-cache.ts";
import {
  isFulfilledPhase,
  newRun,
  type WorkflowNode,
  type WorkflowRun,
} from "../workflow/state.ts";
import { transition } from "../workflow/transition.ts";
import { isDaemon, podAddress, podOutputs } from "./pods.ts";
import { resumptionEvent } from "./suspension.ts";

/** What a pod does, as a profile says it. */
export interface VirtualOutcome {
  readonly durationMs: DurationMs;
  readonly phase: "Succeeded" | "Failed" | "Error";
  readonly exitCode: number;
  readonly message: string;
  readonly result?: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Absent: each declared artifact, where Argo's default repository would put it. */
  readonly artifacts?: Readonly<Record<string, JsonObject>>;
}

/** What somebody who resumes a suspended node gives, and when. */
export interface VirtualResume {
  readonly afterMs: DurationMs;
  readonly outputs: Readonly<Record<string, string>>;
  /** Not empty: the node fails with it instead. */
  readonly message?: string;
}

/** Nobody is told to resume a suspended node: somebody does so after a minute. */
export const DEFAULT_RESUME: VirtualResume = { afterMs: MINUTE_MS, outputs: {} };

/** How pods and suspended nodes behave; asked once for each. */
export interface VirtualWorld {
  pod(plan: WorkflowPlan, run: WorkflowRun, node: WorkflowNode): VirtualOutcome;
  /**
   * @param ownMs after what time the node goes on by itself; undefined: never
   * @returns undefined when nobody resumes it before that
   */
  resume(
    plan: WorkflowPlan,
    run: WorkflowRun,
    node: WorkflowNode,
    ownMs: DurationMs | undefined,
  ): VirtualResume | undefined;
}

export interface VirtualRunOptions {
  /** When the run is submitted; 2026-01-01T00:00:00Z where nothing is said. */
  readonly startMs?: InstantMs;
  readonly uid?: string;
  /** Shared by runs that follow each other. */
  readonly cache?: MemoCache;
  /** Operations by others: suspend, stop, retry … */
  readonly operations?: readonly WorkflowEvent[];
  /** What is left of an earlier run, for `argo retry` and `resubmit --memoized`. */
  readonly run?: WorkflowRun;
  /** Called with every event that was applied; the log of a run. */
  readonly observe?: (event: WorkflowEvent, run: WorkflowRun) => void;
}

export interface VirtualRun {
  readonly run: WorkflowRun;
  readonly startMs: InstantMs;
  readonly endMs: InstantMs;
  readonly events: number;
}

/** The machine that everything runs on. */
const VIRTUAL_HOST = "virtual-node";

const DEFAULT_START_MS = 1_767_225_600_000;
const RANK = { operation: 0, podFinished: 1, resume: 2, wake: 3 } as const;

type Queued = Timed & { readonly event: WorkflowEvent };

/** Runs a workflow to its end; one that cannot end is ended with an error that says why. */
export function runOnVirtualClock(
  plan: WorkflowPlan,
  world: VirtualWorld,
  options: VirtualRunOptions = {},
): VirtualRun {
  return new Driver(plan, world, options).drive();
}

class Driver {
  private readonly plan: WorkflowPlan;
  private readonly world: VirtualWorld;
  private readonly options: VirtualRunOptions;
  private readonly startMs: InstantMs;
  private readonly queue = new EventQueue<Queued>();
  /** Answers that come at once, before anything else happens. */
  private readonly answers: WorkflowEvent[] = [];
  private readonly locks: LockTable = newLockTable();
  private readonly cache: MemoCache;
  private run: WorkflowRun;
  private nowMs: InstantMs;
  private events = 0;

  constructor(plan: WorkflowPlan, world: VirtualWorld, options: VirtualRunOptions) {
    this.plan = plan;
    this.world = world;
    this.options = options;
    this.startMs = options.startMs ?? DEFAULT_START_MS;
    this.nowMs = this.startMs;
    this.cache = options.cache ?? {};
    this.run = options.run ?? newRun(options.uid ?? nodeId(plan.name, `${plan.name}.uid`));
  }

  drive(): VirtualRun {
    for (const event of this.options.operations ?? []) {
      this.queue.push({ atMs: event.atMs, rank: RANK.operation, event });
    }
    this.apply({ type: "submit", atMs: this.nowMs });
    for (;;) {
      const next = this.queue.pop();
      if (next === undefined) {
        if (isFulfilledPhase(this.run.phase)) break;
        this.apply({ type: "stalled", atMs: this.nowMs });
        continue;
      }
      if (isFulfilledPhase(this.run.phase) && next.rank !== RANK.operation) continue;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      this.apply({ ...next.event, atMs: this.nowMs });
      if (this.events > MAX_RUN_EVENTS) this.apply({ type: "stalled", atMs: this.nowMs });
    }
    const endMs = this.run.finishedAtMs ?? this.nowMs;
    return { run: this.run, startMs: this.startMs, endMs, events: this.events };
  }

  /** Applies an event, and the answers that its effects bring at once. */
  private apply(first: WorkflowEvent): void {
    this.answers.push(first);
    for (let event = this.answers.shift(); event !== undefined; event = this.answers.shift()) {
      this.events += 1;
      const { run, effects } = transition(this.plan, this.run, event);
      this.run = run;
      this.options.observe?.(event, run);
      for (const effect of effects) this.perform(effect);
    }
  }

  private perform(effect: WorkflowEffect): void {
    switch (effect.type) {
      case "startPod":
        return this.startPod(this.node(effect.node));
      case "wake":
        return this.later(effect.atMs, RANK.wake, {
          type: "wake",
          atMs: effect.atMs,
          node: effect.node,
        });
      case "awaitResume":
        return this.awaitResume(this.node(effect.node), effect.untilMs);
      case "acquireLocks":
        return this.acquire(effect);
      case "releaseLocks":
        for (const id of releaseLocks(this.locks, String(effect.node))) {
          this.answers.push({ type: "locksGranted", atMs: this.nowMs, node: Number(id) });
        }
        return;
      case "readCache": {
        const { cache, key, maxAgeMs, node } = effect;
        const outputs = readCache(this.cache, cache, key, this.nowMs, maxAgeMs);
        const found = outputs === undefined ? {} : { outputs };
        this.answers.push({ type: "cacheRead", atMs: this.nowMs, node, ...found });
        return;
      }
      case "writeCache":
        return writeCache(this.cache, effect.cache, effect.key, {
          nodeId: nodeId(this.plan.name, this.node(effect.node).name),
          outputs: effect.outputs,
          createdAtMs: this.nowMs,
        });
      case "stopPod":
      case "completed":
        return;
    }
  }

  private startPod(node: WorkflowNode): void {
    const daemon = isDaemon(this.plan, node);
    const podIp = daemon ? { podIp: podAddress(node.index) } : {};
    const started = { type: "podStarted", atMs: this.nowMs, node: node.index } as const;
    this.answers.push({ ...started, ...podIp, hostNodeName: VIRTUAL_HOST });
    const outcome = this.world.pod(this.plan, this.run, node);
    // A daemon runs until the template around it ends, unless it fails before.
    if (daemon && outcome.phase === "Succeeded") return;
    const atMs = this.nowMs + outcome.durationMs;
    this.later(atMs, RANK.podFinished, {
      type: "podFinished",
      atMs,
      node: node.index,
      exitCode: outcome.exitCode,
      phase: outcome.phase,
      message: outcome.message,
      outputs: podOutputs(this.plan, node, outcome),
    });
  }

  private awaitResume(node: WorkflowNode, untilMs: InstantMs | undefined): void {
    const ownMs = untilMs === undefined ? undefined : untilMs - this.nowMs;
    const resume = this.world.resume(this.plan, this.run, node, ownMs);
    if (resume === undefined) return;
    const atMs = this.nowMs + resume.afterMs;
    this.later(atMs, RANK.resume, resumptionEvent(node, resume, atMs));
  }

  private acquire(effect: Extract<WorkflowEffect, { type: "acquireLocks" }>): void {
    const { node, locks, priority } = effect;
    const holder = { id: String(node), run: "", locks, priority, createdAtMs: this.startMs };
    const answer = acquireLocks(this.locks, holder);
    const { nowMs: atMs } = this;
    if (answer.granted) this.answers.push({ type: "locksGranted", atMs, node });
    else {
      const { lock, message } = answer;
      this.answers.push({ type: "locksWaiting", atMs, node, lock, message });
    }
  }

  private later(atMs: InstantMs, rank: number, event: WorkflowEvent): void {
    this.queue.push({ atMs, rank, event });
  }

  private node(index: number): WorkflowNode {
    if (index === RUN) throw new Error("Invariant violated: the run itself has no pod");
    return this.run.nodes[index] as WorkflowNode;
  }
}
