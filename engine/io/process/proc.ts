/** What Linux tells about processes in /proc; elsewhere there is none, and every answer is empty. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** USER_HZ, the same on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;
const KIB = 1024;

export interface ProcessState {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** It has ended, and nobody has asked how. */
  readonly zombie: boolean;
  /** Of itself, all threads. */
  readonly ownCpuSeconds: number;
  /** Of the children that it has waited for, and of theirs. */
  readonly childCpuSeconds: number;
  /** Ticks since the machine started; with the pid it names a process for good. */
  readonly startTicks: number;
}

/** Whether this system tells about processes. */
export const HAS_PROC = process.platform === "linux" && existsSync("/proc/self/stat");

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // The process ended meanwhile, or belongs to somebody else.
    return undefined;
  }
}

/** Undefined when there is no such process. */
export function processState(pid: number): ProcessState | undefined {
  const text = read(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // The name, in brackets, may hold anything; fields are counted from behind it (proc(5)).
  const field = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const seconds = (index: number) => Number(field[index]) / TICKS_PER_SECOND;
  return {
    pid,
    parent: Number(field[1]),
    group: Number(field[2]),
    session: Number(field[3]),
    zombie: field[0] === "Z" || field[0] === "X",
    ownCpuSeconds: seconds(11) + seconds(12),
    childCpuSeconds: seconds(13) + seconds(14),
    startTicks: Number(field[19]),
  };
}

/** CPU time of the main thread, to the nanosecond: ticks of 10 ms miss most of a short program. */
export function mainThreadCpuSeconds(pid: number): number {
  const text = read(`/proc/${pid}/schedstat`);
  return text === undefined ? 0 : Number(text.split(" ")[0]) / 1e9;
}

/** Resident memory now, and at its highest. */
export function residentBytes(pid: number): { readonly now: number; readonly highest: number } {
  const text = read(`/proc/${pid}/status`) ?? "";
  const value = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0);
  return { now: value("VmRSS") * KIB, highest: value("VmHWM") * KIB };
}

/** Variables by name: all of them together mark a process. */
export type Marks = Readonly<Record<string, string>>;

/** Whether the process was started with all variables of one of these. */
export function bearsMarks(pid: number, oneOf: readonly Marks[]): boolean {
  let text: string;
  try {
    text = `\0${readFileSync(`/proc/${pid}/environ`, "utf8")}`;
  } catch {
    return false;
  }
  return oneOf.some((marks) =>
    Object.entries(marks).every(([name, value]) => text.includes(`\0${name}=${value}\0`)),
  );
}

/** The pid given out last. */
function lastPid(): number {
  return Number((read("/proc/loadavg") ?? "").trim().split(" ").at(-1));
}

function everyPid(): number[] {
  if (!HAS_PROC) return [];
  return readdirSync("/proc").filter(isNumber).map(Number);
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

/**
 * The processes that may be younger than a given one. Pids are given out upwards, so most need not be looked
 * at; once they have begun again from the bottom, all are.
 */
export class ProcessList {
  private highest = 0;
  private wrapped = false;

  since(pid: number): ProcessState[] {
    if (!HAS_PROC) return [];
    const last = lastPid();
    if (last < this.highest || last < pid) this.wrapped = true;
    this.highest = last;
    return everyPid()
      .filter((candidate) => this.wrapped || candidate >= pid)
      .flatMap((candidate) => processState(candidate) ?? []);
  }

  all(): ProcessState[] {
    return everyPid().flatMap((pid) => processState(pid) ?? []);
  }
}
