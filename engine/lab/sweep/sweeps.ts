/** The use cases around sweeps: begin, follow, cancel, resume, read again, delete. */
import type {
  StartSweepInput,
  SweepAnalysis,
  SweepParameters,
  SweepRows,
  SweepSummary,
} from "../../contract/sweep.ts";
import { type Issue, IssueError, problem, unwrap } from "../../core/issue.ts";
import { MAX_FAILURES_LISTED, MAX_SWEEP_ROWS_READ } from "../../core/limits.ts";
import type { KeptSweep, SweepStore } from "../../core/ports.ts";
import { pointCount } from "../../core/sweep/axes.ts";
import { METRIC_NAMES, type MetricName } from "../../core/sweep/metrics.ts";
import { rowLength, type SweepTable } from "../../core/sweep/table.ts";
import { nowIso, nowMs } from "../../io/wall/now.ts";
import { ownProcessId } from "../../io/wall/process.ts";
import { availableThreads } from "../../io/wall/threads.ts";
import { BUNDLED_SCENARIOS, bundledIds, findScenario } from "../scenario/open.ts";
import { type AnalysisWish, analyse } from "./analyse.ts";
import { askSweep } from "./ask.ts";
import { headOf, keptSummary, liveSummary, type SweepHead, toRow } from "./describe.ts";
import { describeParameters } from "./describe-parameters.ts";
import { Figures } from "./figures.ts";
import { LiveSweep } from "./live-sweep.ts";

/** Rows that are loaded at once from the store. */
const LOAD_ROWS = 10_000;

interface Running {
  readonly head: SweepHead;
  readonly live: LiveSweep;
}

export interface SweepsOptions {
  /** Without one, sweeps live in memory and end with the program. */
  readonly store?: SweepStore | undefined;
  readonly scenariosFolder?: string;
}

/** Every method throws an `IssueError` where the contract has issues. */
export class Sweeps {
  private readonly store: SweepStore | undefined;
  private readonly folder: string;
  /** Running ones, and those that are in memory only. */
  private readonly live = new Map<string, Running>();
  private inMemory = 0;

  constructor({ store, scenariosFolder = BUNDLED_SCENARIOS }: SweepsOptions) {
    this.store = store;
    this.folder = scenariosFolder;
  }

  parameters(scenario: string): SweepParameters {
    return unwrap(describeParameters(unwrap(findScenario(scenario, this.folder))));
  }

  start(input: StartSweepInput, onProgress?: (summary: SweepSummary) => void): SweepSummary {
    const { scenario, workers = availableThreads(), ...wish } = input;
    const found = unwrap(findScenario(scenario, this.folder));
    const asked = unwrap(askSweep(found, wish));
    const { question, labels, contentKey } = asked;
    const total = pointCount(question.axes);
    const stored = bundledIds(this.folder).includes(scenario) ? scenario : question.file;
    const about = { scenario: stored, createdAt: nowIso(), total, contentKey };
    const id = this.store?.create(
      {
        ...about,
        title: labels.title,
        question: JSON.stringify({ question, labels }),
        workers,
      },
      { processId: ownProcessId(), seenAtMs: nowMs() },
    );
    const head = { id: id === undefined ? this.nextInMemory() : String(id), ...about, ...asked };
    const figures = new Figures(total, rowLength(question));
    return this.run(head, figures, workers, onProgress);
  }

  list(): SweepSummary[] {
    const kept = this.store?.list() ?? [];
    const unkept = [...this.live.values()].filter(({ head }) => head.id.startsWith(IN_MEMORY));
    return [
      ...unkept.map(({ head, live }) => liveSummary(head, live)).reverse(),
      ...kept.map((each) => this.summaryOf(each)),
    ];
  }

  summary(id: string): SweepSummary {
    const running = this.live.get(id);
    return running ? liveSummary(running.head, running.live) : this.summaryOf(this.find(id));
  }

  read(id: string, fromRow = 0, metrics: readonly MetricName[] = METRIC_NAMES): SweepRows {
    const summary = this.summary(id);
    const source = this.live.get(id)?.live.figures;
    const number = Number(id);
    const rows =
      source?.rows(fromRow, MAX_SWEEP_ROWS_READ) ??
      this.store?.rows(number, fromRow, MAX_SWEEP_ROWS_READ) ??
      [];
    const failures =
      source?.failures(MAX_FAILURES_LISTED) ??
      this.store?.failures(number, MAX_FAILURES_LISTED) ??
      [];
    const next = fromRow + rows.length;
    const more = next < summary.finished;
    return { summary, metrics, rows: rows.map((row) => toRow(row, metrics)), next, more, failures };
  }

  analyse(id: string, wish: AnalysisWish): SweepAnalysis {
    return analyse(this.table(id), wish);
  }

  /** All figures, as far as they are known. */
  table(id: string): SweepTable {
    const running = this.live.get(id);
    if (running) return { ...running.head.question, figures: running.live.figures.all };
    const kept = this.find(id);
    const { question } = headOf(kept);
    return { ...question, figures: this.load(kept).all };
  }

  cancel(id: string): SweepSummary {
    const running = this.live.get(id);
    if (running === undefined) {
      const summary = this.summaryOf(this.find(id));
      if (summary.status === "running") throw new IssueError([elsewhere(id)]);
      return summary;
    }
    running.live.cancel();
    return liveSummary(running.head, running.live);
  }

  /** Goes on with the points that are open; those that failed are tried again. */
  resume(
    id: string,
    workers = availableThreads(),
    onProgress?: (summary: SweepSummary) => void,
  ): SweepSummary {
    const running = this.live.get(id);
    if (running?.live.status === "running") return liveSummary(running.head, running.live);
    if (running !== undefined) {
      return this.run(running.head, running.live.figures.withoutFailures(), workers, onProgress);
    }
    const kept = this.find(id);
    if (this.summaryOf(kept).status === "running") throw new IssueError([elsewhere(id)]);
    const head = headOf(kept);
    this.requireUnchanged(head);
    const figures = this.load(kept);
    this.store?.resume(kept.id, workers, { processId: ownProcessId(), seenAtMs: nowMs() });
    return this.run(head, figures, workers, onProgress);
  }

  /** Waits for a sweep of this process to end. */
  async wait(id: string): Promise<SweepSummary> {
    await this.live.get(id)?.live.done;
    return this.summary(id);
  }

  async delete(id: string): Promise<void> {
    const running = this.live.get(id);
    if (running !== undefined) {
      running.live.cancel();
      await running.live.done.catch(() => undefined);
      this.live.delete(id);
      if (id.startsWith(IN_MEMORY)) return;
    } else if (this.summaryOf(this.find(id)).status === "running") {
      throw new IssueError([elsewhere(id)]);
    }
    this.store?.delete(Number(id));
  }

  /** Cancels what runs; what is done is kept. */
  async close(): Promise<void> {
    for (const { live } of this.live.values()) live.cancel();
    await Promise.allSettled([...this.live.values()].map(({ live }) => live.done));
  }

  private run(
    head: SweepHead,
    figures: Figures,
    workers: number,
    onProgress: ((summary: SweepSummary) => void) | undefined,
  ): SweepSummary {
    const { id, question } = head;
    const inMemory = id.startsWith(IN_MEMORY);
    const live: LiveSweep = new LiveSweep({
      question,
      figures,
      workers,
      ...(this.store && !inMemory && { kept: { store: this.store, id: Number(id) } }),
      onProgress: onProgress && (() => onProgress(liveSummary(head, live))),
    });
    this.live.set(id, { head, live });
    // Kept ones are read from the store from then on.
    const forget = () => inMemory || this.live.delete(id);
    live.done.then(forget, forget);
    return liveSummary(head, live);
  }

  private load(kept: KeptSweep): Figures {
    const { question } = headOf(kept);
    const figures = new Figures(kept.total, rowLength(question));
    for (let from = 0; from < kept.finished; from += LOAD_ROWS) {
      for (const row of this.store?.rows(kept.id, from, LOAD_ROWS) ?? []) figures.add(row);
    }
    return figures;
  }

  private requireUnchanged({ id, question, scenario, contentKey }: SweepHead): void {
    const found = unwrap(findScenario(scenario, this.folder));
    const { axes, policies, data } = question;
    const wish = {
      axes: axes.map(({ parameter, values }) => ({ parameter, values: [...values] })),
    };
    const again = askSweep(found, { ...wish, policies: [...policies], ...(data && { data }) });
    if (again.ok && again.value.contentKey === contentKey) return;
    throw new IssueError([changed(id)]);
  }

  private find(id: string): KeptSweep {
    const kept = /^\d+$/.test(id) ? this.store?.find(Number(id)) : undefined;
    if (kept === undefined) throw new IssueError([unknown(id)]);
    return kept;
  }

  private summaryOf(kept: KeptSweep): SweepSummary {
    const running = this.live.get(String(kept.id));
    return running ? liveSummary(running.head, running.live) : keptSummary(kept, nowMs());
  }

  private nextInMemory(): string {
    this.inMemory += 1;
    return `${IN_MEMORY}${this.inMemory}`;
  }
}

/** Beginning of the ids of sweeps that no store has. */
const IN_MEMORY = "memory-";

function unknown(id: string): Issue {
  const hint = "`lowtide sweeps` lists those that are kept.";
  return problem("sweep/not-found", `there is no sweep ${id}`, hint);
}

function elsewhere(id: string): Issue {
  const message = `sweep ${id} is running in another Lowtide`;
  return problem("sweep/running", message, "Cancel it there first.");
}

function changed(id: string): Issue {
  return problem(
    "sweep/changed",
    `sweep ${id} cannot be resumed: its scenario, a file that it names, or Lowtide itself has changed`,
    "Start it anew: figures of the old and the new scenario do not belong into one distribution.",
  );
}
