import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUNDLED_SCENARIOS, bundledIds } from "../../engine/lab/scenario/open.ts";
import { type OpenedPage, openWithCore } from "../helpers/core-in-chromium.ts";
import { goldenLog, sha256 } from "../helpers/golden-log.ts";
import { answerOf } from "../scenarios/figures.ts";

const HELPERS = join(import.meta.dirname, "../helpers");

let opened: OpenedPage;

beforeAll(async () => {
  const source = JSON.stringify(join(HELPERS, "golden-log.ts"));
  opened = await openWithCore(
    `import { goldenLog, sha256 } from ${source};\nglobalThis.golden = (world) => sha256(goldenLog(world));`,
  );
  await opened.page.waitForFunction(() => "golden" in globalThis);
});

afterAll(() => opened?.browser.close());

function hashInWorker(world: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(HELPERS, "golden-worker.ts"), { workerData: world });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

describe.each(bundledIds())("the log of %s", (id) => {
  const answer = answerOf(id);
  const world = JSON.stringify(answer.world);
  const golden = readFileSync(join(BUNDLED_SCENARIOS, id, "expected/log.sha256"), "utf8").trim();

  it("is the golden one on Node's main thread", async () => {
    expect(answer.logSha256).toBe(golden);
    expect(await sha256(goldenLog(world))).toBe(golden);
  });

  it("is the golden one in a worker thread", async () => {
    expect(await hashInWorker(world)).toBe(golden);
  });

  it("is the golden one in Chromium", async () => {
    const hash = await opened.page.evaluate(
      (json) => (globalThis as unknown as { golden(w: string): Promise<string> }).golden(json),
      world,
    );
    expect(hash).toBe(golden);
  });
});
