/** Writes what happened before anything follows from it; a store that is busy or full is waited for. */

import { setTimeout as pause } from "node:timers/promises";
import { IssueError } from "../../core/issue.ts";
import type { LiveRecord, LiveStore } from "../../core/live/run-store.ts";
import type { InstantMs } from "../../core/units/units.ts";
import { nowMs as wallMs } from "../../io/wall/now.ts";
import { ownProcessId } from "../../io/wall/process.ts";
import type { LiveEnding } from "./operations.ts";

const TRY_AGAIN_MS = 500;
/** How long a store may refuse before the run is given up; it can be resumed later. */
const PATIENCE_MS = 30_000;

export class Keeper {
  private readonly store: LiveStore;
  private readonly id: number;
  private readonly patienceMs: number;
  private seq: number;

  constructor(store: LiveStore, id: number, seq: number, patienceMs = PATIENCE_MS) {
    this.store = store;
    this.id = id;
    this.seq = seq;
    this.patienceMs = patienceMs;
  }

  get events(): number {
    return this.seq;
  }

  /** Durable when it resolves; rejects with what the store said last. */
  async keep(records: readonly LiveRecord[], nowMs: InstantMs): Promise<void> {
    await this.patiently(() => this.store.append(this.id, this.seq, records, nowMs));
    this.seq += records.length;
  }

  /** As above. */
  keepEnding({ status, message }: LiveEnding): Promise<void> {
    return this.patiently(() => this.store.setStatus(this.id, status, message));
  }

  /** Says that this process still works on it. */
  sayAlive(nowMs: InstantMs): void {
    try {
      this.store.seen(this.id, { processId: ownProcessId(), seenAtMs: wallMs() }, nowMs);
    } catch {
      // Said again soon; the log itself tells when it cannot be written.
    }
  }

  /** The time that a refusal itself takes counts: a locked store is waited for before it refuses. */
  private async patiently(write: () => void): Promise<void> {
    const startedMs = performance.now();
    for (;;) {
      try {
        return write();
      } catch (error) {
        const waitedMs = performance.now() - startedMs;
        if (waitedMs >= this.patienceMs || !mayPass(error)) throw error;
      }
      await pause(TRY_AGAIN_MS);
    }
  }
}

/** Somebody holds the file, or the disk is full: both may end. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof IssueError)) return false;
  return error.issues.every(({ code }) => code === "store/locked" || code === "store/full");
}
