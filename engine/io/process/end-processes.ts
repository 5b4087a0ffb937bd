/** Ends processes for certain: groups, those that left their group, and those that a dead program left. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  bearsMarks,
  type Marks,
  type ProcessList,
  type ProcessState,
  processState,
} from "./proc.ts";

/** Gives up after so long: a process that waits for a broken disk cannot be ended by anybody. */
const GIVE_UP_MS = 10_000;

/** Signals a whole process group; one that is gone is fine. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  signalQuietly(-group, signal);
}

/** Signals processes one by one, and never another one that got the same pid. */
export function signalEach(processes: readonly ProcessState[], signal: NodeJS.Signals): void {
  for (const { pid, startTicks } of processes) {
    if (pid !== process.pid && processState(pid)?.startTicks === startTicks) {
      signalQuietly(pid, signal);
    }
  }
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, or somebody else's.
  }
}

/** Processes that bear one of the marks and have not ended, this one left out. */
export function marked(states: readonly ProcessState[], oneOf: readonly Marks[]): ProcessState[] {
  return states.filter(
    ({ pid, zombie }) => !zombie && pid !== process.pid && bearsMarks(pid, oneOf),
  );
}

/** Kills what `find` gives until it gives nothing any more. True when all have ended. */
export async function killAll(find: () => readonly ProcessState[]): Promise<boolean> {
  const startedMs = performance.now();
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    const found = find();
    if (found.length === 0) return true;
    if (performance.now() - startedMs > GIVE_UP_MS) return false;
    signalEach(found, "SIGKILL");
    await sleep(pauseMs);
  }
}

/**
 * Kills every process that bears one of the marks. One that was just being started bears them a moment later:
 * it is over only when several looks in a row find nothing.
 */
export async function killMarked(list: ProcessList, oneOf: readonly Marks[]): Promise<void> {
  const find = () => marked(list.all(), oneOf);
  for (let quiet = 0; quiet < 3; quiet++) {
    if (find().length > 0) quiet = 0;
    if (!(await killAll(find))) return;
    await sleep(20);
  }
}
