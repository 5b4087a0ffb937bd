/**
 * The live driver: brings a run's events to the engine as the wall clock, scaled, lets them come, and
 * carries out its orders. Nothing is done before the event that it follows from is durable.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type AttemptPlan, attemptSpec } from "../../core/live/attempt-spec.ts";
import type { LiveMachine, OpenAttempt, Order } from "../../core/live/live-machine.ts";
import type { LiveOperation, LiveRecord } from "../../core/live/run-store.ts";
import type { ReplayEvent } from "../../core/simulate/events.ts";
import type { InstantMs } from "../../core/units/units.ts";
import { nowMs } from "../../io/wall/now.ts";
import { type Arrival, Arrivals } from "./arrivals.ts";
import { Asked } from "./asked.ts";
import { Attempts, type Ended } from "./attempts.ts";
import type { DriverOptions, LeftOpen } from "./driver-options.ts";
import { Keeper } from "./keeper.ts";
import { endingOf, type LiveEnding } from "./operations.ts";
import { Pace } from "./pace.ts";

/** Operations of other processes are looked for so often, and it says so often that it is alive. */
const LOOK_EVERY_MS = 250;
const ALIVE_EVERY_MS = 2_000;
/** Longest sleep of a timer: longer ones overflow. */
const MAX_SLEEP_MS = 60_000;
/** Most events that are written in one go. */
const BATCH = 256;

type Start = Extract<Order, { kind: "start" }> & { readonly plan: AttemptPlan };
type Planned = Extract<Order, { kind: "end" }> | Start;

export class LiveDriver {
  /** Settles when the run has ended; rejects with what stopped it before, so that it can be resumed. */
  readonly done: Promise<LiveEnding>;
  readonly machine: LiveMachine;
  private readonly options: DriverOptions;
  private readonly keeper: Keeper;
  private readonly attempts: Attempts;
  private readonly pace: Pace;
  private readonly becomes: Arrivals;
  private readonly arrivals: Arrival[] = [];
  private readonly asked: Asked;
  /** Ordered in a pause: ends are written down in it, so that no work is lost, and nothing starts. */
  private readonly heldBack: Start[] = [];
  private paused = false;
  private cancelled = false;
  private cut = false;
  private working = false;
  private again = false;
  private settled = false;
  private sleep: NodeJS.Timeout | undefined;
  private readonly intervals: NodeJS.Timeout[] = [];
  private settle!: { resolve: (ending: LiveEnding) => void; reject: (error: unknown) => void };

  constructor(options: DriverOptions) {
    this.options = options;
    this.machine = options.machine;
    this.keeper = new Keeper(options.store, options.id, options.events, options.patienceMs);
    this.pace = new Pace(options);
    const { settings, executor, stages } = options;
    const { run, graceMs } = settings;
    this.asked = new Asked(options.store, options.id);
    this.becomes = new Arrivals(options.machine, run, options.workScale);
    const onEnd = (ended: Ended) => this.arrive(this.becomes.end(ended));
    this.attempts = new Attempts({ run, graceMs, executor, ...(stages && { stages }), onEnd });
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    // Whoever waits is told; where nobody waits, the run's status tells.
    this.done.catch(() => undefined);
  }

  /** Scenario time now. */
  get nowMs(): InstantMs {
    return this.pace.nowMs;
  }

  begin(open: LeftOpen): void {
    for (const attempt of open.lost) this.arrivals.push(this.becomes.loss(attempt));
    this.reach();
    const starts = open.start.map((attempt) => this.planned({ kind: "start", attempt }));
    // What was asked for before, a pause or an end, comes before they start.
    this.look();
    this.perform(starts);
    this.intervals.push(
      setInterval(() => this.look(), LOOK_EVERY_MS),
      setInterval(() => this.keeper.sayAlive(this.nowMs), ALIVE_EVERY_MS),
    );
    void this.work();
  }

  /** Ends without an ending, as if this program had died: the run can be resumed. */
  abandon(reason: unknown): void {
    this.giveUp(reason);
  }

  private arrive(arrival: Arrival): void {
    this.arrivals.push(arrival);
    void this.work();
  }

  /** One turn at a time; what comes meanwhile is for the next. */
  private async work(): Promise<void> {
    if (this.working || this.settled) {
      this.again = true;
      return;
    }
    this.working = true;
    try {
      do {
        this.again = false;
        await this.turn();
      } while (this.again && !this.settled);
    } catch (error) {
      this.giveUp(error);
    } finally {
      this.working = false;
    }
    if (!this.settled) this.sleepUntilNext();
  }

  private async turn(): Promise<void> {
    this.takeOperations();
    for (;;) {
      const { records, orders } = this.collect();
      if (records.length === 0) break;
      await this.keeper.keep(records, this.machine.nowMs);
      if (this.settled) return;
      this.perform(orders);
      this.options.onChange?.();
      // Others get their turn between two batches of a clock that never waits.
      await pause(0);
    }
    this.cutAtTheEnd();
    if (this.isOver()) await this.end();
  }

  /** All that has happened by now, in order: what was due first, then what came. */
  private collect(): { readonly records: LiveRecord[]; readonly orders: Planned[] } {
    const records: LiveRecord[] = [];
    const orders: Planned[] = [];
    const take = (record: LiveRecord, following: readonly Order[]) => {
      records.push(record);
      for (const order of following) orders.push(this.planned(order));
      this.reach();
    };
    while (records.length < BATCH) {
      const { next } = this.machine;
      if (next !== undefined && !this.cancelled && this.isDue(next)) {
        const { event, orders: following } = this.machine.pass();
        take({ event, byTime: true, wallMs: nowMs() }, following);
        continue;
      }
      const arrival = this.arrivals.shift();
      if (arrival === undefined) break;
      const record = arrival.toRecord(this.instantOf(arrival));
      take({ ...record, byTime: false, wallMs: nowMs() }, this.machine.bring(record.event));
    }
    return { records, orders };
  }

  /** A clock that never waits goes to the next event as soon as nothing runs. */
  private isDue(next: ReplayEvent): boolean {
    if (this.pace.neverWaits) return this.arrivals.length === 0;
    return next.atMs <= this.nowMs;
  }

  private instantOf({ steadyMs }: Arrival): InstantMs {
    const { nowMs: reachedMs, endMs } = this.machine;
    return Math.max(reachedMs, Math.min(this.pace.at(steadyMs), endMs));
  }

  /** What a program is started with depends on the state at its start, not on what comes after. */
  private planned(order: Order): Planned {
    if (order.kind === "end") return order;
    const { context, state } = this.machine;
    return { ...order, plan: attemptSpec(context, state, order.attempt, this.options.settings) };
  }

  private perform(orders: readonly Planned[]): void {
    for (const order of orders) {
      if (order.kind === "end") {
        this.attempts.end(order.attempt);
        continue;
      }
      // Room that a stopped program gave back is for nobody any more.
      if (this.cancelled || this.cut) order.attempt.ending ??= "stop";
      if (this.paused && !this.cancelled) this.heldBack.push(order);
      else this.start(order);
    }
  }

  private start({ attempt, plan }: Start): void {
    this.attempts.start(attempt, plan).catch((error) => this.giveUp(error));
  }

  private startHeldBack(): void {
    for (const order of this.heldBack.splice(0)) this.start(order);
  }

  private reach(): void {
    this.pace.reach(this.machine.nowMs, this.machine.open.length > 0, this.paused);
  }

  private takeOperations(): void {
    for (const [seq, operation] of this.asked.takeAll()) this.take(seq, operation);
  }

  private take(seq: number, operation: LiveOperation): void {
    switch (operation.kind) {
      case "pause":
      case "resume":
        this.paused = operation.kind === "pause";
        this.reach();
        if (!this.paused) this.startHeldBack();
        return this.tellPaused(seq);
      case "cancel":
        // Taken with the ending: a program that dies before it leaves it to the next one.
        this.cancelled = true;
        for (const attempt of this.machine.open) this.stop(attempt);
        this.startHeldBack();
        return;
      case "workflow":
        this.arrivals.push(this.becomes.wish(seq, operation));
    }
  }

  private tellPaused(seq: number): void {
    const { store, id, onChange } = this.options;
    try {
      store.setStatus(id, this.paused ? "paused" : "running", "");
      store.taken(id, seq);
    } catch {
      // The store is busy. To do it twice is no harm.
      this.asked.forget(seq);
    }
    onChange?.();
  }

  private stop(attempt: OpenAttempt): void {
    attempt.ending ??= "stop";
    this.attempts.end(attempt);
  }

  /** What runs at the end of the period is cut there. */
  private cutAtTheEnd(): void {
    if (this.cut || this.machine.next !== undefined || this.nowMs < this.machine.endMs) return;
    this.cut = true;
    for (const attempt of this.machine.open) this.stop(attempt);
  }

  private isOver(): boolean {
    if (this.machine.open.length > 0 || this.arrivals.length > 0) return false;
    if (this.cancelled) return true;
    if (this.paused || this.machine.next !== undefined) return false;
    return this.nowMs >= this.machine.endMs || !this.somebodyMayCome();
  }

  /** A workflow waits for a person, on a clock that waits at all. */
  private somebodyMayCome(): boolean {
    return !this.pace.neverWaits && Object.keys(this.machine.state.runs).length > 0;
  }

  private async end(): Promise<void> {
    const ending = endingOf(this.machine.state.timeline, this.cancelled);
    await this.options.beforeEnding?.();
    if (this.settled) return;
    await this.keeper.keepEnding(ending);
    if (this.settled) return;
    this.finish(() => this.settle.resolve(ending));
    this.options.onChange?.();
  }

  /** Nothing may follow from what cannot be written. What runs is ended; the run can be resumed. */
  private giveUp(error: unknown): void {
    if (this.settled) return;
    for (const attempt of this.machine.open) this.attempts.end(attempt);
    this.finish(() => this.settle.reject(error));
  }

  private finish(settle: () => void): void {
    this.settled = true;
    clearTimeout(this.sleep);
    for (const each of this.intervals) clearInterval(each);
    settle();
  }

  private sleepUntilNext(): void {
    clearTimeout(this.sleep);
    const { next, endMs } = this.machine;
    const untilMs = Math.min(Math.ceil(this.pace.until(next?.atMs ?? endMs)), MAX_SLEEP_MS);
    this.sleep = setTimeout(() => void this.work(), untilMs);
  }

  private look(): void {
    if (this.asked.look()) void this.work();
  }
}
