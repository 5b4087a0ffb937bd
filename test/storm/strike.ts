/** Kills from inside a host: itself, its guard, its steps; and writes down that it did. */
import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { processState } from "../../engine/io/process/proc.ts";
import { living } from "../helpers/attempts.ts";
import type { KillPoint, Victim } from "./plan.ts";

export interface Target {
  readonly hostPid: number;
  /** Stands in the environment of everything that the run has started. */
  readonly mark: string;
  /** A line for each kill. */
  readonly killsFile: string;
}

/** The host is killed last: nothing of what it would do about the others happens. */
export function strike({ kind, victims }: KillPoint, target: Target): void {
  const pids: Readonly<Record<Victim, () => readonly number[]>> = {
    guard: () => guardsOf(target.hostPid),
    step: () => living(target.mark),
    host: () => [target.hostPid],
  };
  const doomed = (["guard", "step", "host"] as const)
    .filter((victim) => victims.includes(victim))
    .flatMap((victim) => pids[victim]());
  appendFileSync(target.killsFile, `${JSON.stringify({ kind, victims })}\n`);
  for (const pid of doomed) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Children of a host that run the guard's program. */
export function guardsOf(hostPid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter(
      (pid) => processState(pid)?.parent === hostPid && commandOf(pid).includes("guard-process"),
    );
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
