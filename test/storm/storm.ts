/** One storm: a run whose host is killed again and again, started again, and judged when it has ended. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { unwrap } from "../../engine/core/issue.ts";
import type { ResultStore } from "../../engine/core/ports.ts";
import { openStore } from "../../engine/io/sqlite/store.ts";
import { liveFolder } from "../../engine/lab/live/machinery.ts";
import { living } from "../helpers/attempts.ts";
import { type HostEnd, HostProcess, waitFor } from "./host-process.ts";
import { breaches } from "./invariants.ts";
import { type KillPoint, planStorm, type StormPlan } from "./plan.ts";
import { stormQuestion } from "./question.ts";
import { strike } from "./strike.ts";

export interface StormReport {
  readonly seed: number;
  /** How often each kind of kill point was struck. */
  readonly kills: Readonly<Record<string, number>>;
  readonly attempts: number;
  readonly lost: number;
  /** What must never be, and was; empty when all is well. */
  readonly breaches: readonly string[];
}

/** The guard has so long to end what a killed host left, on a machine that is busy. */
const GUARD_MS = 30_000;
const LIFE_MS = 120_000;

class Storm {
  readonly plan: StormPlan;
  readonly folder: string;
  readonly breaches: string[] = [];
  private readonly ledger: string;
  private cancelled = false;
  /** Programs may have been left that no guard knows of. */
  private unguarded = false;
  private timeline: string | undefined;

  constructor(plan: StormPlan, folder: string) {
    this.plan = plan;
    this.folder = folder;
    this.ledger = join(folder, "ledger.jsonl");
  }

  async run(): Promise<StormReport> {
    const { plan } = this;
    let over = false;
    for (const [life, points] of plan.lives.entries()) {
      if (!over) over = await this.live(points, plan.waits[life] === true);
    }
    if (!over) over = await this.live([], false);
    if (!over) this.breaches.push("the run did not end in its last life, in which nobody killed");
    const judged = await breaches(this.folder, this.ledger, {
      patience: plan.patience,
      cancelled: this.cancelled,
      timelineSha256: this.timeline,
    });
    const kills: Record<string, number> = {};
    for (const { kind } of readLines(join(this.folder, "kills.jsonl"))) {
      kills[kind] = (kills[kind] ?? 0) + 1;
    }
    const { attempts, lost } = judged;
    return {
      seed: plan.seed,
      kills,
      attempts,
      lost,
      breaches: [...this.breaches, ...judged.breaches],
    };
  }

  /** True when the run has ended. */
  private async live(points: readonly KillPoint[], waits: boolean): Promise<boolean> {
    const question = stormQuestion(this.plan, this.ledger);
    const host = new HostProcess({ folder: this.folder, question, points });
    for (const point of points) if (point.outside) await this.strikeFromOutside(host, point);
    const what = points.map(({ kind }) => kind).join(", ") || "undisturbed";
    if (!(await waitFor(() => host.isOver, LIFE_MS))) {
      this.breaches.push(`the run stood still (${what})`);
      host.child.kill("SIGKILL");
    }
    const end = await host.ended;
    // A guard that was killed has no successor at once; what it left is ended when a run is gone on with.
    if (points.some(({ victims }) => victims.includes("guard"))) this.unguarded = true;
    else if (host.said("driving")) this.unguarded = false;
    if (waits && !this.unguarded) await this.waitForGuard(what);
    return this.judgeLife(end, what);
  }

  private judgeLife(end: HostEnd, what: string): boolean {
    if (end.signal === "SIGKILL") return false;
    const last = end.lines.at(-1);
    if (end.exitCode !== 0 || last === undefined || last.kind === "stopped") {
      this.breaches.push(`a host failed (${what}): ${JSON.stringify(last)} ${end.errors}`);
      return false;
    }
    if (last.kind === "ended") this.timeline = last.timelineSha256;
    if (last.kind === "not driving" && last.status === "running") {
      this.breaches.push(`a run that nobody drove was not gone on with (${what})`);
    }
    return true;
  }

  private async waitForGuard(what: string): Promise<void> {
    if (await waitFor(() => living(this.mark).length === 0, GUARD_MS)) return;
    this.breaches.push(`the guard left processes running (${what})`);
  }

  private get mark(): string {
    return `LOWTIDE_RUN=${liveFolder(this.folder)}`;
  }

  private async strikeFromOutside(host: HostProcess, point: KillPoint): Promise<void> {
    const { asks, delayMs } = point.outside ?? { delayMs: 0 };
    await waitFor(() => host.isOver || host.said("driving"), LIFE_MS);
    if (host.isOver) return;
    if (asks === undefined) await sleep(delayMs);
    else {
      await sleep(delayMs / 2);
      if (!(await this.ask(host, asks))) return;
      await sleep(delayMs / 2);
    }
    if (host.isOver) return;
    const hostPid = host.pid;
    strike(point, { hostPid, mark: this.mark, killsFile: join(this.folder, "kills.jsonl") });
    if (asks !== "cancel") return;
    await host.ended;
    // The ending may have come first.
    this.cancelled = this.withStore(({ live }) => live.list()[0]?.status === "running");
  }

  /** As another process would ask; for a pause, until it is there. */
  private async ask(host: HostProcess, kind: "pause" | "cancel"): Promise<boolean> {
    const status = () => this.withStore(({ live }) => live.list()[0]?.status);
    if (status() !== "running") return false;
    this.withStore(({ live }) => live.ask(1, { kind }));
    if (kind === "cancel") return true;
    await waitFor(() => host.isOver || status() === "paused", LIFE_MS);
    return !host.isOver;
  }

  private withStore<T>(use: (store: ResultStore) => T): T {
    const store = unwrap(openStore(join(this.folder, "lowtide.sqlite")));
    try {
      return use(store);
    } finally {
      store.close();
    }
  }
}

export async function runStorm(seed: number, folder: string): Promise<StormReport> {
  mkdirSync(folder, { recursive: true });
  return new Storm(planStorm(seed), folder).run();
}

function readLines(file: string): { readonly kind: string }[] {
  try {
    return readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}
