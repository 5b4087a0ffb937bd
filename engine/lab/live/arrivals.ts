/** What comes to a live run from outside, as entries of its log: ends of programs, losses, what people want. */
import { type EndedAt, endEvent, lostEvent } from "../../core/live/attempt-end.ts";
import { attemptId } from "../../core/live/attempt-spec.ts";
import type { LiveMachine, OpenAttempt } from "../../core/live/live-machine.ts";
import type { LiveRecord } from "../../core/live/run-store.ts";
import type { InstantMs } from "../../core/units/units.ts";
import type { Ended } from "./attempts.ts";
import { type WorkflowOperation, workflowEvent } from "./operations.ts";

export interface Arrival {
  /** When, on the steady clock. */
  readonly steadyMs: number;
  readonly toRecord: (atMs: InstantMs) => Omit<LiveRecord, "byTime" | "wallMs">;
}

export class Arrivals {
  private readonly machine: LiveMachine;
  private readonly run: string;
  private readonly workScale: number;

  constructor(machine: LiveMachine, run: string, workScale: number) {
    this.machine = machine;
    this.run = run;
    this.workScale = workScale;
  }

  end({ attempt, end, steadyMs }: Ended): Arrival {
    const toRecord = (atMs: InstantMs) => ({
      event: endEvent(this.about(attempt, atMs), end, this.workScale),
      attempt: attemptId(this.run, attempt),
      usage: end.usage,
    });
    return { steadyMs, toRecord };
  }

  loss(attempt: OpenAttempt): Arrival {
    const toRecord = (atMs: InstantMs) => ({
      event: lostEvent(this.about(attempt, atMs)),
      attempt: attemptId(this.run, attempt),
    });
    return { steadyMs: performance.now(), toRecord };
  }

  /** @param seq number of the operation in the store */
  wish(seq: number, wanted: WorkflowOperation): Arrival {
    const toRecord = (atMs: InstantMs) => ({ event: workflowEvent(wanted, atMs), operation: seq });
    return { steadyMs: performance.now(), toRecord };
  }

  private about(attempt: OpenAttempt, atMs: InstantMs): EndedAt {
    return { context: this.machine.context, state: this.machine.state, attempt, atMs };
  }
}
