/** A run with real programs in a folder of its own, its hosts, and what can be asked about it from outside. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import type { KeptLiveRun } from "../../engine/core/live/run-store.ts";
import type { ResultStore } from "../../engine/core/ports.ts";
import { openStore } from "../../engine/io/sqlite/store.ts";
import type { LiveQuestion } from "../../engine/lab/live/question.ts";
import { HostProcess, waitFor } from "./host-process.ts";
import { breaches, type Expected } from "./invariants.ts";
import { readLedger } from "./ledger.ts";
import { CALM, type Setup, stormQuestion } from "./question.ts";

/** Longest wait for anything, on a machine that is busy. */
export const LONGEST_MS = 120_000;

export class Stage {
  readonly folder: string;
  readonly ledger: string;
  readonly question: LiveQuestion;
  private readonly patienceMs: number | undefined;
  private readonly hosts: HostProcess[] = [];

  /** @param patienceMs how long a store may refuse before the run is given up */
  constructor(folder: string, setup: Partial<Setup> = {}, patienceMs?: number) {
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
    // Outside the folder: a disk may be put in its place.
    this.ledger = `${folder}.ledger.jsonl`;
    this.question = stormQuestion({ ...CALM, ...setup }, this.ledger);
    this.patienceMs = patienceMs;
  }

  get file(): string {
    return join(this.folder, "lowtide.sqlite");
  }

  get run(): KeptLiveRun {
    return this.withStore(({ live }) => live.list()[0] as KeptLiveRun);
  }

  /** Messages of attempts, a line each. */
  get messages(): string {
    const records = this.withStore(({ live }) => live.records(1, 0, 100_000));
    return records.map(({ event }) => ("message" in event ? event.message : "")).join("\n");
  }

  /** @param options of node @param wrapper program and arguments that run the host */
  start(options: readonly string[] = [], wrapper: readonly string[] = []): HostProcess {
    const { folder, question, patienceMs } = this;
    const task = { folder, question, points: [], ...(patienceMs !== undefined && { patienceMs }) };
    const host = new HostProcess(task, options, wrapper);
    this.hosts.push(host);
    return host;
  }

  /** A condition that comes while a host lives. */
  async until(condition: () => boolean): Promise<void> {
    const allOver = () => this.hosts.every(({ isOver }) => isOver);
    await waitFor(() => condition() || allOver(), LONGEST_MS);
    if (condition()) return;
    const ends = this.hosts.map(({ lines, child }) => [lines, child.exitCode, child.signalCode]);
    throw new Error(`it never came: ${JSON.stringify(ends)}`);
  }

  /** Until the ledger has so many lines. */
  begun(lines: number): Promise<void> {
    return this.until(() => readLedger(this.ledger).length >= lines);
  }

  async breaches(expected: Partial<Expected> = {}): Promise<readonly string[]> {
    const calm = { patience: "patient", cancelled: false, timelineSha256: undefined } as const;
    return (await breaches(this.folder, this.ledger, { ...calm, ...expected })).breaches;
  }

  killHosts(): void {
    for (const host of this.hosts) if (!host.isOver) host.child.kill("SIGKILL");
  }

  private withStore<T>(use: (store: ResultStore) => T): T {
    const store = unwrap(openStore(this.file));
    try {
      return use(store);
    } finally {
      store.close();
    }
  }
}
