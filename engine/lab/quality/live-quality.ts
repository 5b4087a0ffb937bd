/** A quality surface while it is computed: programs that train and score side by side, and what they gave. */
import { rmSync } from "node:fs";
import { type Issue, IssueError } from "../../core/issue.ts";
import type { BatchFeatures } from "../../core/scenario/surface-schema.ts";
import type { KeptFeatures, KeptRow } from "../../formats/quality/kept-cells.ts";
import { described } from "../../formats/quality/protocol.ts";
import type { LineProgram } from "../../io/json-lines/program.ts";
import { checkReply, rowFailed } from "./answers.ts";
import type { AskedQuality } from "./ask.ts";
import { KeptCells } from "./cells.ts";
import { measureRow, openBatches } from "./measure-row.ts";
import { startProgram } from "./program.ts";
import { spreadOrder } from "./spread-order.ts";
import { removeLeftFolders, workFolder } from "./work-folder.ts";

/** Failures without a success between them, after which the others are not tried. */
const MAX_FAILURES_IN_A_ROW = 3;

export interface LiveQualityOptions {
  readonly asked: AskedQuality;
  readonly cacheFolder: string;
  readonly workers: number;
  /** Longest wait for one answer of the program. */
  readonly limitMs: number;
  onProgress?(): void;
  /** When every cell is there; throws what makes the computation fail all the same. */
  onComplete(live: LiveQuality): void;
}

export type QualityEnding = "running" | "complete" | "cancelled" | "failed";

export interface FailedRow {
  readonly trainedOn: number;
  readonly issue: Issue;
}

export class LiveQuality {
  /** By the batch that the model was trained up to. */
  readonly rows = new Map<number, KeptRow>();
  readonly failures: FailedRow[] = [];
  /** What ended it before its time: cells or the surface could not be kept. */
  issues: readonly Issue[] = [];
  /** Cells that were known before it began, and those that are known now. */
  readonly before: number;
  /** Null: the program describes nothing. */
  features: KeptFeatures | undefined;
  /** Settles when everything is measured, was cancelled or has failed; rejects when cells cannot be kept. */
  readonly done: Promise<void>;
  private readonly options: LiveQualityOptions;
  private readonly cells: KeptCells;
  /** Rows that nobody has begun. */
  private readonly waiting: number[];
  private readonly programs = new Set<LineProgram>();
  private known = 0;
  private ending: QualityEnding = "running";
  private stopped = false;
  private describing = false;
  private failedInARow = 0;
  private finishedRows = 0;
  private readonly toFinish: number;
  private finishedMs = 0;

  constructor(options: LiveQualityOptions) {
    this.options = options;
    const { batchCount, digest, program } = options.asked;
    this.cells = new KeptCells(options.cacheFolder, digest, program.seed);
    this.waiting = spreadOrder(batchCount).filter((trainedOn) => {
      const row = this.cells.row(trainedOn);
      if (row !== undefined) this.rows.set(trainedOn, row);
      const known = this.countOf(trainedOn);
      this.known += known;
      return known < batchCount - trainedOn;
    });
    this.toFinish = this.waiting.length;
    this.before = this.known;
    this.features = this.cells.features(batchCount);
    this.done = this.run();
    // Whoever waits is told; where nobody waits, the status says so.
    this.done.catch(() => undefined);
  }

  get status(): QualityEnding {
    return this.ending;
  }

  get cellCount(): number {
    return this.known;
  }

  /** Time left, by the models of this run; null until there is one. */
  get etaMs(): number | null {
    if (this.ending !== "running" || this.finishedRows === 0) return null;
    const left = this.toFinish - this.finishedRows - this.failures.length;
    return (left * (this.finishedMs / this.finishedRows)) / this.options.workers;
  }

  /** Batches of the period that a model was scored on. */
  private countOf(trainedOn: number, row = this.rows.get(trainedOn)): number {
    const { batchCount } = this.options.asked;
    return batchCount - trainedOn - openBatches(row, trainedOn, batchCount).length;
  }

  /** Ends the programs; what was measured is kept. */
  cancel(): void {
    this.stopped = true;
    for (const program of this.programs) void program.stop();
  }

  private async run(): Promise<void> {
    const jobs = this.waiting.length + (this.features === undefined ? 1 : 0);
    const workers = Math.min(this.options.workers, jobs);
    try {
      // Before anything is started, so that whoever cancels at once finds it begun.
      await Promise.resolve();
      if (workers > 0) removeLeftFolders(this.options.cacheFolder);
      await Promise.all(Array.from({ length: workers }, () => this.work()));
      const ending = this.endingNow();
      if (ending === "complete") this.options.onComplete(this);
      this.ending = ending;
    } catch (error) {
      this.cancel();
      this.ending = "failed";
      if (error instanceof IssueError) this.issues = error.issues;
      throw error;
    } finally {
      this.options.onProgress?.();
    }
  }

  private endingNow(): QualityEnding {
    const { batchCount } = this.options.asked;
    if (this.known === cellsOf(batchCount) && this.features !== undefined) return "complete";
    return this.stopped ? "cancelled" : "failed";
  }

  /** Takes rows until there is none; normally one program in a folder of its own does them all. */
  private async work(): Promise<void> {
    const folder = workFolder(this.options.cacheFolder);
    let program: LineProgram | undefined;
    const usable = async () => {
      if (program?.usable) return program;
      await this.end(program);
      program = startProgram(this.options.asked.program, folder);
      this.programs.add(program);
      return program;
    };
    try {
      for (let row = this.take(); row !== undefined; row = this.take())
        await this.measure(await usable(), row);
      if (this.features === undefined && !this.describing && this.goesOn) {
        this.describing = true;
        await this.describe(await usable());
      }
    } finally {
      await this.end(program);
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private get goesOn(): boolean {
    return !this.stopped && this.failedInARow < MAX_FAILURES_IN_A_ROW;
  }

  private take(): number | undefined {
    return this.goesOn ? this.waiting.shift() : undefined;
  }

  private async end(program: LineProgram | undefined): Promise<void> {
    if (program === undefined) return;
    this.programs.delete(program);
    await program.stop();
  }

  private async measure(program: LineProgram, trainedOn: number): Promise<void> {
    const beganMs = performance.now();
    const { asked, limitMs, onProgress } = this.options;
    const message = await measureRow(program, {
      ...{ cells: this.cells, trainedOn, batchCount: asked.batchCount, limitMs },
      onCells: (row) => {
        this.known += this.countOf(trainedOn, row) - this.countOf(trainedOn);
        this.rows.set(trainedOn, row);
        onProgress?.();
      },
    });
    // A program that was stopped under it has not failed.
    if (message !== undefined && this.stopped) return;
    if (message === undefined) {
      this.failedInARow = 0;
      this.finishedRows += 1;
      this.finishedMs += performance.now() - beganMs;
      return;
    }
    this.failedInARow += 1;
    this.failures.push({ trainedOn, issue: rowFailed(trainedOn, message) });
    onProgress?.();
  }

  /** A program need not describe its data: one that refuses carries no features. */
  private async describe(program: LineProgram): Promise<void> {
    const { asked, limitMs } = this.options;
    const all: BatchFeatures[] = [];
    for (let batch = 0; batch < asked.batchCount; batch++) {
      const reply = await program.ask({ do: "describe", batch }, limitMs);
      if (this.stopped) return;
      const answer = checkReply(reply, described);
      if (!answer.ok) {
        if (!answer.refused) return this.undescribed(batch, answer.message);
        this.keepFeatures(null);
        return;
      }
      all.push(answer.value.features);
    }
    this.keepFeatures(all);
  }

  private undescribed(batch: number, message: string): void {
    this.failures.push({ trainedOn: batch, issue: rowFailed(batch, `describing it, ${message}`) });
  }

  private keepFeatures(features: KeptFeatures): void {
    this.cells.keepFeatures(this.options.asked.batchCount, features);
    this.features = features;
  }
}

/** Cells of a surface: each model on its own batch and all later ones. */
export function cellsOf(batchCount: number): number {
  return (batchCount * (batchCount + 1)) / 2;
}
