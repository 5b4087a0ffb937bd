import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttemptSpec } from "../../../engine/core/live/attempt.ts";
import { canonicalStage, differences, stageFacts } from "../../../engine/core/live/stage.ts";
import { stageCaution, stageRequest } from "../../../engine/core/live/stage-request.ts";

const SPEC: AttemptSpec = {
  id: "1-0-3-0",
  run: "1",
  podName: "wf-train-1",
  argv: ["node", "/scenario/steps/train.ts", "--rows", "20000"],
  hostArguments: 2,
  env: { SEED: "7", LOWTIDE_SERVICE_API: "http://127.0.0.1:4000", LOWTIDE_ATTEMPT_NUMBER: "0" },
  mounts: [],
  inputs: [{ name: "data", path: "/mnt/data", from: { key: "sha256/aa" } }],
  outputs: {
    result: false,
    parameters: [{ name: "accuracy", path: "/tmp/accuracy" }],
    artifacts: [{ name: "model", path: "/mnt/model", archive: "tar", optional: false }],
  },
  stage: { template: "train", parameters: { rows: "20000" }, cached: true },
  requests: { cpu: 1, memoryGib: 1 },
  graceMs: 30_000,
};
const FILES = { "steps/train.ts": "one", "steps/forest.ts": "two" };
const facts = (change: Partial<AttemptSpec> = {}, files = FILES, version = "1.0.0") =>
  stageFacts({ ...SPEC, ...change }, files, version);

describe("what a stage depends on", () => {
  it.each<[string, ReturnType<typeof facts>]>([
    [
      "the program's file steps/train.ts changed",
      facts({}, { ...FILES, "steps/train.ts": "other" }),
    ],
    [
      "the program's file steps/new.ts is new",
      facts({}, { ...FILES, "steps/new.ts": "x" } as never),
    ],
    ["the program's file steps/forest.ts is gone", facts({}, { "steps/train.ts": "one" } as never)],
    [
      "the parameter `rows` changed from 20000 to 40000",
      facts({ stage: { template: "train", parameters: { rows: "40000" }, cached: true } }),
    ],
    [
      "the input `data` changed",
      facts({ inputs: [{ name: "data", path: "/mnt/data", from: { key: "sha256/bb" } }] }),
    ],
    [
      "the input `data` changed",
      facts({ inputs: [{ name: "data", path: "/mnt/data", from: { raw: "sha256/aa" } }] }),
    ],
    ["the variable SEED changed from 7 to 8", facts({ env: { SEED: "8" } })],
    ["the script changed", facts({ script: "print(1)" })],
    ["the working directory changed", facts({ workingDir: "/src" })],
    [
      "the command changed: 20000 is 5",
      facts({ argv: ["node", "/scenario/steps/train.ts", "--rows", "5"] }),
    ],
    [
      "the declaration of the output `model (artifact)` changed",
      facts({
        outputs: {
          ...SPEC.outputs,
          artifacts: [{ name: "model", path: "/mnt/model", archive: "zip", optional: false }],
        },
      }),
    ],
    [
      "the declaration of the output `result` is new",
      facts({ outputs: { ...SPEC.outputs, result: true } }),
    ],
    ["Lowtide changed from 1.0.0 to 1.1.0", facts({}, FILES, "1.1.0")],
  ])("has another key when %s", (reason, changed) => {
    expect(differences(facts(), changed)).toEqual([reason]);
    expect(canonicalStage(changed)).not.toBe(canonicalStage(facts()));
  });

  it("is the same in another run, attempt and order, and wherever services listen", () => {
    const same = facts({
      id: "9-1-2-0",
      run: "9",
      podName: "other",
      env: { LOWTIDE_ATTEMPT_NUMBER: "3", LOWTIDE_SERVICE_API: "http://127.0.0.1:5", SEED: "7" },
      requests: { cpu: 2, memoryGib: 9 },
      graceMs: 1,
    });
    const turned = { ...same, files: Object.fromEntries(Object.entries(FILES).reverse()) };
    expect(canonicalStage(turned)).toBe(canonicalStage(facts()));
    expect(differences(facts(), turned)).toEqual([]);
  });

  it("has one key exactly where nothing differs", () => {
    const texts = fc.dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 }), {
      maxKeys: 3,
    });
    const command = fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 });
    const any = fc.record({
      lowtide: fc.constantFrom("1", "2"),
      cmd: command,
      script: fc.option(fc.string({ maxLength: 2 })),
      files: texts,
      env: texts,
      workingDir: fc.option(fc.string({ maxLength: 2 })),
      params: texts,
      deps: texts,
      outs: texts,
    });
    fc.assert(
      fc.property(any, any, fc.boolean(), (one, other, same) => {
        const second = same ? structuredClone(one) : other;
        const equal = canonicalStage(one) === canonicalStage(second);
        expect(differences(one, second).length === 0).toBe(equal);
        if (same) expect(equal).toBe(true);
      }),
    );
  });
});

describe("the annotations of a template", () => {
  const asked = (annotations: Record<string, string>, mounts = 0) =>
    stageRequest("train", { metadata: { annotations } }, {}, mounts);

  it("ask for a cache, and for how long an end is good", () => {
    expect(stageRequest("train", {}, {}, 0).cached).toBe(false);
    expect(asked({ "lowtide.dev/cache": "false" }).cached).toBe(false);
    expect(asked({ "lowtide.dev/cache": "true" })).toMatchObject({ cached: true });
    const limited = asked({ "lowtide.dev/cache": "true", "lowtide.dev/cache-max-age": "1h30m" });
    expect(limited).toMatchObject({ cached: true, maxAgeMs: 5_400_000 });
    expect(stageCaution(limited)).toBeUndefined();
  });

  it.each([
    asked({ "lowtide.dev/cache": "true" }, 1),
    asked({ "lowtide.dev/cache": "true", "lowtide.dev/cache-max-age": "soon" }),
    asked({ "lowtide.dev/cache": "true", "lowtide.dev/cache-max-age": "-1h" }),
  ])("are refused with a warning where a cache would be wrong", (request) => {
    expect(request.cached).toBe(false);
    expect(stageCaution(request)).toMatchObject({ code: "live/not-cached", severity: "warning" });
  });
});
