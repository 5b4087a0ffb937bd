/** Short texts for the events and effects of a CronWorkflow on one day, for tables of cases. */
import { instantOfUtc, isoInstant } from "../../../engine/core/clock/civil.ts";
import type { CronWorkflow } from "../../../engine/core/cron/cron-workflow.ts";
import type { CronConditions } from "../../../engine/core/cron/expressions.ts";
import type { CronPlan } from "../../../engine/core/cron/plan.ts";
import type { CronEntry } from "../../../engine/core/cron/runs.ts";
import {
  type CronEffect,
  type CronEvent,
  type CronState,
  initialCronState,
  type RunPhase,
} from "../../../engine/core/cron/state.ts";
import { cronTransition, runName } from "../../../engine/core/cron/transition.ts";
import { failure, problem, success, unwrap } from "../../../engine/core/issue.ts";
import { DAY_MS, type InstantMs } from "../../../engine/core/units/units.ts";
import { resolveCron } from "../../../engine/formats/cron/resolve.ts";

/** What happens to a CronWorkflow of these fields at each step, all effects in one list. */
export type RuleCase = readonly [
  name: string,
  fields: Partial<CronWorkflow>,
  steps: readonly (string | Partial<CronWorkflow>)[],
  effects: readonly string[],
];

export const DAY = instantOfUtc(2026, 3, 2);

export function cronOf(fields: Partial<CronWorkflow> = {}): CronWorkflow {
  return {
    name: "train",
    namespace: "ml",
    schedules: ["0 * * * *"],
    concurrencyPolicy: "Allow",
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    ...fields,
  };
}

export function planOf(fields: Partial<CronWorkflow> = {}): CronPlan {
  return unwrap(resolveCron(cronOf(fields), DAY - 400 * DAY_MS, DAY + 400 * DAY_MS));
}

/** `failed >= 2`, `succeeded >= 1`, `true`, `false`; all else is an error. */
const COMPARISON = /^(failed|succeeded) >= (\d+)$/;

const evaluate: CronConditions["when"] = (text, variables) => {
  if (text === "true" || text === "false") return success(text === "true");
  const [, name, limit] = COMPARISON.exec(text) ?? [];
  if (name === undefined) return failure([problem("test/condition", `cannot read ${text}`, "")]);
  return success(variables[name as "failed"] >= Number(limit));
};

/** A language small enough to see what the state machine makes of its answers. */
export const CONDITIONS: CronConditions = { when: evaluate, stop: evaluate };

/** `10:00` or `10:00:30` on the day. */
export function time(text: string): InstantMs {
  const [hour = 0, minute = 0, second = 0] = text.split(":").map(Number);
  return DAY + (hour * 3600 + minute * 60 + second) * 1_000;
}

/**
 * Plays `10:00 load`, `10:00 tick`, `10:02 tick 10:00` (late), `10:30 end 10:00 Failed`,
 * `10:00 suspend`, `10:00 resume`; an object between them edits the CronWorkflow.
 */
export function drive(
  fields: Partial<CronWorkflow>,
  steps: readonly (string | Partial<CronWorkflow>)[],
): { effects: string[]; state: CronState } {
  let edited = fields;
  let state = initialCronState(cronOf(fields));
  const effects: string[] = [];
  for (const step of steps) {
    if (typeof step === "object") edited = { ...edited, ...step };
    else {
      // The round trip: a state has to survive being stored between any two events.
      const stored = JSON.parse(JSON.stringify(state)) as CronState;
      const done = cronTransition(planOf(edited), stored, eventOf(step), CONDITIONS);
      state = done.state;
      effects.push(...done.effects.map(effectText));
    }
  }
  return { effects, state };
}

function eventOf(text: string): CronEvent {
  const [at = "", type = "", run = at, phase = "Succeeded"] = text.split(" ");
  const atMs = time(at);
  if (type === "tick") return { type, atMs, scheduledAtMs: time(run) };
  if (type === "load") return { type: "loaded", atMs };
  if (type === "suspend" || type === "resume") return { type, atMs };
  const name = runName("train", time(run));
  return { type: "runCompleted", atMs, name, phase: phase as RunPhase };
}

/** `start 10:00`, `terminate 10:00`, `delete 10:00`, `skip 10:00 forbid`. */
export function effectText(effect: CronEffect): string {
  if (effect.type === "skipped") return `skip ${clock(effect.scheduledAtMs)} ${effect.reason}`;
  return `${effect.type.replace("Workflow", "")} ${runClock(effect.name)}`;
}

/** As `effectText`, after the time at which it happens: `10:30 end 10:00 Failed`. */
export function entryText(entry: CronEntry): string {
  const text =
    entry.type === "workflowEnded"
      ? `end ${runClock(entry.name)} ${entry.phase}`
      : effectText(entry);
  return `${clock(entry.atMs)} ${text}`;
}

function runClock(name: string): string {
  return clock(Number(name.slice("train-".length)) * 1_000);
}

function clock(atMs: InstantMs): string {
  return isoInstant(atMs).slice(11, 19).replace(/:00$/, "");
}
