/** Hands out points to worker threads in batches; a thread that dies costs the point it died of. */
import { Worker } from "node:worker_threads";
import { type Issue, problem } from "../../core/issue.ts";
import { type AnsweredBatch, GO_HOME, NO_POINT, SHARED, type WorkerSetup } from "./messages.ts";
import type { SweepQuestion } from "./question.ts";

/** A batch takes about this long: often enough for progress and cancelling, rarely enough to be cheap. */
const BATCH_MS = 100;
const MAX_BATCH = 2_000;
/** Batches that a worker has, so that it need not wait for the next. */
const BATCHES_AHEAD = 2;
/** Threads that may die before they have a point in hand; then nothing works, and the sweep ends. */
const MAX_FALSE_STARTS = 3;
/** Of one thread, in MiB; more memory than this is a defect or a scenario far too large. */
const LIMITS = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 };
/** How long threads may take to finish their point after a stop, before they are ended. */
const STOP_MS = 2_000;

const WORKER = new URL("./worker.ts", import.meta.url);

export interface PoolTask {
  readonly question: SweepQuestion;
  /** Still to be replayed, ascending. */
  readonly points: Uint32Array;
  readonly workers: number;
  readonly onAnswer: (batch: AnsweredBatch) => void;
  /** What threads run; `worker.ts` when left out. */
  readonly script?: URL;
}

interface Member {
  readonly worker: Worker;
  readonly state: Int32Array;
  /** Handed out and not answered, oldest first. */
  readonly batches: Uint32Array[];
  /** Mean time of a point, after the first batch. */
  pointMs: number | undefined;
  error: Error | undefined;
}

export class Pool {
  /** Settles when all points are answered or the pool was stopped. */
  readonly done: Promise<void>;
  private readonly task: PoolTask;
  private readonly members = new Set<Member>();
  /** Threads that were asked to end. */
  private readonly leaving = new Set<Worker>();
  /** Given back by threads that died. */
  private readonly returned: Uint32Array[] = [];
  private next = 0;
  private falseStarts = 0;
  private stopping = false;
  private settle!: { readonly resolve: () => void; readonly reject: (error: unknown) => void };

  constructor(task: PoolTask) {
    this.task = task;
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    const count = Math.min(task.workers, task.points.length);
    for (let i = 0; i < count; i++) this.hire();
    if (count === 0) this.settle.resolve();
  }

  /** Lets each thread finish the point in hand; what is done is still answered. */
  stop(): void {
    if (this.stopping) return;
    this.stopping = true;
    for (const { state } of this.members) Atomics.store(state, SHARED.stop, 1);
    const timer = setTimeout(() => this.endAll(), STOP_MS);
    this.done.finally(() => clearTimeout(timer)).catch(() => undefined);
  }

  private hire(): void {
    const shared = new SharedArrayBuffer(SHARED.length * Int32Array.BYTES_PER_ELEMENT);
    const state = new Int32Array(shared);
    state[SHARED.pointInHand] = NO_POINT;
    const workerData: WorkerSetup = { question: this.task.question, shared };
    const worker = new Worker(this.task.script ?? WORKER, { workerData, resourceLimits: LIMITS });
    const member: Member = { worker, state, batches: [], pointMs: undefined, error: undefined };
    this.members.add(member);
    worker.on("message", (answer: AnsweredBatch) => this.receive(member, answer));
    worker.on("error", (error: Error) => {
      member.error = error;
    });
    worker.on("exit", () => this.bury(member));
    this.feed(member);
  }

  private feed(member: Member): void {
    while (!this.stopping && member.batches.length < BATCHES_AHEAD) {
      const points = this.take(this.batchSize(member));
      if (points === undefined) break;
      member.batches.push(points);
      member.worker.postMessage({ points });
      // Until it is known how long a point takes, one batch is enough.
      if (member.pointMs === undefined) break;
    }
    if (member.batches.length === 0) this.release(member);
  }

  /** So many points as fit into a batch's time, but no more than leaves work for the others. */
  private batchSize({ pointMs }: Member): number {
    if (pointMs === undefined) return 1;
    const left = this.task.points.length - this.next;
    const fair = Math.ceil(left / (this.task.workers * BATCHES_AHEAD * 2));
    return Math.max(1, Math.min(Math.round(BATCH_MS / Math.max(pointMs, 1e-3)), fair, MAX_BATCH));
  }

  private take(size: number): Uint32Array | undefined {
    const again = this.returned.shift();
    if (again !== undefined) return again;
    if (this.next >= this.task.points.length) return undefined;
    const points = this.task.points.slice(this.next, this.next + size);
    this.next += points.length;
    return points;
  }

  private receive(member: Member, answer: AnsweredBatch): void {
    const batch = member.batches.shift();
    if (batch !== undefined && batch.length > 0) member.pointMs = answer.tookMs / batch.length;
    try {
      this.task.onAnswer(answer);
    } catch (error) {
      // The store may be full: what came before is kept, and nothing more can be.
      this.settle.reject(error);
      this.stopping = true;
      this.endAll();
      return;
    }
    this.feed(member);
  }

  /** A thread without work ends; the last one ends the sweep. */
  private release(member: Member): void {
    if (!this.members.delete(member)) return;
    this.leaving.add(member.worker);
    sendHome(member.worker);
  }

  /** Done is done when no thread is left: one that still runs while its process ends can crash it. */
  private finish(): void {
    if (this.members.size > 0 || this.leaving.size > 0) return;
    // Points given back while the others were ending still want a thread.
    if (!this.stopping && this.returned.length > 0) this.hire();
    else this.settle.resolve();
  }

  /** Only threads that ended by themselves arrive here with points. */
  private bury(member: Member): void {
    if (this.leaving.delete(member.worker)) this.finish();
    if (!this.members.delete(member)) return;
    const inHand = member.state[SHARED.pointInHand] as number;
    if (inHand === NO_POINT) this.falseStarts += 1;
    const left = member.batches.flatMap((batch) => [...batch]);
    // Points of the batch that were replayed before it died are lost with it, and replayed again.
    const again = left.filter((point) => point !== inHand);
    if (again.length > 0) this.returned.push(Uint32Array.from(again));
    if (inHand !== NO_POINT && !this.stopping) {
      const issues = [diedOf(member.error)];
      this.receiveLost({ point: inHand, issues });
    }
    if (this.falseStarts >= MAX_FALSE_STARTS) {
      this.settle.reject(member.error ?? new Error("the threads of the sweep do not start"));
      this.stopping = true;
      this.endAll();
    } else if (!this.stopping && (this.returned.length > 0 || this.hasMore())) this.hire();
    else this.finish();
  }

  private receiveLost(failure: AnsweredBatch["failures"][number]): void {
    const nothing = { points: new Uint32Array(), figures: new Float64Array(), tookMs: 0 };
    try {
      this.task.onAnswer({ ...nothing, failures: [failure] });
    } catch (error) {
      this.settle.reject(error);
    }
  }

  private hasMore(): boolean {
    return this.next < this.task.points.length;
  }

  private endAll(): void {
    for (const member of [...this.members]) this.release(member);
  }
}

/** A thread that is asked to end does so between two batches; one that does not is ended. */
function sendHome(worker: Worker): void {
  const timer = setTimeout(() => void worker.terminate(), STOP_MS);
  timer.unref();
  worker.once("exit", () => clearTimeout(timer));
  worker.postMessage(GO_HOME);
}

function diedOf(error: Error | undefined): Issue {
  const code = error !== undefined && "code" in error ? String(error.code) : "";
  const why =
    code === "ERR_WORKER_OUT_OF_MEMORY"
      ? "it needs too much memory"
      : (error?.message ?? "it ended");
  return problem(
    "sweep/worker-died",
    `the thread that replayed this point died: ${why}`,
    "Make the scenario of this point smaller (period, requests, workflow); the others are not affected.",
  );
}
