/** A sweep that runs: its figures so far, how fast it is, and what is kept of it meanwhile. */
import type { SweepStatus } from "../../contract/sweep.ts";
import type { KeptFailure, KeptRow, SweepStore } from "../../core/ports.ts";
import { nowMs } from "../../io/wall/now.ts";
import type { Figures } from "./figures.ts";
import type { AnsweredBatch } from "./messages.ts";
import { Pool } from "./pool.ts";
import type { SweepQuestion } from "./question.ts";

/** Rows wait at most this long in memory before they are kept: what a killed process loses. */
const KEEP_EVERY_MS = 250;
/** A sweep whose points take long says so often that it is alive. */
export const ALIVE_EVERY_MS = 5_000;

export interface LiveSweepOptions {
  readonly question: SweepQuestion;
  readonly figures: Figures;
  readonly workers: number;
  /** Where it is kept, and under which number; in memory only when left out. */
  readonly kept?: { readonly store: SweepStore; readonly id: number };
  readonly onProgress?: (() => void) | undefined;
}

export class LiveSweep {
  readonly figures: Figures;
  readonly workers: number;
  /** Settles when it is finished or cancelled, and everything is kept. */
  readonly done: Promise<void>;
  private readonly options: LiveSweepOptions;
  private readonly pool: Pool;
  private readonly startedMs = performance.now();
  private readonly before: number;
  private ending: Exclude<SweepStatus, "interrupted"> = "running";
  private cancelled = false;
  private hash: string | null = null;
  private rows: KeptRow[] = [];
  private failures: KeptFailure[] = [];
  private keptAtMs = performance.now();

  constructor(options: LiveSweepOptions) {
    this.options = options;
    this.figures = options.figures;
    this.workers = options.workers;
    this.before = options.figures.finished;
    this.pool = new Pool({
      question: options.question,
      points: options.figures.open(),
      workers: options.workers,
      onAnswer: (batch) => this.receive(batch),
    });
    const alive = setInterval(() => this.keepAlive(), ALIVE_EVERY_MS);
    alive.unref();
    this.done = this.pool.done
      .finally(() => clearInterval(alive))
      .then(
        () => this.end(),
        (error: unknown) => this.abandon(error),
      );
    // Whoever waits is told; where nobody waits, a failure is shown by the status.
    this.done.catch(() => undefined);
  }

  get status(): SweepStatus {
    return this.ending;
  }

  get rowsSha256(): string | null {
    return this.hash;
  }

  /** Points a second since it began or was resumed; null until there is one. */
  get pointsPerS(): number | null {
    const done = this.figures.finished + this.figures.failed - this.before;
    return done > 0 ? done / ((performance.now() - this.startedMs) * 1e-3) : null;
  }

  /** Keeps what is done; `done` settles soon after. */
  cancel(): void {
    this.cancelled = true;
    this.pool.stop();
  }

  private receive({ points, figures, failures }: AnsweredBatch): void {
    const each = points.length === 0 ? 0 : figures.length / points.length;
    for (const [index, point] of points.entries()) {
      const row = { point, figures: figures.subarray(index * each, (index + 1) * each) };
      this.figures.add(row);
      this.rows.push(row);
    }
    for (const failure of failures) {
      this.figures.fail(failure);
      this.failures.push(failure);
    }
    if (performance.now() - this.keptAtMs >= KEEP_EVERY_MS) this.keep();
    this.options.onProgress?.();
  }

  private keepAlive(): void {
    try {
      this.keep();
    } catch {
      // Tried again with the next rows, where a failure ends the sweep.
    }
  }

  private keep(): void {
    const { kept } = this.options;
    kept?.store.append(kept.id, this.rows, this.failures, nowMs());
    this.rows = [];
    this.failures = [];
    this.keptAtMs = performance.now();
  }

  private end(): void {
    this.keep();
    const open = this.figures.open().length;
    const ending = this.cancelled && open > 0 ? "cancelled" : "finished";
    this.hash = ending === "finished" ? this.figures.sha256() : null;
    const { kept } = this.options;
    kept?.store.end(kept.id, ending, this.hash);
    this.ending = ending;
    this.options.onProgress?.();
  }

  /** What stopped it is told to whoever waits; what is kept can be resumed. */
  private abandon(error: unknown): never {
    this.ending = "cancelled";
    const { kept } = this.options;
    try {
      kept?.store.end(kept.id, "cancelled", null);
    } catch {
      // The store is what failed: the error below says so.
    }
    throw error;
  }
}
