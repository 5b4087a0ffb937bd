import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Sqlite from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { runPolicy } from "../../engine/core/compare/compare.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { decidedAlike, pairDecisions } from "../../engine/core/live/decisions.ts";
import type { KeptLiveRun } from "../../engine/core/live/run-store.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { HAS_PROC } from "../../engine/io/process/proc.ts";
import { openStore } from "../../engine/io/sqlite/store.ts";
import { liveFolder, processMachinery } from "../../engine/lab/live/machinery.ts";
import { contextOf } from "../../engine/lab/live/prepare.ts";
import type { LiveQuestion } from "../../engine/lab/live/question.ts";
import { LiveRuns } from "../../engine/lab/live/runs.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { living } from "../helpers/attempts.ts";
import { HostProcess, waitFor } from "./host-process.ts";
import { breaches, type Expected } from "./invariants.ts";
import { readLedger } from "./ledger.ts";
import { type Setup, stormQuestion } from "./question.ts";
import { SmallDisk } from "./small-disk.ts";

const MINUTES = 120_000;
const root = tempFolder();
const hosts: HostProcess[] = [];
let count = 0;
afterEach(() => {
  for (const host of hosts.splice(0)) if (!host.isOver) host.child.kill("SIGKILL");
});

interface Stage {
  readonly folder: string;
  readonly ledger: string;
  readonly question: LiveQuestion;
  readonly start: (options?: readonly string[], wrapper?: readonly string[]) => HostProcess;
}

const CALM: Setup = {
  policy: "now",
  timeScale: null,
  patience: "patient",
  service: false,
  slowness: 1,
};

function staged(setup: Partial<Setup> = {}, patienceMs?: number): Stage {
  const folder = join(root, String(++count));
  mkdirSync(folder);
  const ledger = join(root, `${count}.ledger.jsonl`);
  const question = stormQuestion({ ...CALM, ...setup }, ledger);
  const task = { folder, question, points: [], ...(patienceMs !== undefined && { patienceMs }) };
  const start: Stage["start"] = (options = [], wrapper = []) => {
    const host = new HostProcess(task, options, wrapper);
    hosts.push(host);
    return host;
  };
  return { folder, ledger, question, start };
}

function fileOf({ folder }: Stage): string {
  return join(folder, "lowtide.sqlite");
}

function runOf(stage: Stage): KeptLiveRun {
  const store = unwrap(openStore(fileOf(stage)));
  try {
    return store.live.list()[0] as KeptLiveRun;
  } finally {
    store.close();
  }
}

async function until(condition: () => boolean): Promise<void> {
  const allOver = () => hosts.length > 0 && hosts.every(({ isOver }) => isOver);
  await waitFor(() => condition() || allOver(), MINUTES);
  expect(condition()).toBe(true);
}

/** Until so many programs have begun. */
function begun(stage: Stage, programs: number): Promise<void> {
  return until(() => readLedger(stage.ledger).length >= programs);
}

async function judged(stage: Stage, expected: Partial<Expected> = {}): Promise<void> {
  const { breaches: found } = await breaches(stage.folder, stage.ledger, {
    patience: "patient",
    cancelled: false,
    timelineSha256: undefined,
    ...expected,
  });
  expect(found).toEqual([]);
}

function messagesOf(stage: Stage): string {
  const store = unwrap(openStore(fileOf(stage)));
  try {
    const records = store.live.records(1, 0, 100_000);
    return records.map(({ event }) => ("message" in event ? event.message : "")).join("\n");
  } finally {
    store.close();
  }
}

describe.runIf(HAS_PROC)("a locked database", () => {
  it(
    "is waited for; when that takes too long, the run is given up, and can be resumed",
    async () => {
      const stage = staged({ slowness: 3 }, 500);
      const host = stage.start();
      await begun(stage, 3);
      const other = new Sqlite(fileOf(stage));
      other.exec("BEGIN EXCLUSIVE");
      const end = await host.ended;
      expect(end.lines.at(-1)).toMatchObject({ kind: "stopped" });
      expect(JSON.stringify(end.lines.at(-1))).toContain(
        "Another program is using the results file",
      );
      expect(living(`LOWTIDE_RUN=${liveFolder(stage.folder)}`)).toEqual([]);
      other.exec("ROLLBACK");
      other.close();
      expect(runOf(stage).status).toBe("running");
      await stage.start().ended;
      expect(runOf(stage).status).toBe("succeeded");
      await judged(stage);
    },
    MINUTES,
  );

  it(
    "that is free again in time is no more than a pause",
    async () => {
      const stage = staged();
      const host = stage.start();
      await begun(stage, 3);
      const other = new Sqlite(fileOf(stage));
      other.exec("BEGIN EXCLUSIVE");
      // Longer than SQLite itself waits.
      await new Promise((resolve) => setTimeout(resolve, 2_600));
      other.exec("ROLLBACK");
      other.close();
      const end = await host.ended;
      expect(end.lines.at(-1)).toMatchObject({ kind: "ended", status: "succeeded" });
      await judged(stage);
    },
    MINUTES,
  );
});

describe.runIf(HAS_PROC)("a full disk", () => {
  async function onSmallDisk(stage: Stage, folder: string): Promise<SmallDisk | undefined> {
    const disk = await SmallDisk.mount(join(stage.folder, folder), 6);
    if (disk === undefined) console.log("left out: this system lets nobody mount a small disk");
    return disk;
  }

  it(
    "under everything is waited for, and nothing is lost",
    async () => {
      const stage = staged({ slowness: 2 });
      const disk = await onSmallDisk(stage, "");
      if (disk === undefined) return;
      const host = stage.start([], disk.wrapper);
      await begun(stage, 3);
      disk.fill();
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(host.isOver).toBe(false);
      disk.free();
      const end = await host.ended;
      expect(end.lines.at(-1)).toMatchObject({ kind: "ended", status: "succeeded" });
      disk.unmount();
      await judged(stage);
    },
    MINUTES,
  );

  it(
    "under attempts is said in their messages, and the run ends by its own rules",
    async () => {
      const stage = staged({ patience: "strict", slowness: 2 });
      const disk = await onSmallDisk(stage, "live");
      if (disk === undefined) return;
      const host = stage.start([], disk.wrapper);
      await begun(stage, 1);
      disk.fill();
      const end = await host.ended;
      expect(end.lines.at(-1)).toMatchObject({ kind: "ended", status: "failed" });
      disk.unmount();
      expect(messagesOf(stage)).toContain("the disk is full");
      await judged(stage, { patience: "strict" });
    },
    MINUTES,
  );

  it(
    "under artifacts fails what gives one, until there is room again",
    async () => {
      const stage = staged({ slowness: 3 });
      const disk = await onSmallDisk(stage, "artifacts");
      if (disk === undefined) return;
      disk.fill();
      const host = stage.start([], disk.wrapper);
      await until(() => host.isOver || trains(stage) > 1);
      disk.free();
      const end = await host.ended;
      expect(end.lines.at(-1)).toMatchObject({ kind: "ended", status: "succeeded" });
      disk.unmount();
      expect(messagesOf(stage)).toContain("disk is full");
      await judged(stage);
    },
    MINUTES,
  );

  /** How often training has begun. */
  function trains({ ledger }: Stage): number {
    return readLedger(ledger).filter(({ what, work }) => what === "begin" && work === "0/train")
      .length;
  }
});

describe.runIf(HAS_PROC && spawnSync("prlimit", ["--version"]).status === 0)("a file limit", () => {
  it(
    "under the database gives the run up before anything follows; it can be resumed",
    async () => {
      const stage = staged({ slowness: 3 });
      const host = stage.start();
      await begun(stage, 3);
      const bytes = statSync(`${fileOf(stage)}-wal`).size;
      spawnSync("prlimit", [`--pid=${host.pid}`, `--fsize=${bytes}:`]);
      const end = await host.ended;
      expect(end.lines.at(-1)).toMatchObject({ kind: "stopped" });
      await stage.start().ended;
      expect(runOf(stage).status).toBe("succeeded");
      await judged(stage);
    },
    MINUTES,
  );
});

describe.runIf(HAS_PROC)("a time of day that jumps by years", () => {
  it(
    "moves neither scenario time nor decisions, and nobody takes the run over",
    async () => {
      const stage = staged({ policy: "threshold", timeScale: 100_000 });
      const jumps = pathToFileURL(join(import.meta.dirname, "clock-jumps.ts")).href;
      const host = stage.start(["--import", jumps]);
      await begun(stage, 1);
      const store = unwrap(openStore(fileOf(stage)));
      const runs = new LiveRuns({
        store: store.live,
        openMachinery: processMachinery(stage.folder),
        removeFiles: () => undefined,
      });
      expect((await runs.goOn("1")).status).toBe("running");
      await host.ended;
      const live = runs.followed("1").chronicle.machine.state.timeline.decisions;
      store.close();
      const { world } = stage.question;
      const { timeline } = runPolicy(prepareWorld(world), contextOf(stage.question).spec);
      const pairs = pairDecisions(live, timeline.decisions);
      expect(pairs).toHaveLength(timeline.decisions.length);
      expect(pairs.filter((pair) => !decidedAlike(pair, 0))).toEqual([]);
      expect(runOf(stage).status).toBe("succeeded");
      await judged(stage);
    },
    MINUTES,
  );
});

describe.runIf(HAS_PROC)("two hosts on one run", () => {
  it(
    "never drive it together, though the first stands still and says nothing for an hour",
    async () => {
      const stage = staged({ slowness: 5 });
      const first = stage.start();
      await begun(stage, 1);
      first.child.kill("SIGSTOP");
      const db = new Sqlite(fileOf(stage));
      db.exec("UPDATE live_run SET seen_at_ms = seen_at_ms - 3600000");
      db.close();
      const second = await stage.start().ended;
      expect(second.lines).toEqual([{ kind: "not driving", status: "running" }]);
      first.child.kill("SIGCONT");
      expect((await first.ended).lines.at(-1)).toMatchObject({
        kind: "ended",
        status: "succeeded",
      });
      await judged(stage);
    },
    MINUTES,
  );

  it(
    "may follow each other as soon as the first is dead, stopped or not",
    async () => {
      const stage = staged({ slowness: 5 });
      const first = stage.start();
      await begun(stage, 1);
      first.child.kill("SIGSTOP");
      first.child.kill("SIGKILL");
      await first.ended;
      expect((await stage.start().ended).lines.at(-1)).toMatchObject({ kind: "ended" });
      await judged(stage);
    },
    MINUTES,
  );

  it(
    "that start at the same moment: one of them drives",
    async () => {
      const stage = staged({ slowness: 5 });
      const first = stage.start();
      await begun(stage, 1);
      first.child.kill("SIGKILL");
      await first.ended;
      const ends = await Promise.all(
        [stage.start(), stage.start(), stage.start()].map(({ ended }) => ended),
      );
      const last = ends.map(({ lines }) => lines.at(-1)?.kind).sort();
      expect(last).toEqual(["ended", "not driving", "not driving"]);
      await judged(stage);
    },
    MINUTES,
  );
});
