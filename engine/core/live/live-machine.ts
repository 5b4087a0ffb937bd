/**
 * A live run as a machine: what happened goes in and reaches the same `step` as in a replay, orders to
 * whoever runs programs come out. Fed with its own log it comes to the same state again.
 */
import { broken } from "../assert.ts";
import { EventQueue } from "../clock/event-queue.ts";
import type { ReplayContext } from "../simulate/context.ts";
import type { PodPart, ReplayEvent } from "../simulate/events.ts";
import { nodeOf } from "../simulate/pods.ts";
import { activeRun, initialState, type ReplayState } from "../simulate/state.ts";
import { step } from "../simulate/step.ts";
import {
  type PodEffect,
  pushFirst,
  pushSuccessor,
  type Queued,
  timerOf,
} from "../simulate/timers.ts";
import type { InstantMs } from "../units/units.ts";

/** A pod that was ordered and whose end is not known yet. */
export interface OpenAttempt {
  readonly request: number;
  /** Index of the workflow node. */
  readonly pod: number;
  readonly part: PodPart;
  readonly startedAtMs: InstantMs;
  /** How often it was started before: a person's retry of a workflow starts pods again. */
  readonly before: number;
  /** Why it is to end early; the first reason stands. */
  ending?: "stop" | "evict" | "suspend";
}

export type Order =
  | { readonly kind: "start"; readonly attempt: OpenAttempt }
  | { readonly kind: "end"; readonly attempt: OpenAttempt };

const WHOLE: PodPart = { segment: 0, progressMs: 0, replicas: 1 };

export class LiveMachine {
  readonly context: ReplayContext;
  state: ReplayState;
  /** Scenario time of the last event. */
  nowMs: InstantMs;
  private readonly queue = new EventQueue<Queued>();
  private readonly attempts = new Map<string, OpenAttempt>();
  private readonly starts = new Map<string, number>();

  constructor(context: ReplayContext) {
    this.context = context;
    this.nowMs = context.world.period.fromMs;
    this.state = initialState(context, true);
    pushFirst(context, this.queue);
  }

  /** Pods that run, or are about to. */
  get open(): readonly OpenAttempt[] {
    return [...this.attempts.values()];
  }

  /** The next event that time alone brings, inside the period. */
  get next(): ReplayEvent | undefined {
    const { first } = this.queue;
    return first !== undefined && first.atMs < this.endMs ? first : undefined;
  }

  get endMs(): InstantMs {
    return this.context.world.period.toMs;
  }

  /** Takes `next` as having happened. */
  pass(): { readonly event: ReplayEvent; readonly orders: readonly Order[] } {
    const event = this.next;
    if (event === undefined) throw broken("there is a next event");
    this.queue.pop();
    return { event, orders: this.apply(event) };
  }

  /** Takes what happened outside: a pod's end, or what somebody wants of a workflow. */
  bring(event: ReplayEvent): readonly Order[] {
    if (event.atMs < this.nowMs) throw broken("what happens is not earlier than what happened");
    return this.apply(event);
  }

  /** Takes an entry of the log; false when the log is not of this machine. */
  repeat(event: ReplayEvent, byTime: boolean): boolean {
    if (!byTime) {
      if (event.atMs < this.nowMs) return false;
      this.apply(event);
      return true;
    }
    const { next } = this;
    if (next === undefined || next.type !== event.type || next.atMs !== event.atMs) return false;
    this.pass();
    return true;
  }

  /** The attempt at a pod that is open. */
  find(request: number, pod: number): OpenAttempt | undefined {
    return this.attempts.get(`${request}/${pod}`);
  }

  private apply(event: ReplayEvent): readonly Order[] {
    this.nowMs = event.atMs;
    pushSuccessor(this.context, this.queue, event);
    if (event.type === "podFinished" || event.type === "podCut" || event.type === "podSuspended") {
      this.attempts.delete(`${event.request}/${event.pod}`);
    }
    const { state, effects } = step(this.context, this.state, event);
    this.state = state;
    const orders: Order[] = [];
    for (const effect of effects) {
      switch (effect.type) {
        case "startPod":
        case "suspendPod":
        case "stopPod":
        case "evictPod":
          this.order(effect, event.atMs, orders);
          break;
        case "awaitResume":
          // Somebody resumes it for real, unless the scenario says who would and when.
          if (!this.saysResume(effect.request, effect.suspended)) break;
          this.later(timerOf(this.context, state, effect, event.atMs));
          break;
        default:
          this.later(timerOf(this.context, state, effect, event.atMs));
      }
    }
    return orders;
  }

  private saysResume(request: number, suspended: number): boolean {
    const { template } = nodeOf(activeRun(this.state, request).run, suspended);
    return this.context.profiles[template]?.suspend !== undefined;
  }

  private later(event: Queued | undefined): void {
    if (event !== undefined) this.queue.push(event);
  }

  private order(effect: PodEffect, atMs: InstantMs, orders: Order[]): void {
    const { request, pod } = effect;
    if (effect.type === "startPod") {
      const part = effect.part ?? WHOLE;
      const before = this.countStart(`${request}/${pod}/${part.segment}`);
      const attempt = { request, pod, part, startedAtMs: atMs, before };
      this.attempts.set(`${request}/${pod}`, attempt);
      orders.push({ kind: "start", attempt });
      return;
    }
    const attempt = this.find(request, pod);
    if (attempt === undefined || attempt.ending !== undefined) return;
    attempt.ending = ENDING[effect.type];
    orders.push({ kind: "end", attempt });
  }

  private countStart(part: string): number {
    const before = this.starts.get(part) ?? 0;
    this.starts.set(part, before + 1);
    return before;
  }
}

const ENDING = { stopPod: "stop", evictPod: "evict", suspendPod: "suspend" } as const;
