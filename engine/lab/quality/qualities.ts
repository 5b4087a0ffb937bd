/** The use cases around quality surfaces: what one is, compute it, follow, cancel. */
import { join } from "node:path";
import type { LiveCommands } from "../../contract/live.ts";
import type { QualityRun, QualityView, StartedQuality } from "../../contract/quality.ts";
import { IssueError, unwrap } from "../../core/issue.ts";
import { dataFolder } from "../../io/data-folder/data-folder.ts";
import { availableThreads } from "../../io/wall/threads.ts";
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
  readonly trust?: Trust;
}

/** What the user has said yes to, by the hash of the commands. */
export interface Trust {
  has(hash: string): boolean;
  add(hash: string): void;
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
  private readonly trust: Trust;
  /** The last one of each scenario's file. */
  private readonly runs = new Map<string, Running>();

  constructor(options: QualitiesOptions = {}) {
    this.cacheFolder = join(dataFolder(options.dataDir), "quality");
    this.folder = options.scenariosFolder ?? BUNDLED_SCENARIOS;
    this.trust = options.trust ?? rememberedHere();
  }

  view(scenario: string): QualityView {
    const found = unwrap(findScenario(scenario, this.folder));
    const asked = askQuality(found);
    const commands = asked.ok ? this.commands(asked.value) : null;
    const running = this.runs.get(found.file);
    const run = running === undefined ? null : runOf(running);
    return describeQuality({ scenario, found, asked, commands, run });
  }

  /** Asks for consent instead where the program is not trusted. */
  start(scenario: string, options: StartOptions = {}): StartedQuality {
    const { file } = unwrap(findScenario(scenario, this.folder));
    const before = this.runs.get(file);
    if (before?.live.status === "running") return { kind: "started", run: runOf(before) };
    const asked = unwrap(askQuality({ id: scenario, file }));
    const commands = this.commands(asked);
    if (options.trust === commands.hash) this.trust.add(commands.hash);
    const trusted = options.trustAll || options.trust === commands.hash || commands.trusted;
    if (!trusted) return { kind: "consent", commands };
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
    return commandsOf(program, digest, (hash) => this.trust.has(hash));
  }
}

/** Refuses on the command line what the app would ask about. */
export function requireStarted(started: StartedQuality): QualityRun {
  if (started.kind === "consent") throw new IssueError([notTrusted(started.commands)]);
  return started.run;
}

function rememberedHere(): Trust {
  const hashes = new Set<string>();
  return { has: (hash) => hashes.has(hash), add: (hash) => void hashes.add(hash) };
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
    measured: followed
      .sort(([a], [b]) => a - b)
      .map(([trainedOn, { cells }]) => ({
        trainedOn,
        accuracy: Array.from({ length: batchCount }, (_, batch) => cells[batch]?.accuracy ?? null),
      })),
  };
}
