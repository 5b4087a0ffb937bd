import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Sqlite from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { runPolicy } from "../../engine/core/compare/compare.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { decidedAlike, pairDecisions } from "../../engine/core/live/decisions.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { HAS_PROC } from "../../engine/io/process/proc.ts";
import { openStore } from "../../engine/io/sqlite/store.ts";
import { liveFolder, processMachinery } from "../../engine/lab/live/machinery.ts";
import { contextOf } from "../../engine/lab/live/prepare.ts";
import { LiveRuns } from "../../engine/lab/live/runs.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { living } from "../helpers/attempts.ts";
import { readLedger } from "./ledger.ts";
import type { Setup } from "./question.ts";
import { SmallDisk } from "./small-disk.ts";
import { LONGEST_MS, Stage } from "./stage.ts";

const root = tempFolder();
const stages: Stage[] = [];
afterAll(() => {
  for (const stage of stages) stage.killHosts();
});

function staged(setup: Partial<Setup> = {}, patienceMs?: number): Stage {
  const stage = new Stage(join(root, String(stages.length)), setup, patienceMs);
  stages.push(stage);
  return stage;
}

// Most of their time they wait.
describe.concurrent("a live run", () => {
  describe.runIf(HAS_PROC)("a locked database", () => {
    it(
      "is waited for; when that takes too long, the run is given up, and can be resumed",
      async () => {
        const stage = staged({ slowness: 3 }, 500);
        const host = stage.start();
        await stage.begun(3);
        const other = new Sqlite(stage.file);
        other.exec("BEGIN EXCLUSIVE");
        const end = await host.ended;
        expect(end.lines.at(-1)).toMatchObject({ kind: "stopped" });
        expect(JSON.stringify(end.lines.at(-1))).toContain(
          "Another program is using the results file",
        );
        expect(living(`LOWTIDE_RUN=${liveFolder(stage.folder)}`)).toEqual([]);
        other.exec("ROLLBACK");
        other.close();
        expect(stage.run.status).toBe("running");
        await stage.start().ended;
        expect(stage.run.status).toBe("succeeded");
        expect(await stage.breaches()).toEqual([]);
      },
      LONGEST_MS,
    );

    it(
      "that is free again in time is no more than a pause",
      async () => {
        const stage = staged();
        const host = stage.start();
        await stage.begun(3);
        const other = new Sqlite(stage.file);
        other.exec("BEGIN EXCLUSIVE");
        // Longer than SQLite itself waits.
        await new Promise((resolve) => setTimeout(resolve, 2_600));
        other.exec("ROLLBACK");
        other.close();
        const end = await host.ended;
        expect(end.lines.at(-1)).toMatchObject({ kind: "ended", status: "succeeded" });
        expect(await stage.breaches()).toEqual([]);
      },
      LONGEST_MS,
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
        await stage.begun(3);
        disk.fill();
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        expect(host.isOver).toBe(false);
        disk.free();
        const end = await host.ended;
        expect(end.lines.at(-1)).toMatchObject({ kind: "ended", status: "succeeded" });
        disk.unmount();
        expect(await stage.breaches()).toEqual([]);
      },
      LONGEST_MS,
    );

    it(
      "under attempts is said in their messages, and the run ends by its own rules",
      async () => {
        const stage = staged({ patience: "strict", slowness: 2 });
        const disk = await onSmallDisk(stage, "live");
        if (disk === undefined) return;
        const host = stage.start([], disk.wrapper);
        await stage.begun(1);
        disk.fill();
        const end = await host.ended;
        expect(end.lines.at(-1)).toMatchObject({ kind: "ended", status: "failed" });
        disk.unmount();
        expect(stage.messages).toContain("the disk is full");
        expect(await stage.breaches({ patience: "strict" })).toEqual([]);
      },
      LONGEST_MS,
    );

    it(
      "under artifacts fails what gives one, until there is room again",
      async () => {
        const stage = staged({ slowness: 3 });
        const disk = await onSmallDisk(stage, "artifacts");
        if (disk === undefined) return;
        disk.fill();
        const host = stage.start([], disk.wrapper);
        await stage.until(() => trains(stage) > 1);
        disk.free();
        const end = await host.ended;
        expect(end.lines.at(-1)).toMatchObject({ kind: "ended", status: "succeeded" });
        disk.unmount();
        expect(stage.messages).toContain("disk is full");
        expect(await stage.breaches()).toEqual([]);
      },
      LONGEST_MS,
    );

    /** How often training has begun. */
    function trains({ ledger }: Stage): number {
      return readLedger(ledger).filter(({ what, work }) => what === "begin" && work === "0/train")
        .length;
    }
  });

  describe.runIf(HAS_PROC && spawnSync("prlimit", ["--version"]).status === 0)(
    "a file limit",
    () => {
      it(
        "under the database gives the run up before anything follows; it can be resumed",
        async () => {
          const stage = staged({ slowness: 3 });
          const host = stage.start();
          await stage.begun(3);
          const bytes = statSync(`${stage.file}-wal`).size;
          spawnSync("prlimit", [`--pid=${host.pid}`, `--fsize=${bytes}:`]);
          const end = await host.ended;
          expect(end.lines.at(-1)).toMatchObject({ kind: "stopped" });
          await stage.start().ended;
          expect(stage.run.status).toBe("succeeded");
          expect(await stage.breaches()).toEqual([]);
        },
        LONGEST_MS,
      );
    },
  );

  describe.runIf(HAS_PROC)("a time of day that jumps by years", () => {
    it(
      "moves neither scenario time nor decisions, and nobody takes the run over",
      async () => {
        const stage = staged({ policy: "threshold", timeScale: 100_000 });
        const jumps = pathToFileURL(join(import.meta.dirname, "clock-jumps.ts")).href;
        const host = stage.start(["--import", jumps]);
        await stage.begun(1);
        const store = unwrap(openStore(stage.file));
        const runs = new LiveRuns({
          store: store.live,
          openMachinery: processMachinery(stage.folder, store.stages),
          isTrusted: () => true,
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
        expect(stage.run.status).toBe("succeeded");
        expect(await stage.breaches()).toEqual([]);
      },
      LONGEST_MS,
    );
  });

  describe.runIf(HAS_PROC)("two hosts on one run", () => {
    it(
      "never drive it together, though the first stands still and says nothing for an hour",
      async () => {
        const stage = staged({ slowness: 5 });
        const first = stage.start();
        await stage.begun(1);
        first.child.kill("SIGSTOP");
        const db = new Sqlite(stage.file);
        db.exec("UPDATE live_run SET seen_at_ms = seen_at_ms - 3600000");
        db.close();
        const second = await stage.start().ended;
        expect(second.lines).toEqual([{ kind: "not driving", status: "running" }]);
        first.child.kill("SIGCONT");
        expect((await first.ended).lines.at(-1)).toMatchObject({
          kind: "ended",
          status: "succeeded",
        });
        expect(await stage.breaches()).toEqual([]);
      },
      LONGEST_MS,
    );

    it(
      "may follow each other as soon as the first is dead, stopped or not",
      async () => {
        const stage = staged({ slowness: 5 });
        const first = stage.start();
        await stage.begun(1);
        first.child.kill("SIGSTOP");
        first.child.kill("SIGKILL");
        await first.ended;
        expect((await stage.start().ended).lines.at(-1)).toMatchObject({ kind: "ended" });
        expect(await stage.breaches()).toEqual([]);
      },
      LONGEST_MS,
    );

    it(
      "that start at the same moment: one of them drives",
      async () => {
        const stage = staged({ slowness: 5 });
        const first = stage.start();
        await stage.begun(1);
        first.child.kill("SIGKILL");
        await first.ended;
        const ends = await Promise.all(
          [stage.start(), stage.start(), stage.start()].map(({ ended }) => ended),
        );
        const last = ends.map(({ lines }) => lines.at(-1)?.kind).sort();
        expect(last).toEqual(["ended", "not driving", "not driving"]);
        expect(await stage.breaches()).toEqual([]);
      },
      LONGEST_MS,
    );
  });
});
