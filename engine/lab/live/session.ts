/** A live run in this process: its services, its driver, and what is left when it ends. */

import { IssueError, problem } from "../../core/issue.ts";
import type { Executor } from "../../core/live/attempt.ts";
import { attemptId } from "../../core/live/attempt-spec.ts";
import { LiveMachine } from "../../core/live/live-machine.ts";
import type { KeptLiveRun, LiveStore } from "../../core/live/run-store.ts";
import type { DurationMs, InstantMs } from "../../core/units/units.ts";
import { LiveDriver } from "./driver.ts";
import type { LeftOpen } from "./driver-options.ts";
import type { LiveEnding } from "./operations.ts";
import { allMounts, contextOf } from "./prepare.ts";
import type { LiveQuestion } from "./question.ts";
import { Services } from "./services.ts";
import type { StageCache } from "./stage-port.ts";

/** What a run needs of this machine. */
export interface LiveMachinery {
  readonly executor: Executor;
  readonly stages?: StageCache;
  /** True when an attempt was begun, whatever became of it. */
  readonly wasBegun: (attempt: string) => boolean;
}

export interface SessionOptions {
  readonly kept: KeptLiveRun;
  readonly question: LiveQuestion;
  readonly store: LiveStore;
  readonly machinery: LiveMachinery;
  readonly patienceMs?: DurationMs;
  readonly onChange?: () => void;
}

/** Entries of a log that are read at once. */
const READ_AT_ONCE = 2_000;

export class LiveSession {
  /** Settles when nothing of the run is left in this process. */
  readonly done: Promise<LiveEnding>;
  private readonly driver: LiveDriver;

  private constructor(driver: LiveDriver, services: Services, machinery: LiveMachinery) {
    this.driver = driver;
    this.done = driver.done.finally(() => tidy(services, machinery));
    this.done.catch(() => undefined);
  }

  /** Goes on where the log ends, which for a new run is its beginning. */
  static async open(options: SessionOptions): Promise<LiveSession> {
    const { kept, question, store, machinery } = options;
    const run = String(kept.id);
    const machine = new LiveMachine(contextOf(question));
    repeatLog(machine, store, kept);
    // A run without events may have been begun before, too: services start first.
    await machinery.executor.endLeftovers(run);
    const { graceMs, images } = question;
    const services = new Services({
      run,
      services: question.services,
      mounts: allMounts(question.world.workload.workflow),
      executor: machinery.executor,
      graceMs,
      wasBegun: machinery.wasBegun,
      onTrouble: (message) => tellTrouble(store, kept.id, message),
    });
    const env = await services.start();
    const driver = new LiveDriver({
      id: kept.id,
      store,
      executor: machinery.executor,
      machine,
      settings: { run, images, env, graceMs },
      timeScale: question.timeScale ?? Number.POSITIVE_INFINITY,
      workScale: question.workScale,
      fromMs: Math.max(kept.nowMs, machine.nowMs),
      events: kept.events,
      beforeEnding: () => tidy(services, machinery),
      ...(machinery.stages && { stages: machinery.stages }),
      ...(options.patienceMs !== undefined && { patienceMs: options.patienceMs }),
      ...(options.onChange && { onChange: options.onChange }),
    });
    const session = new LiveSession(driver, services, machinery);
    driver.begin(leftOpen(machine, run, machinery));
    return session;
  }

  /** Scenario time now. */
  get nowMs(): InstantMs {
    return this.driver.nowMs;
  }

  /** Ends everything here; the run stays as it is and can be resumed. */
  async abandon(): Promise<void> {
    this.driver.abandon(new Error("This program ends; the run can be resumed."));
    await this.done.catch(() => undefined);
  }
}

async function tidy(services: Services, { executor }: LiveMachinery): Promise<void> {
  await services.close();
  await executor.close();
}

/** Beside whatever status it has by now; a store that is busy is no reason to end anything. */
function tellTrouble(store: LiveStore, id: number, message: string): void {
  try {
    store.setStatus(id, store.find(id)?.status ?? "running", message);
  } catch {
    // The service's log has it, too.
  }
}

function repeatLog(machine: LiveMachine, store: LiveStore, { id, events }: KeptLiveRun): void {
  for (let seq = 0; seq < events; ) {
    const records = store.records(id, seq, READ_AT_ONCE);
    for (const { event, byTime } of records) {
      if (!machine.repeat(event, byTime)) throw foreignLog(id, seq);
      seq += 1;
    }
    if (records.length === 0) throw foreignLog(id, seq);
  }
}

/** @param entry at which the log and the engine part */
export function foreignLog(run: number, entry: number): IssueError {
  return new IssueError([
    problem(
      "live/log",
      `The log of live run ${run} does not fit this version of the engine, from entry ${entry} on.`,
      "Go on with the version that began it, or delete the run and start it again.",
    ),
  ]);
}

function leftOpen(machine: LiveMachine, run: string, { wasBegun }: LiveMachinery): LeftOpen {
  const begun = (attempt: (typeof machine.open)[number]) => wasBegun(attemptId(run, attempt));
  return {
    start: machine.open.filter((attempt) => attempt.ending === undefined && !begun(attempt)),
    lost: machine.open.filter((attempt) => attempt.ending !== undefined || begun(attempt)),
  };
}
