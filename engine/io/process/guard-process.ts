/**
 * The guard, a process of its own: it reads which attempts run, and when the program that tells it has died,
 * by whatever means, it ends all of them. Started by guard.ts; it shares no session with its parent.
 */
import { createInterface } from "node:readline";
import { killMarked, signalGroup } from "./end-processes.ts";
import type { GuardLine } from "./guard.ts";
import { HAS_PROC, type Marks, ProcessList, processState } from "./proc.ts";

interface Guarded {
  readonly marks: Marks;
  pid?: number;
  startTicks?: number;
}

const open = new Map<string, Guarded>();

function take(line: GuardLine): void {
  if (line.kind === "open") open.set(line.id, { marks: line.marks });
  if (line.kind === "closed") open.delete(line.id);
  const guarded = open.get(line.id);
  if (line.kind === "started" && guarded !== undefined) {
    guarded.pid = line.pid;
    guarded.startTicks = line.startTicks;
  }
}

/** A group whose first process is gone keeps its number while it has members. */
function isStillIts({ pid, startTicks }: Guarded): boolean {
  if (pid === undefined) return false;
  const state = processState(pid);
  return state === undefined || state.startTicks === startTicks;
}

async function endAll(): Promise<void> {
  const left = [...open.values()];
  for (const guarded of left) {
    if (isStillIts(guarded)) signalGroup(guarded.pid as number, "SIGKILL");
  }
  if (HAS_PROC && left.length > 0) {
    await killMarked(
      new ProcessList(),
      left.map(({ marks }) => marks),
    );
  }
}

// It outlives Ctrl-C, a closed terminal and a polite shutdown of its parent.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
const lines = createInterface({ input: process.stdin });
lines.on("line", (text) => {
  try {
    take(JSON.parse(text) as GuardLine);
  } catch {
    // The last line may be cut short by the parent's death.
  }
});
lines.on("close", () => void endAll().then(() => process.exit(0)));
