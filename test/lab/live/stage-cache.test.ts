import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { formatStageDecisions } from "../../../engine/cli/output/stages.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import type { AttemptEnd, AttemptSpec } from "../../../engine/core/live/attempt.ts";
import { outputKeys } from "../../../engine/core/live/stage.ts";
import { openArtifactStore } from "../../../engine/io/artifacts/store.ts";
import { openDatabase } from "../../../engine/io/sqlite/open.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";
import { openStageCache } from "../../../engine/lab/live/stage-cache.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const root = tempFolder();
let count = 0;
let folder = "";

beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
  mkdirSync(join(folder, "scenario/steps/lib"), { recursive: true });
  writeFileSync(join(folder, "scenario/steps/train.ts"), "train");
  writeFileSync(join(folder, "scenario/steps/lib/forest.ts"), "forest");
});

/** What a process has open; several have the same files. */
function process_() {
  const store = unwrap(openStore(join(folder, "results.sqlite")));
  const artifacts = openArtifactStore(join(folder, "artifacts"));
  const scenario = join(folder, "scenario");
  const cache = openStageCache({ store: store.stages, artifacts, scenario: "s", folder: scenario });
  return { store, artifacts, cache };
}

function spec(id: string, rows = "20000", change: Partial<AttemptSpec> = {}): AttemptSpec {
  return {
    id,
    run: id.split("-")[0] as string,
    podName: `pod-${id}`,
    argv: ["node", join(folder, "scenario/steps/train.ts"), rows],
    hostArguments: 2,
    env: {},
    mounts: [],
    inputs: [],
    outputs: { result: false, parameters: [], artifacts: [] },
    stage: { template: "train", parameters: { rows }, cached: true },
    requests: { cpu: 1, memoryGib: 1 },
    graceMs: 1,
    ...change,
  };
}

async function trained({ artifacts }: ReturnType<typeof process_>): Promise<AttemptEnd> {
  const file = join(folder, "model.txt");
  writeFileSync(file, "model");
  const { key } = await artifacts.put(file, "none");
  return {
    exitCode: 0,
    phase: "Succeeded",
    message: "",
    outputs: {
      parameters: { accuracy: "0.9" },
      artifacts: { model: { name: "model", s3: { key } } },
    },
    usage: {
      wallMs: 5,
      cpuSeconds: 4,
      peakMemoryBytes: 3,
      processes: 2,
      logBytes: 1,
      logTruncated: false,
    },
  };
}

function reasons({ store }: ReturnType<typeof process_>, run: string) {
  return store.stages.decisions(run).map(({ hit, reasons: why }) => [hit, ...why]);
}

describe("the cache of stages", () => {
  it("knows a stage that ran in an earlier process, and that it used nothing now", async () => {
    const first = process_();
    expect(await first.cache.look(spec("1-0"))).toBeUndefined();
    const end = await trained(first);
    await first.cache.keep(spec("1-0"), end);
    first.store.close();
    const second = process_();
    const known = await second.cache.look(spec("2-0"));
    expect(known).toMatchObject({ phase: "Succeeded", outputs: end.outputs });
    expect(known?.usage).toMatchObject({ wallMs: 0, cpuSeconds: 0 });
    expect(reasons(second, "1")).toEqual([[false, "no earlier run is kept"]]);
    expect(reasons(second, "2")[0]?.[1]).toMatch(/^nothing changed since run 1, /);
    expect(outputKeys(end.outputs).map(({ name }) => name)).toEqual(["model"]);
    second.store.close();
  });

  it("says what changed since the nearest earlier run", async () => {
    const here = process_();
    for (const [id, rows] of [
      ["1-0", "20000"],
      ["1-1", "30000"],
    ] as const) {
      await here.cache.look(spec(id, rows));
      await here.cache.keep(spec(id, rows), await trained(here));
    }
    expect(await here.cache.look(spec("2-0", "40000"))).toBeUndefined();
    writeFileSync(join(folder, "scenario/steps/lib/forest.ts"), "another forest");
    expect(await here.cache.look(spec("3-0", "20000"))).toBeUndefined();
    expect(reasons(here, "2")[0]?.[1]).toMatch(
      /^the parameter `rows` changed from \d0000 to 40000$/,
    );
    expect(reasons(here, "3")).toEqual([[false, "the program's file steps/lib/forest.ts changed"]]);
    const text = formatStageDecisions(here.store.stages.decisions("3"), "train");
    expect(text).toBe("pod-3-0 (train) ran: the program's file steps/lib/forest.ts changed");
    expect(formatStageDecisions(here.store.stages.decisions("3"), "score")).toContain(
      "lowtide.dev/cache",
    );
    here.store.close();
  });

  it("runs again when what it gave is gone or too old, and is kept anew then", async () => {
    const here = process_();
    await here.cache.look(spec("1-0"));
    await here.cache.keep(spec("1-0"), await trained(here));
    await here.artifacts.prune([], { graceMs: -60_000 });
    expect(await here.cache.look(spec("2-0"))).toBeUndefined();
    expect(reasons(here, "2")).toEqual([[false, "the output `model` is no longer in the store"]]);
    await here.cache.keep(spec("2-0"), await trained(here));
    expect(await here.cache.look(spec("3-0"))).toBeDefined();
    const aged = {
      stage: { template: "train", parameters: { rows: "20000" }, cached: true, maxAgeMs: -1 },
    };
    expect(await here.cache.look(spec("4-0", "20000", aged))).toBeUndefined();
    expect(reasons(here, "4")[0]?.[1]).toContain("older than allowed");
    here.store.close();
  });

  it("keeps what a stage was before it ran, though its program changes meanwhile", async () => {
    const here = process_();
    await here.cache.look(spec("1-0"));
    writeFileSync(join(folder, "scenario/steps/train.ts"), "changed while it ran");
    await here.cache.keep(spec("1-0"), await trained(here));
    expect(await here.cache.look(spec("2-0"))).toBeUndefined();
    expect(reasons(here, "2")).toEqual([[false, "the program's file steps/train.ts changed"]]);
    here.store.close();
  });

  it("keeps no failure, and nothing that did not ask or may not", async () => {
    const here = process_();
    const failed: AttemptEnd = { ...(await trained(here)), phase: "Failed", exitCode: 1 };
    await here.cache.look(spec("1-0"));
    await here.cache.keep(spec("1-0"), failed);
    const quiet = { stage: { template: "train", parameters: {}, cached: false } };
    const refused = { stage: { ...quiet.stage, refused: "it mounts a volume" } };
    for (const [id, change] of [
      ["2-0", quiet],
      ["3-0", refused],
    ] as const) {
      await here.cache.look(spec(id, "1", change));
      await here.cache.keep(spec(id, "1", change), await trained(here));
    }
    expect(here.store.stages.list()).toEqual([]);
    expect(reasons(here, "2")).toEqual([]);
    expect(reasons(here, "3")).toEqual([[false, "it is never cached: it mounts a volume"]]);
    here.store.close();
  });

  it("never ends a run: with a results file that is locked, or no scenario, everything runs", async () => {
    const here = process_();
    const end = await trained(here);
    await here.cache.look(spec("1-0"));
    const other = unwrap(openDatabase(join(folder, "results.sqlite")));
    other.exec("BEGIN EXCLUSIVE");
    await here.cache.keep(spec("1-0"), end);
    expect(await here.cache.look(spec("2-0"))).toBeUndefined();
    other.exec("ROLLBACK");
    other.close();
    expect(here.store.stages.list()).toEqual([]);
    rmSync(join(folder, "scenario"), { recursive: true });
    expect(await here.cache.look(spec("3-0"))).toBeUndefined();
    here.store.close();
  }, 30_000);
});

it("keeps stages over runs, and forgets the old and what was decided for a run", async () => {
  const here = process_();
  await here.cache.look(spec("1-0"));
  await here.cache.keep(spec("1-0"), await trained(here));
  here.store.stages.forgetRun("1");
  expect(here.store.stages.decisions("1")).toEqual([]);
  const [kept] = here.store.stages.list();
  expect(here.store.stages.forgetBefore(kept?.keptAtMs ?? 0)).toBe(0);
  expect(here.store.stages.forgetBefore((kept?.keptAtMs ?? 0) + 1)).toBe(1);
  expect(here.store.stages.list()).toEqual([]);
  here.store.close();
});
