/** A program that is asked one thing at a time: a JSON object a line in, one a line out. */
import { type ChildProcess, spawn } from "node:child_process";
import { KeptTail } from "./kept-tail.ts";
import { LineReader } from "./line-reader.ts";

export interface LineProgramOptions {
  readonly argv: readonly string[];
  readonly folder: string;
  /** All that the program sees of the environment. */
  readonly env: Readonly<Record<string, string>>;
}

export type LineReply =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  /** It could not be asked, died, was silent for too long, or said what is no answer; it is over then. */
  | { readonly ok: false; readonly message: string };

interface Waiting {
  readonly id: number;
  settle(reply: LineReply): void;
}

/** Its last words on standard error are part of what went wrong. */
const SHOWN_CHARACTERS = 600;

/**
 * Runs until it is stopped or fails once. A well-behaved program ends when its input does, so that it does not
 * outlive this one.
 */
export class LineProgram {
  private readonly child: ChildProcess;
  private readonly errors = new KeptTail(SHOWN_CHARACTERS);
  private readonly ended: Promise<void>;
  private waiting: Waiting | null = null;
  private asked = 0;
  private over: string | null = null;

  constructor({ argv, folder, env }: LineProgramOptions) {
    const [program = "", ...args] = argv;
    // A group of its own: whatever it starts is stopped with it.
    const options = { cwd: folder, env, detached: process.platform !== "win32" } as const;
    const child = spawn(program, args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
    this.child = child;
    const lines = new LineReader(
      (line) => this.receive(line),
      (message) => this.give(message),
    );
    child.stdout.on("data", (bytes: Buffer) => lines.add(bytes));
    child.stderr.on("data", (bytes: Buffer) => this.errors.add(bytes));
    // What is written to a program that died is of no interest; its end says why.
    child.stdin.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      child.once("error", (error) => {
        this.give(`it could not be started: ${error.message}`);
        resolve();
      });
      child.once("close", (code, signal) => {
        this.give(endText(code, signal));
        resolve();
      });
    });
  }

  /** False once it failed or was stopped: another one is needed. */
  get usable(): boolean {
    return this.over === null;
  }

  /** Resolves with its answer, or why there is none; waits at most `limitMs` for it. */
  ask(request: Readonly<Record<string, unknown>>, limitMs: number): Promise<LineReply> {
    if (this.over !== null) return Promise.resolve({ ok: false, message: this.over });
    const id = ++this.asked;
    return new Promise((resolve) => {
      const seconds = Math.round(limitMs / 1_000);
      const timer = setTimeout(() => this.give(`it did not answer within ${seconds} s`), limitMs);
      this.waiting = {
        id,
        settle(reply) {
          clearTimeout(timer);
          resolve(reply);
        },
      };
      this.child.stdin?.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }

  /** Ends it and all that it started; resolves when it is gone. */
  async stop(graceMs = 500): Promise<void> {
    this.give("it was stopped");
    this.child.stdin?.end();
    const timer = setTimeout(() => this.signal("SIGKILL"), graceMs);
    this.signal("SIGTERM");
    await this.ended;
    clearTimeout(timer);
  }

  private receive(line: string): void {
    const { waiting } = this;
    if (waiting === null) return this.give(`it spoke without being asked: ${shown(line)}`);
    const value = parsed(line);
    if (value === undefined || value.id !== waiting.id) {
      return this.give(`its answer is no JSON object with the id ${waiting.id}: ${shown(line)}`);
    }
    this.waiting = null;
    waiting.settle({ ok: true, value });
  }

  /** The first failure is the one to tell; nothing that comes after it is listened to. */
  private give(message: string): void {
    if (this.over !== null) return;
    const said = this.errors.text;
    this.over = said === "" ? message : `${message}; it said: ${said}`;
    this.waiting?.settle({ ok: false, message: this.over });
    this.waiting = null;
    this.signal("SIGKILL");
  }

  private signal(name: "SIGTERM" | "SIGKILL"): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      if (process.platform === "win32") this.child.kill(name);
      else process.kill(-pid, name);
    } catch {
      // It ended in this very moment.
    }
  }
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function shown(line: string): string {
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

function endText(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `it ended with exit code ${code ?? "unknown"}` : `it died of ${signal}`;
}
