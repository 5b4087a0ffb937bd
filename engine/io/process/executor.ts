/** The executor of local processes: each attempt is a program of this machine, in a folder of its own. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import type { ArtifactStore } from "../../core/live/artifact-store.ts";
import type { Attempt, AttemptSpec, Executor } from "../../core/live/attempt.ts";
import { killMarked } from "./end-processes.ts";
import { RUN_MARK } from "./environment.ts";
import { attemptFolders, attemptsFolder, isSafeName, runFolder } from "./folders.ts";
import { Guard } from "./guard.ts";
import { ReapedCpu } from "./meter.ts";
import { PlainFolder, sameFolder } from "./plain-folder.ts";
import { HAS_PROC, ProcessList } from "./proc.ts";
import { type AttemptContext, refused, runAttempt } from "./run-attempt.ts";
import type { Limits } from "./running.ts";
import { Sampler } from "./sampler.ts";
import { SlotQueue, type Slots } from "./slots.ts";

export interface ProcessExecutorOptions {
  /** Where live runs keep their things: `<folder>/<run>/attempts/<id>/…`, `<folder>/<run>/volumes/<claim>`. */
  readonly folder: string;
  readonly artifacts: ArtifactStore;
  readonly limits: Limits;
  /** Variables of the user's own that programs may see, beside PATH, HOME, LANG, LC_ALL and TZ. */
  readonly environment?: readonly string[];
  /** What attempts may reserve together; absent: what the machine has. */
  readonly slots?: Slots;
}

/**
 * Opens the executor; nothing is started and no folder made before the first attempt. Errors of single attempts
 * are their ends. Linux and macOS; elsewhere every attempt ends in Error.
 */
export function openProcessExecutor(options: ProcessExecutorOptions): Executor {
  return new ProcessExecutor(options);
}

const CLOSED = "The attempt was not started: its run was closed.";
const WITHDRAWN = "The attempt was withdrawn before it had room to start.";
const NOT_HERE =
  "Programs cannot be run on Windows yet: their children could not be ended for certain. " +
  "Run Lowtide in the Windows Subsystem for Linux.";

class ProcessExecutor implements Executor {
  private readonly options: ProcessExecutorOptions;
  private readonly plain = new PlainFolder();
  private readonly guard = new Guard();
  private readonly list = new ProcessList();
  private readonly sampler = new Sampler(this.list);
  private readonly slots: SlotQueue;
  private readonly reaped = new ReapedCpu();
  private readonly running = new Map<string, Attempt>();
  private readonly starting = new Set<Promise<Attempt>>();
  private closed = false;

  constructor(options: ProcessExecutorOptions) {
    this.options = options;
    this.slots = new SlotQueue(
      options.slots ?? { cpu: availableParallelism(), memoryBytes: totalmem() },
    );
  }

  async start(spec: AttemptSpec): Promise<Attempt> {
    if (process.platform === "win32") return refused(spec.id, NOT_HERE);
    if (this.closed) return refused(spec.id, CLOSED);
    if (!(await this.slots.take(spec.id, spec.requests))) {
      return refused(spec.id, this.closed ? CLOSED : WITHDRAWN);
    }
    const starting = runAttempt(
      spec,
      () => this.context(spec.run),
      () => {
        this.running.delete(spec.id);
        this.slots.giveBack(spec.id);
      },
    );
    this.starting.add(starting);
    const attempt = await starting;
    this.starting.delete(starting);
    if (attempt.processId !== 0) this.keep(attempt);
    return attempt;
  }

  withdraw(id: string): void {
    this.slots.withdraw(id);
  }

  async endLeftovers(run: string): Promise<void> {
    if (!isSafeName(run)) return;
    const folder = sameFolder(this.options.folder);
    if (HAS_PROC) await killMarked(this.list, [{ [RUN_MARK]: runFolder(folder, run) }]);
    for (const id of foldersIn(attemptsFolder(folder, run))) {
      const { root, ended } = attemptFolders(folder, run, id);
      try {
        rmSync(root, { recursive: true, force: true });
        writeFileSync(ended, "");
      } catch {
        // A disk that cannot be written is told where something depends on it.
      }
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.slots.withdraw();
    await Promise.all(this.starting);
    const attempts = [...this.running.values()];
    for (const attempt of attempts) attempt.stop(0);
    await Promise.all(attempts.map(({ ended }) => ended));
    this.guard.close();
    this.plain.remove();
  }

  private keep(attempt: Attempt): void {
    this.running.set(attempt.id, attempt);
    void attempt.ended.then(() => this.running.delete(attempt.id));
  }

  /** Throws a file system error when the folder of live runs cannot be made. */
  private context(run: string): AttemptContext {
    const { artifacts, limits, environment } = this.options;
    mkdirSync(this.options.folder, { recursive: true, mode: 0o700 });
    const folder = sameFolder(this.options.folder);
    return {
      folder: this.plain.pathTo(folder),
      runMark: runFolder(folder, run),
      artifacts,
      limits,
      ownVariables: process.env,
      allowedVariables: environment ?? [],
      guard: this.guard,
      watchers: { list: this.list, sampler: this.sampler, reaped: this.reaped },
    };
  }
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isSafeName);
  } catch {
    // The run has not started anything yet.
    return [];
  }
}
