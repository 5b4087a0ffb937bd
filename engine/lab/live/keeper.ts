/** Writes what happened before anything follows from it; a store that is busy or full is waited for. */

import { setTimeout as pause } from "node:timers/promises";
import { IssueError } from "../../core/issue.ts";
import type { LiveRecord, LiveStore } from "../../core/live/run-store.ts";
import type { InstantMs } from "../../core/units/units.ts";

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
    for (let waitedMs = 0; ; waitedMs += TRY_AGAIN_MS) {
      try {
        this.store.append(this.id, this.seq, records, nowMs);
        this.seq += records.length;
        return;
      } catch (error) {
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
