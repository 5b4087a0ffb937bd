/** One program that runs: what it prints, what it may use, how it is stopped, and how it ended. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { killAll, marked, signalEach, signalGroup } from "./end-processes.ts";
import type { LogFile, Tail } from "./log-file.ts";
import { Meter, type ReapedCpu } from "./meter.ts";
import type { Marks, ProcessList, ProcessState } from "./proc.ts";
import { exitCodeOf } from "./refusal.ts";
import type { Sampled, Sampler } from "./sampler.ts";

/** How long an output may stay open after every process that could be found has ended. */
const OPEN_OUTPUT_MS = 2_000;
/** Timers cannot wait longer; a deadline beyond it is none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface Limits {
  readonly logBytes: number;
  /** Most processes of one attempt at once. */
  readonly processes: number;
  /** Most resident memory of one attempt; absent: no limit. */
  readonly memoryBytes?: number;
}

/** Ended from outside, and what is said of it. */
export interface CutShort {
  readonly phase: "Failed" | "Error";
  readonly message: string;
}

export interface ProgramToRun {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly marks: Marks;
  readonly log: LogFile;
  /** Standard output is a result. */
  readonly result?: Tail;
  readonly limits: Limits;
  readonly deadlineMs?: number;
  readonly graceMs: number;
}

export interface Watchers {
  readonly list: ProcessList;
  readonly sampler: Sampler;
  readonly reaped: ReapedCpu;
}

export interface ProgramEnd {
  readonly exitCode: number;
  readonly signal?: string;
  readonly cutShort?: CutShort;
  readonly wallMs: number;
}

const PAST_DEADLINE = "Pod was active on the node longer than the specified deadline";

/** A started program. It is followed until none of its processes is left. */
export class RunningProgram implements Sampled {
  readonly pid: number;
  readonly meter: Meter;
  readonly startedMs = performance.now();
  private readonly child: ChildProcess;
  private readonly program: ProgramToRun;
  private readonly watchers: Watchers;
  private readonly timers: NodeJS.Timeout[] = [];
  private cutShort: CutShort | undefined;
  private over = false;
  /** Its pid may be another's from here on. */
  private exited = false;

  private constructor(child: ChildProcess, program: ProgramToRun, watchers: Watchers) {
    this.child = child;
    this.pid = child.pid as number;
    this.program = program;
    this.watchers = watchers;
    this.meter = new Meter(this.pid);
    this.follow(child.stdout as Readable, program.result);
    this.follow(child.stderr as Readable, undefined);
    watchers.sampler.add(this);
    const { deadlineMs } = program;
    if (deadlineMs !== undefined && deadlineMs <= LONGEST_TIMER_MS) {
      const cut: CutShort = { phase: "Failed", message: PAST_DEADLINE };
      this.timers.push(setTimeout(() => this.stop(program.graceMs, cut), deadlineMs));
    }
  }

  /** Resolves when it runs; rejects with the system's error when it cannot be started. */
  static start(program: ProgramToRun, watchers: Watchers): Promise<RunningProgram> {
    const [file, ...args] = program.argv;
    return new Promise((resolve, reject) => {
      // In a session of its own: Ctrl-C in the terminal is for this program, not for its pods.
      const child = spawn(file as string, args, {
        cwd: program.cwd,
        env: program.env,
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      });
      child.once("error", reject);
      if (child.pid !== undefined) resolve(new RunningProgram(child, program, watchers));
    });
  }

  /** SIGTERM to everything now, SIGKILL to what is left after the grace. The first reason is the one told. */
  stop(graceMs: number, cut?: CutShort): void {
    if (this.over) return;
    this.cutShort ??= cut;
    this.signal("SIGTERM");
    const inMs = Math.min(Math.max(graceMs, 0), LONGEST_TIMER_MS);
    this.timers.push(setTimeout(() => this.signal("SIGKILL"), inMs));
  }

  /** Ends it at once, with what is said of it. */
  cut(phase: CutShort["phase"], message: string): void {
    if (this.over) return;
    this.cutShort ??= { phase, message };
    this.signal("SIGKILL");
  }

  observe(states: readonly ProcessState[]): void {
    if (this.over) return;
    const count = this.meter.observe(states).length;
    const { processes, memoryBytes } = this.program.limits;
    if (count > processes) {
      const more = `The attempt had more than ${processes} processes at once and was ended.`;
      this.cut("Error", `${more} Start fewer, or raise spec.live.limits.processes.`);
    } else if (memoryBytes !== undefined && this.meter.peakMemoryBytes > memoryBytes) {
      this.cut("Failed", "main: OOMKilled (exit code 137)");
    }
  }

  /** How it ended, once none of its processes is left and its output is complete. */
  async ended(): Promise<ProgramEnd> {
    const closed = new Promise<void>((resolve) => this.child.once("close", () => resolve()));
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
      this.child.once("exit", (...how) => resolve(how)),
    );
    const wallMs = performance.now() - this.startedMs;
    this.exited = true;
    await this.watchers.reaped.programEnded(this.meter);
    await this.endSurvivors();
    await Promise.race([closed, sleep(OPEN_OUTPUT_MS, undefined, { ref: false })]);
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
    this.over = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.watchers.sampler.remove(this);
    return {
      exitCode: exitCodeOf(code, signal),
      ...(signal === null ? {} : { signal }),
      ...(this.cutShort === undefined ? {} : { cutShort: this.cutShort }),
      wallMs,
    };
  }

  private follow(stream: Readable, result: Tail | undefined): void {
    stream.once("data", () => this.meter.lookAtMain());
    stream.on("data", (chunk: Buffer) => {
      this.program.log.write(chunk);
      result?.write(chunk);
    });
    stream.on("end", () => this.meter.lookAtEnd());
    // A pipe that breaks ends like one that is closed.
    stream.on("error", () => {});
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.exited) return;
    const members = this.meter.observe(this.watchers.list.since(this.pid));
    signalGroup(this.pid, signal);
    const strays = members.filter(({ group }) => group !== this.pid);
    signalEach(strays, signal);
  }

  /** As in a container: with the main program everything else ends, too. */
  private async endSurvivors(): Promise<void> {
    const find = () => {
      const states = this.watchers.list.since(this.pid);
      const members = this.meter.observe(states);
      const young = states.filter(
        (state) => state.startTicks >= this.meter.startTicks && !this.meter.isMember(state),
      );
      return [...members, ...marked(young, [this.program.marks])];
    };
    signalGroup(this.pid, "SIGKILL");
    await killAll(find);
  }
}
