/** What a live run's log tells: attempts with what they used, models in service, the state that all led to. */
import type { ReplayContext } from "../simulate/context.ts";
import type { ReplayEvent } from "../simulate/events.ts";
import { nodeOf } from "../simulate/pods.ts";
import { activeRun } from "../simulate/state.ts";
import type { InstantMs } from "../units/units.ts";
import type { AttemptUsage } from "./attempt.ts";
import { attemptId } from "./attempt-spec.ts";
import { LiveMachine, type OpenAttempt } from "./live-machine.ts";
import type { LiveRecord } from "./run-store.ts";

/** One attempt at a pod; times are scenario time. */
export interface ToldAttempt {
  readonly id: string;
  readonly request: number;
  readonly template: string;
  readonly displayName: string;
  /** Name of the workflow's node. */
  readonly node: string;
  readonly startedAtMs: InstantMs;
  phase: "Running" | "Succeeded" | "Failed" | "Error";
  message: string;
  finishedAtMs: InstantMs | null;
  usage: AttemptUsage | null;
}

export interface ServedModel {
  /** Batch that it was trained on. */
  readonly trainedOn: number;
  readonly inServiceAtMs: InstantMs;
  /** What the run's own steps measured: their output parameter `accuracy`; null when there is none. */
  readonly accuracy: number | null;
}

export class Chronicle {
  readonly machine: LiveMachine;
  readonly attempts: ToldAttempt[] = [];
  readonly models: ServedModel[] = [];
  /** Real time of the first and the last entry. */
  firstWallMs: number | undefined;
  lastWallMs: number | undefined;
  /** Entries told so far. */
  told = 0;
  private readonly run: string;
  private readonly open = new Map<OpenAttempt, ToldAttempt>();

  constructor(context: ReplayContext, run: string) {
    this.machine = new LiveMachine(context);
    this.run = run;
  }

  /** Takes the next entry of the log; false when the log is not of this engine, or was damaged. */
  tell(record: LiveRecord): boolean {
    const { event, byTime, wallMs } = record;
    const ended =
      event.type === "podFinished" || event.type === "podCut" || event.type === "podSuspended"
        ? this.machine.find(event.request, event.pod)
        : undefined;
    if (!this.machine.repeat(event, byTime)) return false;
    this.told += 1;
    this.firstWallMs ??= wallMs;
    this.lastWallMs = wallMs;
    if (ended !== undefined) this.end(ended, record);
    for (const attempt of this.machine.open) if (!this.open.has(attempt)) this.begin(attempt);
    const { trainedOn } = this.machine.state;
    if (trainedOn >= 0 && this.models.at(-1)?.trainedOn !== trainedOn) {
      this.models.push({ trainedOn, inServiceAtMs: event.atMs, accuracy: this.measured(event) });
    }
    return true;
  }

  /** Of the run whose end brought the model into service. */
  private measured(event: ReplayEvent): number | null {
    const { runs, ended = {} } = this.machine.state;
    const request = "request" in event ? event.request : -1;
    const nodes = (runs[request] ?? ended[request])?.run.nodes ?? [];
    for (const { outputs } of nodes) {
      const accuracy = Number(outputs?.parameters.accuracy ?? Number.NaN);
      if (Number.isFinite(accuracy)) return accuracy;
    }
    return null;
  }

  private begin(attempt: OpenAttempt): void {
    const { context, state } = this.machine;
    const { request, pod, startedAtMs } = attempt;
    const node = nodeOf(activeRun(state, request).run, pod);
    const told: ToldAttempt = {
      id: attemptId(this.run, attempt),
      request,
      template: context.plan.templates[node.template]?.name ?? "",
      displayName: node.displayName,
      node: node.name,
      startedAtMs,
      phase: "Running",
      message: "",
      finishedAtMs: null,
      usage: null,
    };
    this.open.set(attempt, told);
    this.attempts.push(told);
  }

  private end(attempt: OpenAttempt, { event, usage }: LiveRecord): void {
    const told = this.open.get(attempt);
    this.open.delete(attempt);
    if (told === undefined) return;
    told.finishedAtMs = event.atMs;
    told.usage = usage ?? null;
    if (event.type === "podSuspended") {
      told.phase = "Succeeded";
      told.message = "suspended at a checkpoint";
    } else if (event.type === "podCut") {
      told.phase = "Error";
      told.message = event.evicted === true ? "its node was taken away" : "stopped";
    } else if (event.type === "podFinished") {
      told.phase = event.phase ?? (event.exitCode === 0 ? "Succeeded" : "Failed");
      told.message = event.message ?? (event.exitCode === 0 ? "" : `exit code ${event.exitCode}`);
    }
  }
}
