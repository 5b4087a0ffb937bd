/** What an attempt uses: CPU time, memory and processes, read off /proc while it runs and as it ends. */
import {
  HAS_PROC,
  mainThreadCpuSeconds,
  type ProcessState,
  processState,
  residentBytes,
} from "./proc.ts";

/**
 * Follows a program and everything that it starts. A program whose output ends is looked at before its parent
 * asks how it ended: that reading is exact, however short it ran. Samples in between find the highest
 * memory and number of processes, and the children that left their parent.
 */
export class Meter {
  readonly pid: number;
  readonly startTicks: number;
  peakMemoryBytes = 0;
  mostProcesses = 1;
  private readonly known = new Map<number, ProcessState>();
  private orphanCpuSeconds = 0;
  private highestCpuSeconds = 0;
  private lastLookMs = 0;

  constructor(pid: number) {
    this.pid = pid;
    const state = processState(pid);
    this.startTicks = state?.startTicks ?? 0;
    if (state !== undefined) this.observe([state]);
  }

  /** Takes in the machine's processes; gives those of the attempt that have not ended. */
  observe(states: readonly ProcessState[]): readonly ProcessState[] {
    const members = this.membersAmong(states);
    this.forget(members);
    let cpuSeconds = this.orphanCpuSeconds;
    let memoryBytes = 0;
    for (const member of members) {
      this.known.set(member.pid, member);
      cpuSeconds += this.cpuOf(member);
      const { now, highest } = residentBytes(member.pid);
      memoryBytes += now;
      this.peakMemoryBytes = Math.max(this.peakMemoryBytes, highest);
    }
    const living = members.filter(({ zombie }) => !zombie);
    this.highestCpuSeconds = Math.max(this.highestCpuSeconds, cpuSeconds);
    this.peakMemoryBytes = Math.max(this.peakMemoryBytes, memoryBytes);
    this.mostProcesses = Math.max(this.mostProcesses, living.length);
    return living;
  }

  /** The program has printed something: a look that even a short program gets. */
  lookAtMain(): void {
    const main = this.main();
    if (main !== undefined) {
      this.peakMemoryBytes = Math.max(this.peakMemoryBytes, residentBytes(this.pid).highest);
    }
  }

  /** The program's output has ended: most often the program, too, and its parent has not asked yet. */
  lookAtEnd(): void {
    const main = this.main();
    if (main === undefined) return;
    this.lastLookMs = performance.now();
    const cpuSeconds = this.cpuOf(main) + this.orphanCpuSeconds;
    this.highestCpuSeconds = Math.max(this.highestCpuSeconds, cpuSeconds);
  }

  /** Whether the last look was so late that nothing of weight can have followed. */
  sawEnd(): boolean {
    return performance.now() - this.lastLookMs < 20;
  }

  /** What the parent's own account says beyond what was seen. */
  add(cpuSeconds: number): void {
    this.highestCpuSeconds += cpuSeconds;
  }

  get cpuSeconds(): number | null {
    return HAS_PROC ? this.highestCpuSeconds : null;
  }

  isMember(state: ProcessState): boolean {
    const { pid, startTicks, group, session } = state;
    if (startTicks < this.startTicks) return false;
    return group === this.pid || session === this.pid || this.isKnown(pid, startTicks);
  }

  private main(): ProcessState | undefined {
    const state = processState(this.pid);
    return state?.startTicks === this.startTicks ? state : undefined;
  }

  private isKnown(pid: number, startTicks: number): boolean {
    return this.known.get(pid)?.startTicks === startTicks;
  }

  /** Its group, its session, what was seen before, and the children of all of these. */
  private membersAmong(states: readonly ProcessState[]): ProcessState[] {
    const members = new Map<number, ProcessState>();
    let candidates = states.filter(({ startTicks }) => startTicks >= this.startTicks);
    for (let found = true; found; ) {
      const rest = candidates.filter((state) => {
        const joins = this.isMember(state) || members.has(state.parent);
        if (joins) members.set(state.pid, state);
        return !joins;
      });
      found = rest.length < candidates.length;
      candidates = rest;
    }
    return [...members.values()];
  }

  /** What ended after its parent had, counts on its own: nobody of the attempt has waited for it. */
  private forget(members: readonly ProcessState[]): void {
    const present = new Set(members.map(({ pid }) => pid));
    for (const [pid, last] of this.known) {
      if (present.has(pid)) continue;
      this.known.delete(pid);
      if (pid !== this.pid && !this.known.has(last.parent) && !present.has(last.parent)) {
        this.orphanCpuSeconds += this.cpuOf(last);
      }
    }
  }

  private cpuOf(state: ProcessState): number {
    const exact = state.pid === this.pid ? mainThreadCpuSeconds(state.pid) : 0;
    return Math.max(state.ownCpuSeconds, exact) + state.childCpuSeconds;
  }
}

/**
 * CPU time of all ended children of this process, as the system accounts it when they are waited for: it
 * tells what programs used whose end was not seen, because their output closed early, or because another
 * one's end was handled with theirs.
 */
export class ReapedCpu {
  private lastSeconds = processState(process.pid)?.childCpuSeconds ?? 0;
  private ended: { readonly meter: Meter; readonly seen: boolean }[] = [];

  /** A program has ended. Resolves when its meter knows all that can be known. */
  programEnded(meter: Meter): Promise<void> {
    this.ended.push({ meter, seen: meter.sawEnd() });
    return new Promise((resolve) => {
      setImmediate(() => {
        this.settle();
        resolve();
      });
    });
  }

  /** The first one of a turn settles for all. What was seen is known; the others share the rest. */
  private settle(): void {
    if (this.ended.length === 0) return;
    const seconds = processState(process.pid)?.childCpuSeconds ?? 0;
    const unseen = this.ended.filter(({ seen }) => !seen);
    let rest = seconds - this.lastSeconds;
    for (const { meter } of this.ended) rest -= meter.cpuSeconds ?? 0;
    for (const { meter } of unseen) meter.add(Math.max(rest, 0) / unseen.length);
    this.ended = [];
    this.lastSeconds = seconds;
  }
}
