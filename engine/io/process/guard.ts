/** This program's end of the guard: a process that ends all attempts should this program die. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { nodeVariables } from "./environment.ts";
import type { Marks } from "./proc.ts";

/** What the guard is told, a line of JSON each. */
export type GuardLine =
  | { readonly kind: "open"; readonly id: string; readonly marks: Marks }
  | {
      readonly kind: "started";
      readonly id: string;
      readonly pid: number;
      readonly startTicks: number;
    }
  | { readonly kind: "closed"; readonly id: string };

/** A guard that ends so often in a row, each time within a second, cannot run here. */
const MOST_RESTARTS = 5;
const STEADY_MS = 1_000;

const PROGRAM = fileURLToPath(new URL("./guard-process.ts", import.meta.url));

export class Guard {
  private child: ChildProcess | undefined;
  private restarts = 0;
  /** What a new guard has to be told should the present one be killed. */
  private readonly open = new Map<string, GuardLine[]>();

  /**
   * Resolves when the guard's pipe holds the line: from then on processes with these marks are ended
   * should this program die, even if the guard itself is only being started.
   */
  async register(id: string, marks: Marks): Promise<void> {
    const line: GuardLine = { kind: "open", id, marks };
    const child = this.running();
    this.open.set(id, [line]);
    try {
      await tell(child, line);
    } catch {
      // It was killed just now, and its end is not known yet. The next one is told of all that is open.
      if (this.child === child) this.child = undefined;
      await tell(this.running(), line);
    }
  }

  started(id: string, pid: number, startTicks: number): void {
    const line: GuardLine = { kind: "started", id, pid, startTicks };
    this.open.get(id)?.push(line);
    tellSoon(this.child, line);
  }

  closed(id: string): void {
    if (this.open.delete(id)) tellSoon(this.child, { kind: "closed", id });
  }

  /** The guard ends by itself when its pipe is closed. */
  close(): void {
    this.child?.stdin?.end();
    this.child = undefined;
  }

  private running(): ChildProcess {
    this.child ??= this.start();
    return this.child;
  }

  private start(): ChildProcess {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [PROGRAM], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      env: nodeVariables(),
      cwd: "/",
    });
    child.unref();
    (child.stdin as unknown as { unref(): void }).unref();
    // A pipe that breaks is noticed by the end of its process, below.
    child.stdin?.on("error", () => {});
    const lost = () => this.lost(child, performance.now() - startedMs);
    child.on("error", lost);
    child.on("exit", lost);
    for (const line of [...this.open.values()].flat()) tellSoon(child, line);
    return child;
  }

  private lost(child: ChildProcess, livedMs: number): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.restarts = livedMs < STEADY_MS ? this.restarts + 1 : 0;
    if (this.open.size > 0 && this.restarts <= MOST_RESTARTS) this.running();
  }
}

function tell(child: ChildProcess, line: GuardLine): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    child.stdin?.write(`${JSON.stringify(line)}\n`, done);
  });
}

function tellSoon(child: ChildProcess | undefined, line: GuardLine): void {
  child?.stdin?.write(`${JSON.stringify(line)}\n`);
}
