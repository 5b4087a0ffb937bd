import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import { artifactFolder, openArtifactStore } from "../../engine/io/artifacts/store.ts";
import { openStore, storeFile } from "../../engine/io/sqlite/store.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { lowtide } from "./lowtide.ts";

const DAY_MS = 86_400_000;
const root = tempFolder();

/** A data folder with one artifact for a live run, one for an old stage, one for nobody. */
async function dataFolder(): Promise<{ dir: string; keys: string[] }> {
  const dir = join(root, "data");
  mkdirSync(dir);
  const artifacts = openArtifactStore(artifactFolder(dir));
  const keys: string[] = [];
  for (const name of ["run", "stage", "nobody"]) {
    const file = join(root, name);
    writeFileSync(file, name.repeat(1_000));
    const { key } = await artifacts.put(file, "none");
    const hex = key.slice("sha256/".length);
    utimesSync(join(artifactFolder(dir), "sha256", hex.slice(0, 2), hex.slice(2)), 1, 1);
    keys.push(key);
  }
  const store = unwrap(openStore(storeFile(dir)));
  const outputs = (key?: string) => ({
    parameters: {},
    artifacts: { model: { s3: { key: key ?? "" } } },
  });
  const about = { scenario: "s", title: "S", policy: "p", createdAt: "2026-01-01T00:00:00Z" };
  const run = { ...about, question: "{}", nowMs: 0 };
  const id = store.live.create(run, { processId: 1, seenAtMs: 0 });
  const work = { durationMs: 1, utilisation: 1 };
  const event = { type: "podFinished", atMs: 1, request: 0, pod: 1, exitCode: 0, work } as const;
  store.live.append(
    id,
    0,
    [{ event: { ...event, outputs: outputs(keys[0]) }, byTime: false, wallMs: 1 }],
    1,
  );
  store.stages.keep({
    key: "a".repeat(64),
    scenario: "s",
    template: "train",
    run: "1",
    attempt: "1-0",
    facts: {
      lowtide: "1",
      cmd: [],
      script: null,
      files: {},
      env: {},
      workingDir: null,
      params: {},
      deps: {},
      outs: {},
    },
    end: {
      exitCode: 0,
      phase: "Succeeded",
      message: "",
      outputs: outputs(keys[1]),
      usage: {
        wallMs: 0,
        cpuSeconds: 0,
        peakMemoryBytes: 0,
        processes: 0,
        logBytes: 0,
        logTruncated: false,
      },
    },
    keptAtMs: Date.now() - 40 * DAY_MS,
  });
  store.close();
  return { dir, keys };
}

it("says what is kept and removes what neither a run nor a stage needs", async () => {
  const { dir, keys } = await dataFolder();
  const here = openArtifactStore(artifactFolder(dir));
  const kept = () => keys.map((key) => here.has(key));
  const artifacts = (...args: string[]) => lowtide("artifacts", ...args, "--data-dir", dir);

  const list = JSON.parse((await artifacts("list", "--json")).stdout) as object;
  expect(list).toEqual({
    kept: { objects: 3, bytes: 14_000 },
    unused: { objects: 1, bytes: 6_000 },
    runs: 1,
    stages: 1,
  });
  expect((await artifacts()).stdout).toContain("Kept: 3 files, 13.7 KiB (live runs: 1, stages: 1)");

  expect((await artifacts("prune", "--dry-run")).stdout).toBe("Would be removed: 1 file, 5.9 KiB");
  expect(kept()).toEqual([true, true, true]);
  expect((await artifacts("prune")).stdout).toBe("Removed: 1 file, 5.9 KiB");
  expect(kept()).toEqual([true, true, false]);

  expect((await artifacts("prune", "--stages-older-than", "60d", "--json")).stdout).toContain(
    '"forgottenStages": 0',
  );
  expect(kept()).toEqual([true, true, false]);
  expect((await artifacts("prune", "--stages-older-than", "30d")).stdout).toContain(
    "Stages forgotten: 1",
  );
  expect(kept()).toEqual([true, false, false]);

  const wrong = await artifacts("prune", "--stages-older-than", "soon");
  expect([wrong.exitCode, wrong.stdout]).toEqual([2, ""]);
}, 60_000);
