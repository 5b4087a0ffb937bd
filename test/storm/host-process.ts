/** A host as a process: started, listened to, killed from outside. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { HostLine, HostTask } from "./host.ts";

const PROGRAM = join(import.meta.dirname, "host.ts");

export interface HostEnd {
  readonly signal: NodeJS.Signals | null;
  readonly exitCode: number | null;
  readonly lines: readonly HostLine[];
  readonly errors: string;
}

export class HostProcess {
  readonly lines: HostLine[] = [];
  readonly child: ChildProcess;
  readonly ended: Promise<HostEnd>;
  private errors = "";

  /** @param before arguments in front of the program: options of node, or `[program, ...]` to run it under */
  constructor(task: HostTask, options: readonly string[] = [], wrapper: readonly string[] = []) {
    const command = [...wrapper, process.execPath, ...options, PROGRAM, JSON.stringify(task)];
    const [program, ...args] = command as [string, ...string[]];
    this.child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    const { stdout, stderr } = this.child;
    if (stdout === null || stderr === null) throw new Error("a host has outputs");
    stderr.on("data", (chunk: Buffer) => {
      this.errors += chunk;
    });
    createInterface({ input: stdout }).on("line", (line) => this.lines.push(JSON.parse(line)));
    this.ended = once(this.child, "close").then(([exitCode, signal]) => {
      return { signal, exitCode, lines: this.lines, errors: this.errors };
    });
  }

  get pid(): number {
    return this.child.pid as number;
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  said(kind: HostLine["kind"]): boolean {
    return this.lines.some((line) => line.kind === kind);
  }
}

/** Waits for a condition; false when it did not come in time. */
export async function waitFor(condition: () => boolean, withinMs = 60_000): Promise<boolean> {
  const untilMs = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > untilMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
