/** Carries out the machine's orders: starts and ends programs, and hands over what became of them. */
import type { Attempt, AttemptEnd, AttemptSpec, Executor } from "../../core/live/attempt.ts";
import { type AttemptPlan, attemptId } from "../../core/live/attempt-spec.ts";
import type { OpenAttempt } from "../../core/live/live-machine.ts";
import type { DurationMs } from "../../core/units/units.ts";
import type { StageCache } from "./stage-port.ts";

export interface Ended {
  readonly attempt: OpenAttempt;
  readonly end: AttemptEnd;
  readonly steadyMs: number;
}

export interface AttemptsOptions {
  readonly run: string;
  readonly executor: Executor;
  readonly graceMs: DurationMs;
  readonly stages?: StageCache;
  /** Told when a program has ended; the order is that of the ends. */
  readonly onEnd: (ended: Ended) => void;
}

export class Attempts {
  private readonly options: AttemptsOptions;
  private readonly running = new Map<string, Attempt>();

  constructor(options: AttemptsOptions) {
    this.options = options;
  }

  /** Starts a program, unless what it would give is known already. */
  async start(open: OpenAttempt, plan: AttemptPlan): Promise<void> {
    if (!plan.ok) return this.ended(open, failedEnd(plan.problem));
    const { spec } = plan;
    const known = await this.options.stages?.look(spec);
    if (known !== undefined) return this.ended(open, known);
    if (open.ending !== undefined) {
      return this.ended(open, failedEnd("ended before it was started"));
    }
    const attempt = await this.options.executor.start(spec);
    this.running.set(spec.id, attempt);
    // It may have been told to end while it started.
    if (open.ending !== undefined) attempt.stop(this.options.graceMs);
    const end = await attempt.ended;
    this.running.delete(spec.id);
    this.ended(open, end);
    await this.keepStage(spec, end);
  }

  /** Tells a program to end; how it did so comes as its end. */
  end(open: OpenAttempt): void {
    const id = attemptId(this.options.run, open);
    const running = this.running.get(id);
    if (running === undefined) this.options.executor.withdraw(id);
    else running.stop(this.options.graceMs);
  }

  private async keepStage(spec: AttemptSpec, end: AttemptEnd): Promise<void> {
    if (end.phase === "Succeeded") await this.options.stages?.keep(spec, end);
  }

  private ended(attempt: OpenAttempt, end: AttemptEnd): void {
    this.options.onEnd({ attempt, end, steadyMs: performance.now() });
  }
}

/** The end of a pod that could not be started. */
export function failedEnd(message: string): AttemptEnd {
  return {
    exitCode: 1,
    phase: "Error",
    message,
    outputs: { parameters: {} },
    usage: {
      wallMs: 0,
      cpuSeconds: 0,
      peakMemoryBytes: 0,
      processes: 0,
      logBytes: 0,
      logTruncated: false,
    },
  };
}
