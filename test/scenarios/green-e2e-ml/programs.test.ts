/** The steps as processes, one after the other as the workflow has them, and their errors. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Model } from "../../../scenarios/green-e2e-ml/steps/model.ts";
import { Registry } from "../../../scenarios/green-e2e-ml/steps/registry.ts";
import { cut, generateRange } from "../../../scenarios/green-e2e-ml/steps/rows.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { linesOf, runStep, SIZE_ARGS, SIZES, startStep, stepFile } from "../../helpers/steps.ts";

const PROGRAMS = [
  "data-fetch",
  "preprocessing",
  "model-training",
  "scoring",
  "deploy-model-api",
  "update-model-api",
  "model-api",
  "quality",
];
const folder = tempFolder();
const data = join(folder, "data");
const file = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(file(name), "utf8");
const dataArg = `--data=${data}`;
let service: ReturnType<typeof startStep>;
let api = "";

const prepareBatch = (batch: number) =>
  runStep(
    "preprocessing",
    dataArg,
    `--batch=${batch}`,
    "--window=4000",
    ...SIZE_ARGS,
    `--out=${file("prepared")}`,
  );
const train = (run: string, ...more: string[]) =>
  runStep(
    "model-training",
    dataArg,
    `--prepared=${file("prepared")}`,
    `--run=${run}`,
    "--trees=5",
    `--model=${file("model.onnx")}`,
    `--accuracy-file=${file("accuracy")}`,
    `--version-file=${file("version")}`,
    ...more,
  );

beforeAll(async () => {
  service = startStep("model-api", dataArg, "--port=0");
  const { value } = await linesOf(service).next();
  api = `--api=${/http:\S+/.exec(String(value))?.[0]}`;
});

afterAll(() => service.kill("SIGKILL"));

describe("the steps, one after the other", () => {
  it("fetch, prepare, train, deploy and ship a model", async () => {
    expect(runStep("data-fetch", dataArg, "--batch=1", ...SIZE_ARGS).status).toBe(0);
    expect(prepareBatch(0)).toMatchObject({ status: 0, stderr: "" });
    expect(train("run-1")).toMatchObject({ status: 0, stderr: "" });
    expect(read("version")).toBe("1");
    const accuracy = Number(read("accuracy"));
    expect(accuracy).toBeGreaterThan(0.4);
    expect(accuracy).toBeLessThan(0.8);
    expect(runStep("deploy-model-api", "--deployment", dataArg, "--version=1", api).status).toBe(0);
    expect(runStep("deploy-model-api", "--service", api).status).toBe(0);
    const shipped = runStep("update-model-api", dataArg, "--version=1", "--min-accuracy=0.4", api);
    expect(shipped).toMatchObject({ status: 0, stderr: "" });
    expect(shipped.stdout).toContain("version 1 serves");
    const model = await Model.load(readFileSync(file("model.onnx")));
    const { heldOut } = model.card;
    expect(await model.accuracy(generateRange(1, SIZES, heldOut), heldOut)).toBeCloseTo(
      accuracy,
      4,
    );
    await model.release();
  });

  it("give the same model when a training is run again", () => {
    const before = readFileSync(file("model.onnx"));
    expect(train("run-1").status).toBe(0);
    expect(readFileSync(file("model.onnx")).equals(before)).toBe(true);
    expect(read("version")).toBe("1");
  });

  it("score on newer rows only", () => {
    const scored = runStep("scoring", dataArg, "--batch=1", `--accuracy-file=${file("scored")}`);
    expect(scored.stdout).toMatch(/^version 1 on rows 4000 to 4999 \(1000\): \d/);
    expect(prepareBatch(1).status).toBe(0);
    expect(train("run-2").status).toBe(0);
    const older = runStep("scoring", dataArg, "--version=2", "--batch=0");
    expect(older.status).toBe(1);
    expect(older.stderr).toMatch(/^scoring: The model was trained on rows .* may not be judged by/);
    const missing = runStep("scoring", dataArg, "--batch=7");
    expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining("data-fetch") });
  });

  it("ship nothing that the gate refuses, and the model in service stays", () => {
    const refused = runStep("update-model-api", dataArg, "--version=2", "--min-accuracy=0.99", api);
    expect(refused).toMatchObject({ status: 3, stderr: expect.stringContaining("Not shipped") });
    const registry = new Registry(data);
    expect(registry.production()?.version).toBe(1);
    registry.close();
  });

  it("roll back when the API cannot load what was shipped", () => {
    // Another model lies where the registry has version 2: its own file is damaged.
    const registry = new Registry(data);
    const { modelSha256 } = registry.find(2);
    const path = join(data, "models", `${modelSha256}.onnx`);
    const good = readFileSync(path);
    writeFileSync(path, "not a model");
    registry.promote(2, { minAccuracy: 0, maxLoss: 1 });
    const failed = runStep("update-model-api", dataArg, "--version=2", "--min-accuracy=0", api);
    expect(failed.status).toBe(1);
    expect(failed.stdout).toContain("rolled back to version 1");
    expect(registry.production()?.version).toBe(1);
    writeFileSync(path, good);
    registry.close();
  });
});

describe("errors of steps", () => {
  it.each(PROGRAMS)("%s explains itself, and refuses what it does not know", (name) => {
    const help = runStep(name, "--help");
    expect(help).toMatchObject({ status: 0, stderr: "" });
    expect(help.stdout.startsWith(`${name}: `)).toBe(true);
    const unknown = runStep(name, "--no-such-option");
    expect(unknown.status).toBe(2);
    expect(unknown.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(unknown.stderr).toContain("--help");
  });

  it("are one line with a remedy, and write nothing", () => {
    const none = join(folder, "none");
    const cases: [string, string[], RegExp, number][] = [
      [
        "preprocessing",
        ["--data", none, "--batch=0", "--out", file("x")],
        /row 0 is missing\. Run data-fetch/,
        1,
      ],
      ["preprocessing", ["--data", none, "--batch=-1", "--out", file("x")], /--batch is '-1'/, 2],
      ["data-fetch", ["--data", none], /--batch or --at is missing/, 2],
      ["scoring", ["--data", none, "--batch=0"], /No model is in production/, 1],
      ["deploy-model-api", ["--service"], /no address of the model API/, 2],
      [
        "deploy-model-api",
        ["--service", "--api=http://127.0.0.1:1", "--timeout-seconds=1"],
        /does not answer/,
        1,
      ],
    ];
    for (const [name, args, message, status] of cases) {
      const run = runStep(name, ...args);
      expect(run.stderr).toMatch(message);
      expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
      expect(run.status).toBe(status);
    }
    expect(readdirSync(folder)).not.toContain("x");
  });

  it("name a file of prepared rows that is none, and a model that is none", async () => {
    writeFileSync(file("prepared"), "nonsense");
    expect(train("run-3").stderr).toMatch(/damaged\. Run preprocessing again/);
    await expect(Model.load(Buffer.from("PK not a model"))).rejects.toThrow("not an ONNX model");
    const bytes = readFileSync(file("model.onnx"));
    await expect(Model.load(bytes.subarray(0, bytes.length / 2))).rejects.toThrow(
      "not an ONNX model",
    );
  });

  it("stay out of the scenario's folder", () => {
    expect(
      readdirSync(join(stepFile("quality"), "..")).filter(
        (name) => !/\.ts$|^forest$|^tsconfig/.test(name),
      ),
    ).toEqual([]);
  });
});

it("a model does not judge itself by rows of its training", async () => {
  const model = await Model.load(readFileSync(file("model.onnx")));
  const { trained } = model.card;
  const range = { from: trained.to - 1, to: trained.to + 5 };
  const rows = cut(generateRange(1, SIZES, { from: 0, to: range.to }), range);
  await expect(model.accuracy(rows, range)).rejects.toThrow("may not be judged");
  await model.release();
});
