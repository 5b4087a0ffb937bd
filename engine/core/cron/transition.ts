/** The state machine of a CronWorkflow: what Argo's cron operator does, with time as an input. */
import { assertNever } from "../assert.ts";
import { type Result, success } from "../issue.ts";
import { type InstantMs, SECOND_MS } from "../units/units.ts";
import { type CronConditions, cronVariables } from "./expressions.ts";
import { deleteOldest } from "./history.ts";
import { missedStart } from "./missed.ts";
import { type CronPlan, scheduleText } from "./plan.ts";
import type { CronEffect, CronEvent, CronState, RunPhase, SkipReason } from "./state.ts";

export interface CronStep {
  readonly state: CronState;
  readonly effects: readonly CronEffect[];
}

/**
 * Applies one event. The state is handed over: it is updated in place and returned.
 *
 * An edited CronWorkflow is a new plan with the old state, and a `loaded` event.
 */
export function cronTransition(
  plan: CronPlan,
  state: CronState,
  event: CronEvent,
  conditions: CronConditions,
): CronStep {
  const machine = new CronMachine(plan, state, conditions);
  machine.apply(event);
  return { state, effects: machine.effects };
}

/** The name of the run that is scheduled at an instant. */
export function runName(cronName: string, scheduledAtMs: InstantMs): string {
  return `${cronName}-${Math.floor(scheduledAtMs / SECOND_MS)}`;
}

class CronMachine {
  readonly effects: CronEffect[] = [];
  private readonly plan: CronPlan;
  private readonly state: CronState;
  private readonly conditions: CronConditions;

  constructor(plan: CronPlan, state: CronState, conditions: CronConditions) {
    this.plan = plan;
    this.state = state;
    this.conditions = conditions;
  }

  apply(event: CronEvent): void {
    switch (event.type) {
      case "loaded":
        return this.load(event.atMs);
      case "tick":
        return this.start(event.scheduledAtMs, event.atMs);
      case "runCompleted":
        return this.complete(event.name, event.phase, event.atMs);
      case "suspend":
        this.state.suspended = true;
        return;
      case "resume":
        this.state.suspended = false;
        // A change of the spec makes the controller read it again.
        return this.load(event.atMs);
      default:
        assertNever(event);
    }
  }

  private load(nowMs: InstantMs): void {
    const missed = missedStart(this.plan, this.state, nowMs);
    if (missed !== undefined) this.start(missed, nowMs);
  }

  private start(scheduledAtMs: InstantMs, nowMs: InstantMs): void {
    const { cron } = this.plan;
    // Before anything can refuse: a start that was skipped has used the schedule too.
    this.state.lastUsedSchedule = scheduleText(cron);
    const name = runName(cron.name, scheduledAtMs);
    const refusal = this.refusal(name, scheduledAtMs, nowMs);
    if (refusal !== undefined) {
      if (refusal.reason === "when-error") this.state.failed++;
      this.effects.push({ type: "skipped", scheduledAtMs, ...refusal });
      return;
    }
    if (cron.concurrencyPolicy === "Replace") this.terminateActive();
    this.state.active.push({ name, scheduledAtMs, startedAtMs: nowMs, terminating: false });
    this.state.lastScheduledMs = scheduledAtMs;
    this.effects.push({ type: "startWorkflow", name, scheduledAtMs });
  }

  /** Why a run must not start; the order is the operator's. */
  private refusal(
    name: string,
    scheduledAtMs: InstantMs,
    nowMs: InstantMs,
  ): { reason: SkipReason; message?: string } | undefined {
    const { state } = this;
    const stop = this.stopNow(nowMs);
    if (!stop.ok) return { reason: "stop-error", message: messageOf(stop) };
    if (stop.value) state.stopped = true;
    if (state.suspended) return { reason: "suspended" };
    if (state.stopped) return { reason: "stopped" };
    const when = this.whenNow(nowMs);
    if (!when.ok) return { reason: "when-error", message: messageOf(when) };
    if (!when.value) return { reason: "when" };
    // Argo notices when it submits, after Replace has terminated what is active, so that the second
    // of two schedules may end the run of the first and start none, depending on which is faster.
    // Here the first one runs.
    if (this.exists(name, scheduledAtMs)) return { reason: "already-exists" };
    const forbids = this.plan.cron.concurrencyPolicy === "Forbid" && state.active.length > 0;
    return forbids ? { reason: "forbid" } : undefined;
  }

  private stopNow(nowMs: InstantMs): Result<boolean> {
    const { stopExpression } = this.plan.cron;
    if (stopExpression === undefined) return success(false);
    return this.conditions.stop(stopExpression, cronVariables(this.plan.cron, this.state), nowMs);
  }

  private whenNow(nowMs: InstantMs): Result<boolean> {
    const { when } = this.plan.cron;
    if (when === undefined || when === "") return success(true);
    return this.conditions.when(when, cronVariables(this.plan.cron, this.state), nowMs);
  }

  private exists(name: string, scheduledAtMs: InstantMs): boolean {
    // Starts come in the order of their scheduled times, so there is nothing to search for.
    if (scheduledAtMs > (this.state.lastScheduledMs ?? Number.NEGATIVE_INFINITY)) return false;
    const isNamed = (run: { name: string }) => run.name === name;
    return this.state.active.some(isNamed) || this.state.ended.some(isNamed);
  }

  private terminateActive(): void {
    this.state.active = this.state.active.map((run) => {
      if (run.terminating) return run;
      this.effects.push({ type: "terminateWorkflow", name: run.name });
      return { ...run, terminating: true };
    });
  }

  private complete(name: string, phase: RunPhase, nowMs: InstantMs): void {
    const { state } = this;
    const index = state.active.findIndex((run) => run.name === name);
    if (index < 0) return;
    state.active.splice(index, 1);
    state.ended.push({ name, phase, finishedAtMs: nowMs });
    if (phase === "Succeeded") state.succeeded++;
    else state.failed++;
    this.effects.push(...deleteOldest(this.plan.cron, state));
    // An expression that cannot be evaluated is reported by the next start, which it prevents.
    const stop = this.stopNow(nowMs);
    if (stop.ok && stop.value) state.stopped = true;
  }
}

function messageOf(result: { readonly issues: readonly { readonly message: string }[] }): string {
  return result.issues.map((issue) => issue.message).join("; ");
}
