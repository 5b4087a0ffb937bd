/** The registry: lineage, the gate, rollback, and several processes at once. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Registry } from "../../../scenarios/green-e2e-ml/steps/registry.ts";
import { judge } from "../../../scenarios/green-e2e-ml/steps/ship-gate.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { smallModel } from "../../helpers/steps.ts";

const OPEN = { minAccuracy: 0, maxLoss: 1 };
const folder = tempFolder();
let count = 0;

const models = await Promise.all([0, 1, 2].map((batch) => smallModel(batch)));
function registryWith(versions: number): { registry: Registry; data: string } {
  const data = join(folder, `data-${count++}`);
  const registry = new Registry(data);
  for (const { bytes } of models.slice(0, versions)) registry.register(bytes, "run-a");
  return { registry, data };
}

describe("a registered model", () => {
  it("has its lineage, and its parent is what served when it came", () => {
    const { registry } = registryWith(1);
    registry.promote(1, OPEN);
    const second = registry.register(models[1]!.bytes, "run-b");
    const { card } = models[1]!;
    expect(second).toMatchObject({
      version: 2,
      stage: "candidate",
      run: "run-b",
      parent: 1,
      batch: 1,
      trainedFrom: card.trained.from,
      trainedTo: card.trained.to,
      dataSha256: card.dataSha256,
      programSha256: card.programSha256,
      accuracy: card.accuracy,
    });
    expect(Buffer.from(registry.modelFile(second)).equals(models[1]!.bytes)).toBe(true);
    registry.close();
  });

  it("keeps its version when the same run brings it again", () => {
    const { registry } = registryWith(2);
    expect(registry.register(models[0]!.bytes, "run-a").version).toBe(1);
    expect(registry.register(models[0]!.bytes, "run-c").version).toBe(3);
    expect(registry.list()).toHaveLength(3);
    registry.close();
  });

  it("is refused when it is no model, and the registry stays as it was", () => {
    const { registry } = registryWith(1);
    expect(() => registry.register(Buffer.from("not a model"), "run")).toThrow("not an ONNX model");
    expect(() => registry.register(models[1]!.bytes.subarray(0, 5_000), "run")).toThrow();
    expect(registry.list()).toHaveLength(1);
    registry.close();
  });

  it("is refused when its file was changed behind the registry's back", () => {
    const { registry, data } = registryWith(1);
    const [file] = readdirSync(join(data, "models"));
    writeFileSync(join(data, "models", file as string), "damaged");
    expect(() => registry.modelFile(registry.find(1))).toThrow("damaged");
    registry.close();
  });
});

describe("the gate", () => {
  const candidate = { version: 2, accuracy: 0.72, batch: 1 };
  const production = { version: 1, accuracy: 0.74, batch: 0 };

  it.each([
    ["less than the minimum", 0.73, 1, undefined, /less than 73\.00 %/],
    ["at the minimum", 0.72, 1, undefined, undefined],
    ["a greater loss than allowed", 0, 0.01, undefined, /at most 1\.00 % less/],
    ["a loss within what is allowed", 0, 0.03, undefined, undefined],
    ["better than production on the same rows", 0, 0, 0.71, undefined],
    ["worse than production on the same rows", 0, 0.03, 0.76, /76\.00 %/],
  ])("judges %s", (_name, minAccuracy, maxLoss, rival, reason) => {
    const verdict = judge(candidate, production, { minAccuracy, maxLoss }, rival);
    if (reason === undefined) expect(verdict).toEqual({ kind: "pass" });
    else expect(verdict).toEqual({ kind: "refused", reason: expect.stringMatching(reason) });
  });

  it("lets no model pass that knows less data than the one that serves", () => {
    expect(judge({ ...production, version: 3 }, candidate, OPEN)).toEqual({
      kind: "superseded",
      reason: expect.stringMatching(/batch 1.*batch 0/),
    });
  });

  it("leaves the stages as they were when it refuses", () => {
    const { registry } = registryWith(2);
    expect(registry.promote(1, OPEN)).toEqual({ kind: "promoted", replaced: null });
    expect(registry.promote(2, { minAccuracy: 1, maxLoss: 1 })).toMatchObject({ kind: "refused" });
    expect(registry.list().map(({ stage }) => stage)).toEqual(["production", "candidate"]);
    expect(registry.promote(1, { minAccuracy: 1, maxLoss: 0 })).toMatchObject({ kind: "promoted" });
    registry.close();
  });
});

describe("rollback", () => {
  it("goes back version by version, and says when there is none", () => {
    const { registry } = registryWith(3);
    for (const version of [1, 2, 3]) registry.promote(version, OPEN);
    expect(registry.rollback("worse in use").version).toBe(2);
    expect(registry.list().map(({ stage }) => stage)).toEqual([
      "archived",
      "production",
      "archived",
    ]);
    expect(registry.rollback("still worse").version).toBe(1);
    expect(() => registry.rollback("once more")).toThrow("no earlier version");
    expect(registry.production()?.version).toBe(1);
    expect(registry.changes().at(-1)).toMatchObject({
      version: 1,
      replaced: 2,
      reason: "still worse",
    });
    registry.close();
  });
});

describe("readers and writers at once", () => {
  it("always see exactly one version in production", () => {
    const { registry, data } = registryWith(3);
    registry.promote(1, OPEN);
    const reader = new Registry(data);
    for (const version of [2, 3]) {
      registry.promote(version, OPEN);
      expect(reader.production()?.version).toBe(version);
      expect(reader.list().filter(({ stage }) => stage === "production")).toHaveLength(1);
    }
    expect(reader.rollback("from another process").version).toBe(2);
    expect(registry.production()?.version).toBe(2);
    reader.close();
    registry.close();
  });
});
