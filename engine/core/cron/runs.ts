/** Runs a CronWorkflow over a period on the virtual clock: what starts, is skipped, ends and is deleted. */
import { EventQueue, type Timed } from "../clock/event-queue.ts";
import { MAX_REQUESTS } from "../limits.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { CronConditions } from "./expressions.ts";
import { firstStart } from "./instants.ts";
import { nextStart } from "./next.ts";
import type { CronPlan, ZonedSchedule } from "./plan.ts";
import {
  type CronEffect,
  type CronEvent,
  type CronState,
  initialCronState,
  type RunPhase,
} from "./state.ts";
import { cronTransition } from "./transition.ts";

export interface RunOutcome {
  readonly durationMs: DurationMs;
  readonly phase: RunPhase;
}

export interface CronPeriod {
  readonly fromMs: InstantMs;
  /** Exclusive: what would happen at this instant does not. */
  readonly toMs: InstantMs;
}

export interface CronRunsOptions {
  /** How long a run takes and how it ends, unless it is terminated. */
  readonly outcomeOf: (run: { name: string; scheduledAtMs: InstantMs }) => RunOutcome;
  readonly conditions: CronConditions;
  /** State to go on from; it is handed over. Absent: the CronWorkflow is new at `fromMs`. */
  readonly state?: CronState;
}

/** An effect of the state machine or the end of a run, in the order in which they happen. */
export type CronEntry = { readonly atMs: InstantMs } & (
  | CronEffect
  | { readonly type: "workflowEnded"; readonly name: string; readonly phase: RunPhase }
);

export interface CronRuns {
  readonly entries: readonly CronEntry[];
  /** At the end of the period; runs that are active then have no `workflowEnded`. */
  readonly state: CronState;
  /** False when the schedules were due so often that the list was cut off. */
  readonly complete: boolean;
}

/**
 * What a CronWorkflow does in a period. Its controller watches all the time, hears of ended runs at
 * once, and terminates without delay; `@every` counts from the beginning of the period.
 *
 * A start that is due when a run ends sees it active: a controller learns of the end only later.
 */
export function cronRuns(plan: CronPlan, period: CronPeriod, options: CronRunsOptions): CronRuns {
  return new CronReplay(plan, period, options).run();
}

/** Ticks come first at an instant. */
type Queued =
  | (Timed & { readonly kind: "tick"; readonly rank: 0; readonly schedule: ZonedSchedule })
  | (Timed & {
      readonly kind: "end";
      readonly rank: 1;
      readonly name: string;
      readonly phase: RunPhase;
    });

class CronReplay {
  private readonly queue = new EventQueue<Queued>();
  private readonly entries: CronEntry[] = [];
  /** The end that holds for a run; a termination puts another in its place. */
  private readonly ends = new Map<string, Queued>();
  private readonly plan: CronPlan;
  private readonly period: CronPeriod;
  private readonly options: CronRunsOptions;
  private readonly state: CronState;

  constructor(plan: CronPlan, period: CronPeriod, options: CronRunsOptions) {
    this.plan = plan;
    this.period = period;
    this.options = options;
    this.state = options.state ?? initialCronState(plan.cron);
  }

  run(): CronRuns {
    const { fromMs } = this.period;
    for (const run of this.state.active) this.queueEnd(run);
    this.apply({ type: "loaded", atMs: fromMs });
    for (const schedule of this.plan.schedules) {
      this.queueTick(schedule, firstStart(schedule.schedule, schedule.zone, fromMs));
    }
    let ticksLeft = MAX_REQUESTS;
    for (let next = this.queue.pop(); next !== undefined; next = this.queue.pop()) {
      if (next.kind === "end") this.end(next);
      else if (ticksLeft-- > 0) this.tick(next.atMs, next.schedule);
      else return { entries: this.entries, state: this.state, complete: false };
    }
    return { entries: this.entries, state: this.state, complete: true };
  }

  private tick(atMs: InstantMs, schedule: ZonedSchedule): void {
    this.apply({ type: "tick", atMs, scheduledAtMs: atMs });
    this.queueTick(schedule, nextStart(schedule.schedule, schedule.zone, atMs));
  }

  private end(end: Queued & { kind: "end" }): void {
    const { atMs, name, phase } = end;
    if (this.ends.get(name) !== end) return;
    this.ends.delete(name);
    this.entries.push({ atMs, type: "workflowEnded", name, phase });
    this.apply({ type: "runCompleted", atMs, name, phase });
    // The status has changed, so the controller reads the CronWorkflow again. With a starting
    // deadline, a start that Forbid has skipped happens now.
    this.apply({ type: "loaded", atMs });
  }

  private apply(event: CronEvent): void {
    const { effects } = cronTransition(this.plan, this.state, event, this.options.conditions);
    for (const effect of effects) {
      this.entries.push({ atMs: event.atMs, ...effect });
      if (effect.type === "startWorkflow") {
        this.queueEnd({ ...effect, startedAtMs: event.atMs });
      } else if (effect.type === "terminateWorkflow") {
        this.push({ kind: "end", rank: 1, atMs: event.atMs, name: effect.name, phase: "Failed" });
      }
    }
  }

  private queueTick(schedule: ZonedSchedule, atMs: InstantMs | undefined): void {
    if (atMs !== undefined) this.push({ kind: "tick", rank: 0, atMs, schedule });
  }

  private queueEnd(run: { name: string; scheduledAtMs: InstantMs; startedAtMs: InstantMs }): void {
    const { name, scheduledAtMs, startedAtMs } = run;
    const { durationMs, phase } = this.options.outcomeOf({ name, scheduledAtMs });
    // A run that the state says is active has not ended before the period.
    const atMs = Math.max(startedAtMs + durationMs, this.period.fromMs);
    this.push({ kind: "end", rank: 1, atMs, name, phase });
  }

  private push(item: Queued): void {
    if (item.kind === "end") this.ends.set(item.name, item);
    if (item.atMs < this.period.toMs) this.queue.push(item);
  }
}
