/** Looks at the processes of all attempts together: often while they are young, seldom later. */
import { HAS_PROC, type ProcessList, type ProcessState } from "./proc.ts";

export interface Sampled {
  readonly pid: number;
  readonly startedMs: number;
  observe(states: readonly ProcessState[]): void;
}

const SHORTEST_MS = 10;
const LONGEST_MS = 250;
/** A look may take one part in so many of this program's time. */
const SHARE_OF_TIME = 30;

export class Sampler {
  private readonly list: ProcessList;
  private readonly attempts = new Set<Sampled>();
  private timer: NodeJS.Timeout | undefined;

  constructor(list: ProcessList) {
    this.list = list;
  }

  add(attempt: Sampled): void {
    if (!HAS_PROC) return;
    this.attempts.add(attempt);
    this.schedule(SHORTEST_MS);
  }

  remove(attempt: Sampled): void {
    this.attempts.delete(attempt);
    if (this.attempts.size === 0) clearTimeout(this.timer);
  }

  private schedule(afterMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), afterMs).unref();
  }

  private look(): void {
    if (this.attempts.size === 0) return;
    const lookedMs = performance.now();
    let oldest = Number.POSITIVE_INFINITY;
    let youngestMs = 0;
    for (const { pid, startedMs } of this.attempts) {
      oldest = Math.min(oldest, pid);
      youngestMs = Math.max(youngestMs, startedMs);
    }
    const states = this.list.since(oldest);
    for (const attempt of [...this.attempts]) attempt.observe(states);
    const tookMs = performance.now() - lookedMs;
    const byAgeMs = Math.min(Math.max((lookedMs - youngestMs) / 2, SHORTEST_MS), LONGEST_MS);
    this.schedule(Math.max(byAgeMs, tookMs * SHARE_OF_TIME));
  }
}
