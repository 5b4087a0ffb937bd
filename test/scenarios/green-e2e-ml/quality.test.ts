/** The quality program: its protocol, its cache, and that it trains what the pipeline trains. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { linesOf, runStep, SIZE_ARGS, startStep } from "../../helpers/steps.ts";

const folder = tempFolder();

/** Starts the program, asks all questions at once, and gives the answers in their order. */
async function ask(cache: string, ...questions: unknown[]) {
  const child = startStep(
    "quality",
    `--folder=${cache}`,
    "--seed=1",
    "--window=4000",
    ...SIZE_ARGS,
  );
  const exit = new Promise((resolve) => child.once("exit", resolve));
  const lines = linesOf(child);
  for (const question of questions) {
    child.stdin?.write(`${typeof question === "string" ? question : JSON.stringify(question)}\n`);
  }
  const answers: Record<string, unknown>[] = [];
  while (answers.length < questions.length) answers.push(JSON.parse((await lines.next()).value));
  child.stdin?.end();
  expect(await exit).toBe(0);
  return answers;
}

describe("the quality program", () => {
  it("trains and scores, and answers wrong questions without ending", async () => {
    const answers = await ask(
      join(folder, "first"),
      { id: 1, do: "train", batch: 1 },
      { id: 2, do: "score", trainedOn: 1, batches: [1, 2, 3] },
      { id: 3, do: "score", trainedOn: 2, batches: [1] },
      "not JSON",
      { id: 5, do: "dance" },
      { id: 6, do: "train", batch: -1 },
      { id: "seven", do: "score", trainedOn: 0, batches: [0] },
    );
    expect(answers.map(({ id, ok }) => [id, ok])).toEqual([
      [1, true],
      [2, true],
      [3, false],
      [null, false],
      [5, false],
      [6, false],
      ["seven", true],
    ]);
    expect(answers[0]).toMatchObject({
      model: expect.stringMatching(/^[0-9a-f]{64}$/),
      rows: 4_000,
    });
    expect(answers[1]).toMatchObject({ rows: [500, 1_000, 1_000] });
    for (const accuracy of answers[1]!.accuracy as number[]) {
      expect(accuracy).toBeGreaterThan(0.4);
      expect(accuracy).toBeLessThan(0.8);
    }
    expect(answers[2]?.message).toContain("older");
  });

  it("finds what another process trained, and trains again what was damaged", async () => {
    const cache = join(folder, "shared");
    const question = { id: 1, do: "score", trainedOn: 0, batches: [0, 1] };
    const [[first], [second]] = await Promise.all([ask(cache, question), ask(cache, question)]);
    expect(second).toEqual(first);
    const [name = "", ...others] = readdirSync(cache);
    expect(others).toEqual([]);
    const model = readFileSync(join(cache, name));
    writeFileSync(join(cache, name), model.subarray(0, 1_000));
    expect(await ask(cache, question)).toEqual([first]);
    expect(readFileSync(join(cache, name)).equals(model)).toBe(true);
  });

  it("trains the very model that the pipeline trains", async () => {
    const data = join(folder, "pipeline");
    const file = (name: string) => join(folder, name);
    runStep("data-fetch", `--data=${data}`, "--batch=1", ...SIZE_ARGS);
    runStep(
      "preprocessing",
      `--data=${data}`,
      "--batch=1",
      "--window=4000",
      ...SIZE_ARGS,
      `--out=${file("prepared")}`,
    );
    const outputs = [
      `--model=${file("model")}`,
      `--accuracy-file=${file("accuracy")}`,
      `--version-file=${file("version")}`,
    ];
    runStep(
      "model-training",
      `--data=${data}`,
      `--prepared=${file("prepared")}`,
      "--run=r",
      ...outputs,
    );
    const [answer] = await ask(join(folder, "first"), {
      id: 1,
      do: "score",
      trainedOn: 1,
      batches: [1],
    });
    const [accuracy = 0] = answer!.accuracy as number[];
    expect(readFileSync(file("accuracy"), "utf8")).toBe(accuracy.toFixed(4));
  });
});
