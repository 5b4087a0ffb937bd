import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runPolicy } from "../../../engine/core/compare/compare.ts";
import { IssueError, unwrap } from "../../../engine/core/issue.ts";
import type { ObservedQuality } from "../../../engine/core/model/quality.ts";
import type { SurfaceDocument } from "../../../engine/core/scenario/surface-schema.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { cellsOf } from "../../../engine/lab/quality/live-quality.ts";
import { Qualities, type StartOptions } from "../../../engine/lab/quality/qualities.ts";
import { findScenario, openWorld } from "../../../engine/lab/scenario/open.ts";
import { simulate } from "../../../engine/lab/simulate.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { BATCHES, trainedScenario } from "./trained-scenario.ts";

const TOTAL = cellsOf(BATCHES);
const all = tempFolder();
const temporaryFolder = () => mkdtempSync(join(all, "quality-"));

/** Computes in a program's life of its own, with the cells that are kept in `data`. */
async function compute(folder: string, data: string, options: StartOptions = {}) {
  const qualities = new Qualities({ dataDir: data });
  qualities.start(folder, { trustAll: true, workers: 2, ...options });
  const run = await qualities.wait(folder);
  return { run, view: qualities.view(folder) };
}

function surfaceOf(folder: string): SurfaceDocument {
  return JSON.parse(readFileSync(join(folder, "quality.json"), "utf8")) as SurfaceDocument;
}

function withoutTimes({ computedAt: _, models, ...rest }: SurfaceDocument) {
  return { ...rest, models: models.map(({ key, rows }) => ({ key, rows })) };
}

describe("a quality surface", () => {
  it("is what the program measured, the same at 1 and at 3 workers, and is what a replay reads", async () => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp);
    const one = await compute(folder, join(temp, "one"), { workers: 1 });
    expect(one.run).toMatchObject({ status: "complete", before: 0, done: TOTAL, failures: [] });
    const first = surfaceOf(folder);
    expect(first.accuracy[2]?.[5]).toBeCloseTo(
      0.93 - 0.03 - ((2 * 7 + 5 * 13 + 7 * 31) % 11) / 1_000,
    );
    expect(first.accuracy[5]?.[2]).toBeNull();
    writeFileSync(join(folder, "quality.json"), "{}");
    await compute(folder, join(temp, "three"), { workers: 3 });
    expect(withoutTimes(surfaceOf(folder))).toEqual(withoutTimes(first));

    const simulation = unwrap(simulate(unwrap(findScenario(folder)), {}));
    expect(simulation.warnings).toEqual([]);
    const quality = simulation.world.quality as ObservedQuality;
    expect(quality.accuracy).toEqual(first.accuracy);
    expect(quality.trained).toMatchObject({ digest: first.program.digest, seed: 7 });
    const prepared = prepareWorld(simulation.world);
    for (const spec of simulation.world.policies)
      for (const served of runPolicy(prepared, spec).timeline.quality) {
        const { batch, trainedOn, accuracy, carried } = served;
        expect(accuracy).toBe(first.accuracy[trainedOn]?.[batch]);
        expect(carried).toBe(false);
      }
  });

  it("comes from what is kept: nothing is started, and the file stays as it is", async () => {
    const temp = temporaryFolder();
    const log = join(temp, "asked.log");
    const folder = trainedScenario(temp, ["--log", log, "--describes"]);
    await compute(folder, temp);
    const asked = readFileSync(log, "utf8");
    const file = readFileSync(join(folder, "quality.json"), "utf8");
    const { run, view } = await compute(folder, temp);
    expect(run).toMatchObject({ status: "complete", before: TOTAL, done: TOTAL });
    expect(readFileSync(log, "utf8")).toBe(asked);
    expect(readFileSync(join(folder, "quality.json"), "utf8")).toBe(file);
    expect(view.issues).toEqual([]);
    expect(view.features).toHaveLength(BATCHES);
    expect(view.features?.[3]?.country).toEqual({
      kind: "category",
      counts: { FI: 20, SE: 80 },
    });
  });

  it("goes on where it was after a cancel", async () => {
    const temp = temporaryFolder();
    const log = join(temp, "asked.log");
    const folder = trainedScenario(temp, ["--log", log]);
    const qualities = new Qualities({ dataDir: temp });
    qualities.start(folder, {
      trustAll: true,
      workers: 2,
      onProgress: ({ done }) => {
        if (done >= TOTAL / 3) qualities.cancel(folder);
      },
    });
    const stopped = await qualities.wait(folder);
    expect(stopped.status).toBe("cancelled");
    expect(stopped.failures).toEqual([]);
    expect(stopped.done).toBeLessThan(TOTAL);
    expect(existsSync(join(folder, "quality.json"))).toBe(false);
    const { run } = await compute(folder, temp);
    expect(run).toMatchObject({ status: "complete", before: stopped.done, done: TOTAL });
    const scored = readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { do: string; trainedOn: number })
      .filter((each) => each.do === "score");
    // The two that were under way when it was cancelled may have been asked twice.
    expect(scored.length).toBeLessThanOrEqual(BATCHES + 2);
  });

  it("is asked for anew when the program changes, and said to be of another one until then", async () => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp);
    await compute(folder, temp);
    appendFileSync(join(folder, "steps/trainer.ts"), "// Changed.\n");
    const found = unwrap(findScenario(folder));
    const world = openWorld(found, {});
    expect(world.ok && world.warnings.map(({ code }) => code)).toEqual(["quality/stale"]);
    const again = await compute(folder, temp);
    expect(again.run).toMatchObject({ status: "complete", before: 0, done: TOTAL });
    expect(again.view.issues).toEqual([]);
  });
});

describe("a surface that is not there", () => {
  it("is an issue that says how it is computed", () => {
    const folder = trainedScenario(temporaryFolder());
    const world = openWorld(unwrap(findScenario(folder)), {});
    expect(world).toMatchObject({
      ok: false,
      issues: [{ code: "quality/no-surface", hint: expect.stringContaining("quality compute") }],
    });
  });

  it.each([
    ["no JSON", "accuracy: 1"],
    ["another document", "{}"],
    ["one whose table has holes", "holes"],
  ])("nor is %s", async (_, text) => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp);
    if (text === "holes") await compute(folder, temp);
    const file = join(folder, "quality.json");
    const broken = () => {
      const surface = surfaceOf(folder);
      surface.accuracy[3] = surface.accuracy[3]?.map(() => null) as null[];
      return JSON.stringify(surface);
    };
    writeFileSync(file, text === "holes" ? broken() : text);
    const world = openWorld(unwrap(findScenario(folder)), {});
    expect(world).toMatchObject({ ok: false, issues: [{ code: "quality/surface" }] });
  });

  it("nor is one of fewer batches than the period has", async () => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp);
    await compute(folder, temp);
    const file = join(folder, "scenario.yaml");
    const longer = readFileSync(file, "utf8").replace("to: 2024-01-13", "to: 2024-02-01");
    writeFileSync(file, longer);
    const world = openWorld(unwrap(findScenario(folder)), {});
    expect(world).toMatchObject({ ok: false, issues: [{ code: "quality/surface" }] });
    const { run } = await compute(folder, temp);
    // What is known of the shorter period is not measured again.
    expect(run).toMatchObject({ status: "complete", before: TOTAL });
  });
});

it("measures a row anew when the program now trains another model on the same data", async () => {
  const temp = temporaryFolder();
  const folder = trainedScenario(temp, ["--fault", "another-model", "--at", "4"]);
  await compute(folder, temp);
  const key = surfaceOf(folder).models[4]?.key;
  const file = join(folder, "scenario.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("to: 2024-01-13", "to: 2024-01-15"));
  const { run } = await compute(folder, temp);
  expect(run).toMatchObject({ status: "complete", before: TOTAL, done: cellsOf(BATCHES + 2) });
  expect(surfaceOf(folder).models[4]?.key).not.toBe(key);
});

describe("a program that misbehaves", () => {
  it.each([
    ["die", "exit code 3; it said: out of invoices"],
    ["rubbish", "training, please wait"],
    ["refuse", "no such batch"],
    ["too-good", "rows"],
  ])("%s: one model has no figures, the others do", async (fault, message) => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp, ["--fault", fault, "--at", "4"]);
    const { run } = await compute(folder, temp);
    expect(run.status).toBe("failed");
    expect(run.done).toBe(TOTAL - (BATCHES - 4));
    expect(run.failures).toMatchObject([
      {
        trainedOn: 4,
        issue: { code: "quality/program-failed", message: expect.stringContaining(message) },
      },
    ]);
    expect(existsSync(join(folder, "quality.json"))).toBe(false);
  });

  it("hangs: it is ended when the time for an answer is over", async () => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp, ["--fault", "hang", "--at", "0"]);
    const { run } = await compute(folder, temp, { limitMs: 6_000 });
    expect(run.failures).toMatchObject([
      { trainedOn: 0, issue: { message: expect.stringContaining("did not answer within 6 s") } },
    ]);
    expect(run.done).toBe(TOTAL - BATCHES);
  });

  it("always: not all of its models are tried", async () => {
    const temp = temporaryFolder();
    const folder = trainedScenario(temp, ["--fault", "die"]);
    const { run } = await compute(folder, temp);
    expect(run).toMatchObject({ status: "failed", done: 0 });
    expect(run.failures.length).toBeLessThanOrEqual(4);
  });

  it("once: the next computation measures what is missing", async () => {
    const temp = temporaryFolder();
    const once = join(temp, "happened");
    const folder = trainedScenario(temp, ["--fault", "die", "--at", "4", "--once", once]);
    expect((await compute(folder, temp)).run.status).toBe("failed");
    const { run } = await compute(folder, temp);
    expect(run).toMatchObject({ status: "complete", before: TOTAL - (BATCHES - 4) });
  });

  it("is not there: that is said, and nothing is started", () => {
    const folder = trainedScenario(temporaryFolder());
    const file = join(folder, "scenario.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("./steps/trainer.ts", "./steps/no.ts"));
    const start = () => new Qualities().start(folder, { trustAll: true });
    expect(start).toThrow(IssueError);
    expect(start).toThrow(/no.ts/);
  });
});

it("says that the surface cannot be written, and keeps what was measured", async () => {
  const temp = temporaryFolder();
  const folder = trainedScenario(temp);
  mkdirSync(join(folder, "quality.json"));
  const qualities = new Qualities({ dataDir: temp });
  qualities.start(folder, { trustAll: true });
  await expect(qualities.wait(folder)).rejects.toThrow(IssueError);
  const { run } = qualities.view(folder);
  expect(run).toMatchObject({ status: "failed", done: TOTAL, failures: [] });
  expect(run?.issues[0]?.code).toMatch(/^files\//);
  rmdirSync(join(folder, "quality.json"));
  expect((await compute(folder, temp)).run).toMatchObject({ status: "complete", before: TOTAL });
});

describe("consent", () => {
  it("is asked for before anything is started, and holds for this very program", async () => {
    const temp = temporaryFolder();
    const log = join(temp, "asked.log");
    const folder = trainedScenario(temp, ["--log", log]);
    const qualities = new Qualities({ dataDir: temp });
    const asked = qualities.start(folder);
    if (asked.kind !== "consent") throw new Error("nobody has trusted it");
    expect(asked.commands.commands[0]?.argv).toContain("./steps/trainer.ts");
    expect(qualities.start(folder, { trust: "something else" }).kind).toBe("consent");
    expect(existsSync(log)).toBe(false);
    expect(qualities.start(folder, { trust: asked.commands.hash }).kind).toBe("started");
    await qualities.wait(folder);
    expect(new Qualities({ dataDir: temp }).view(folder).commands?.trusted).toBe(true);
    appendFileSync(join(folder, "steps/trainer.ts"), "// Changed.\n");
    expect(qualities.start(folder).kind).toBe("consent");
  });
});
