/** The use cases around live runs: begin, follow, steer, go on after an interruption, delete. */
import type { LiveRunSummary, LiveRunView } from "../../contract/live.ts";
import { IssueError, problem } from "../../core/issue.ts";
import type { KeptLiveRun, LiveOperation, LiveStore } from "../../core/live/run-store.ts";
import type { DurationMs } from "../../core/units/units.ts";
import { nowIso, nowMs } from "../../io/wall/now.ts";
import { ownProcessId } from "../../io/wall/process.ts";
import { Follower } from "./follower.ts";
import type { LiveEnding } from "./operations.ts";
import type { LiveQuestion } from "./question.ts";
import { type LiveMachinery, LiveSession } from "./session.ts";
import { summaryOf } from "./summary.ts";
import { viewOf } from "./view.ts";

export interface LiveRunsOptions {
  readonly store: LiveStore;
  readonly openMachinery: (question: LiveQuestion, run: string) => LiveMachinery;
  /** False when programs are no longer what the user has said yes to. */
  readonly isTrusted: (question: LiveQuestion) => boolean;
  /** Removes what a run keeps outside the store. */
  readonly removeFiles: (run: string) => void;
  /** How long the store may refuse before a run is given up, in which case it can be resumed. */
  readonly patienceMs?: DurationMs;
}

/** Every method throws an `IssueError` where the contract has issues. */
export class LiveRuns {
  private readonly options: LiveRunsOptions;
  private readonly sessions = new Map<number, LiveSession>();
  private readonly followers = new Map<number, Follower>();

  constructor(options: LiveRunsOptions) {
    this.options = options;
  }

  /** Begins a run; it goes on in this process. */
  async start(question: LiveQuestion, scenario: string): Promise<string> {
    const { world, policy } = question;
    const id = this.options.store.create(
      {
        scenario,
        title: world.title,
        policy,
        createdAt: nowIso(),
        question: JSON.stringify(question),
        nowMs: world.period.fromMs,
      },
      this.holder(),
    );
    await this.open(this.find(String(id)));
    return String(id);
  }

  /** Goes on with a run whose program ended before it did. */
  async goOn(id: string): Promise<LiveRunSummary> {
    const kept = this.find(id);
    const { store } = this.options;
    if (hasEnded(kept)) throw ended(kept);
    if (!this.isInterrupted(kept)) return this.summary(id);
    if (!store.hold(kept.id, this.holder())) return this.summary(id);
    // Read again: another process may have driven it on, and ended, since it was looked at.
    const held = this.find(id);
    if (hasEnded(held)) store.release(kept.id);
    else if (!this.trusts(held)) {
      store.release(kept.id);
      throw changed(kept);
    } else {
      store.setStatus(kept.id, "running", "");
      await this.open(held);
    }
    return this.summary(id);
  }

  list(): LiveRunSummary[] {
    return this.options.store.list().map((kept) => this.summaryOf(kept));
  }

  summary(id: string): LiveRunSummary {
    return this.summaryOf(this.find(id));
  }

  view(id: string): LiveRunView {
    const kept = this.find(id);
    return viewOf(this.follow(kept), this.summaryOf(kept));
  }

  /** The run with everything that its log tells. */
  followed(id: string): Follower {
    return this.follow(this.find(id));
  }

  /** Asks the process that drives the run; `resume` goes on with one that nobody drives. */
  async control(id: string, operation: LiveOperation): Promise<LiveRunSummary> {
    const kept = this.find(id);
    if (hasEnded(kept)) return this.reopen(kept, operation);
    if (this.isInterrupted(kept)) {
      if (operation.kind === "cancel" && this.endUndriven(kept.id)) return this.summary(id);
      if (operation.kind === "resume") return this.goOn(id);
      throw notDriven(kept);
    }
    this.options.store.ask(kept.id, operation);
    return this.summary(id);
  }

  /** One that runs has to be cancelled first. */
  delete(id: string): void {
    const kept = this.find(id);
    if (!hasEnded(kept) && !this.isInterrupted(kept)) {
      const hint = `Cancel it first: lowtide runs cancel ${id}`;
      throw new IssueError([problem("live/running", `Live run ${id} is running.`, hint)]);
    }
    this.options.store.delete(kept.id);
    this.followers.delete(kept.id);
    this.options.removeFiles(id);
  }

  /** Whether this process drives the run. */
  drives(id: string): boolean {
    return this.sessions.has(Number(id));
  }

  /** Settles when a run of this process has ended. */
  async wait(id: string): Promise<LiveEnding | undefined> {
    return this.sessions.get(Number(id))?.done;
  }

  /** Ends what this process drives; runs stay interrupted. */
  async close(): Promise<void> {
    await Promise.all([...this.sessions.values()].map((session) => session.abandon()));
  }

  /** `argo retry` of a request, as long as the scenario's period goes on. */
  private async reopen(kept: KeptLiveRun, operation: LiveOperation): Promise<LiveRunSummary> {
    const { store } = this.options;
    const isRetry = operation.kind === "workflow" && operation.action === "retry";
    const { toMs } = this.follow(kept).question.world.period;
    if (!isRetry || kept.nowMs >= toMs) throw ended(kept);
    if (!this.trusts(kept)) throw changed(kept);
    // Its services may still be ending.
    await this.sessions.get(kept.id)?.done.catch(() => undefined);
    if (store.isHeld(kept.id) || !store.hold(kept.id, this.holder())) throw ended(kept);
    store.setStatus(kept.id, "running", "");
    store.ask(kept.id, operation);
    await this.open(this.find(String(kept.id)));
    return this.summary(String(kept.id));
  }

  private async open(kept: KeptLiveRun): Promise<void> {
    const question = JSON.parse(kept.question) as LiveQuestion;
    const machinery = this.options.openMachinery(question, String(kept.id));
    const { store, patienceMs } = this.options;
    const patience = patienceMs === undefined ? {} : { patienceMs };
    const options = { kept, question, store, machinery, ...patience };
    const session = await LiveSession.open(options).catch(async (error: unknown) => {
      await machinery.executor.close();
      store.release(kept.id);
      throw error;
    });
    this.sessions.set(kept.id, session);
    void session.done
      .catch(() => undefined)
      .then(() => {
        this.sessions.delete(kept.id);
        store.release(kept.id);
      });
  }

  /** False when somebody drives it after all. */
  private endUndriven(id: number): boolean {
    const { store } = this.options;
    if (!store.hold(id, this.holder())) return false;
    store.setStatus(id, "cancelled", "");
    store.release(id);
    return true;
  }

  private follow(kept: KeptLiveRun): Follower {
    const known = this.followers.get(kept.id);
    const follower = known ?? new Follower(kept, this.options.store);
    if (known === undefined) this.followers.set(kept.id, follower);
    follower.catchUp(kept);
    return follower;
  }

  private trusts({ question }: KeptLiveRun): boolean {
    return this.options.isTrusted(JSON.parse(question) as LiveQuestion);
  }

  private summaryOf(kept: KeptLiveRun): LiveRunSummary {
    return summaryOf(this.follow(kept), kept, this.isInterrupted(kept));
  }

  private isInterrupted(kept: KeptLiveRun): boolean {
    return !hasEnded(kept) && !this.options.store.isHeld(kept.id);
  }

  private find(id: string): KeptLiveRun {
    const found = /^\d+$/.test(id) ? this.options.store.find(Number(id)) : undefined;
    if (found !== undefined) return found;
    const hint = "See those that are kept with: lowtide runs list";
    throw new IssueError([problem("live/not-found", `There is no live run '${id}'.`, hint)]);
  }

  private holder() {
    return { processId: ownProcessId(), seenAtMs: nowMs() };
  }
}

function hasEnded({ status }: KeptLiveRun): boolean {
  return status !== "running" && status !== "paused";
}

function ended({ id, status }: KeptLiveRun): IssueError {
  const hint = `Start another one, or see what happened: lowtide runs show ${id}`;
  return new IssueError([problem("live/ended", `Live run ${id} has ended: ${status}.`, hint)]);
}

function changed({ id }: KeptLiveRun): IssueError {
  const message = `The programs of live run ${id} have changed since they were trusted.`;
  const hint = `Look at what has changed; then: lowtide runs resume ${id} --trust`;
  return new IssueError([problem("live/changed", message, hint)]);
}

function notDriven({ id }: KeptLiveRun): IssueError {
  const hint = `Go on with it first: lowtide runs resume ${id}`;
  return new IssueError([
    problem("live/interrupted", `No program drives live run ${id} now.`, hint),
  ]);
}
