/** The use cases around quality surfaces: what one is, compute it, follow, cancel. */
import { join } from "node:path";
import type { LiveCommands } from "../../contract/live.ts";
import type { QualityRun, QualityView, StartedQuality } from "../../contract/quality.ts";
import { IssueError, success, unwrap } from "../../core/issue.ts";
import { dataFolder } from "../../io/data-folder/data-folder.ts";
import { nowIso } from "../../io/wall/now.ts";
import { availableThreads } from "../../io/wall/threads.ts";
import { TrustStore } from "../live/trust.ts";
import { BUNDLED_SCENARIOS, findScenario } from "../scenario/open.ts";
import { type AskedQuality, askQuality } from "./ask.ts";
import { describeQuality } from "./describe.ts";
import { keepSurface } from "./keep-surface.ts";
import { cellsOf, LiveQuality } from "./live-quality.ts";
import { commandsOf, notTrusted } from "./program.ts";

/** A model of a hundred thousand rows takes a minute; ten are a program that hangs. */
const ANSWER_LIMIT_MS = 600_000;
/** Up to this many batches, what is measured is shown while it is measured. */
const MAX_FOLLOWED = 120;

export interface QualitiesOptions {
  readonly dataDir?: string;
  readonly scenariosFolder?: string;
}

export interface StartOptions {
  /** The hash of the commands that the user has read. */
  readonly trust?: string | undefined;
  /** Said on the command line: whatever it is, it is trusted. */
  readonly trustAll?: boolean;
  readonly workers?: number | undefined;
  readonly limitMs?: number | undefined;
  readonly onProgress?: (run: QualityRun) => void;
}

interface Running {
  readonly asked: AskedQuality;
  readonly live: LiveQuality;
  readonly workers: number;
}

/** Every method throws an `IssueError` where the contract has issues. */
export class Qualities {
  private readonly cacheFolder: string;
  private readonly folder: string;
  private readonly trust: TrustStore;
  /** The last one of each scenario's file. */
  private readonly runs = new Map<string, Running>();

  constructor(options: QualitiesOptions = {}) {
    const data = dataFolder(options.dataDir);
    this.cacheFolder = join(data, "quality");
    this.folder = options.scenariosFolder ?? BUNDLED_SCENARIOS;
    this.trust = new TrustStore(data);
  }

  view(scenario: string): QualityView {
    const found = unwrap(findScenario(scenario, this.folder));
    const running = this.runs.get(found.file);
    const run = running === undefined ? null : runOf(running);
    // Whoever follows asks twice a second: what the program is, is known then.
    const follows = running !== undefined && run?.status === "running";
    const asked = follows ? success(running.asked) : askQuality(found);
    const commands = asked.ok ? this.commands(asked.value) : null;
    return describeQuality({ scenario, found, asked, commands, run });
  }

  /** Asks for consent instead where the program is not trusted. */
  start(scenario: string, options: StartOptions = {}): StartedQuality {
    const { file } = unwrap(findScenario(scenario, this.folder));
    const before = this.runs.get(file);
    if (before?.live.status === "running") return { kind: "started", run: runOf(before) };
    const asked = unwrap(askQuality({ id: scenario, file }));
    const commands = this.commands(asked);
    if (!this.isTrusted(asked, commands, options)) return { kind: "consent", commands };
    const { workers = availableThreads(), limitMs = ANSWER_LIMIT_MS, onProgress } = options;
    const running: Running = {
      ...{ asked, workers },
      live: new LiveQuality({
        ...{ asked, workers, limitMs, cacheFolder: this.cacheFolder },
        onProgress: () => onProgress?.(runOf(running)),
        onComplete: (live) => keepSurface(asked, live),
      }),
    };
    this.runs.set(file, running);
    return { kind: "started", run: runOf(running) };
  }

  cancel(scenario: string): QualityRun | null {
    const { file } = unwrap(findScenario(scenario, this.folder));
    const running = this.runs.get(file);
    running?.live.cancel();
    return running === undefined ? null : runOf(running);
  }

  /** Waits for a computation of this program to end; throws what it could not keep. */
  async wait(scenario: string): Promise<QualityRun> {
    const { file } = unwrap(findScenario(scenario, this.folder));
    const running = this.runs.get(file);
    if (running === undefined) throw new Error(`nothing is computed for ${scenario}`);
    await running.live.done;
    return runOf(running);
  }

  /** Cancels what runs; what was measured is kept. */
  async close(): Promise<void> {
    for (const { live } of this.runs.values()) live.cancel();
    await Promise.allSettled([...this.runs.values()].map(({ live }) => live.done));
  }

  private commands({ program, digest }: AskedQuality): LiveCommands {
    return commandsOf(program, digest, (hash) => unwrap(this.trust.isTrusted(hash)));
  }

  /** A yes to other content than the present one is no yes; a yes is kept before anything is started. */
  private isTrusted(
    { title }: AskedQuality,
    { hash, trusted }: LiveCommands,
    { trust, trustAll = false }: StartOptions,
  ): boolean {
    if (trusted || trustAll) return true;
    if (trust !== hash) return false;
    unwrap(this.trust.remember({ hash, title, trustedAt: nowIso() }));
    return true;
  }
}

/** Refuses on the command line what the app would ask about. */
export function requireStarted(started: StartedQuality): QualityRun {
  if (started.kind === "consent") throw new IssueError([notTrusted(started.commands)]);
  return started.run;
}

function runOf({ asked, live, workers }: Running): QualityRun {
  const { batchCount } = asked;
  const followed = batchCount <= MAX_FOLLOWED ? [...live.rows] : [];
  return {
    status: live.status,
    before: live.before,
    done: live.cellCount,
    total: cellsOf(batchCount),
    workers,
    etaMs: live.etaMs,
    failures: live.failures,
    issues: live.issues,
    measured: followed
      .sort(([a], [b]) => a - b)
      .map(([trainedOn, { cells }]) => ({
        trainedOn,
        accuracy: Array.from({ length: batchCount }, (_, batch) => cells[batch]?.accuracy ?? null),
      })),
  };
}
