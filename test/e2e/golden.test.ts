import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUNDLED_SCENARIOS, bundledIds } from "../../engine/lab/scenario/open.ts";
import { CHROMIUM_REMEDY, findChromium } from "../helpers/chromium.ts";
import { goldenLog, sha256 } from "../helpers/golden-log.ts";
import { answerOf } from "../scenarios/figures.ts";

const HELPERS = join(import.meta.dirname, "../helpers");
// A name on which browsers allow crypto.subtle; nothing is fetched from it.
const ORIGIN = "http://localhost";

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(CHROMIUM_REMEDY);
  const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"];
  const [launched, script] = await Promise.all([
    chromium.launch({ executablePath, args }),
    bundle(),
  ]);
  browser = launched;
  page = await browser.newPage();
  await page.route(`${ORIGIN}/**`, (route) => {
    const isScript = route.request().url().endsWith(".js");
    const html =
      '<!doctype html><title>golden</title><script type="module" src="/golden.js"></script>';
    return route.fulfill(
      isScript
        ? { body: script, contentType: "text/javascript" }
        : { body: html, contentType: "text/html" },
    );
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => "golden" in globalThis);
});

afterAll(() => browser?.close());

/** Core as one script that leaves its two functions on the page. */
async function bundle(): Promise<string> {
  const name = "virtual:golden";
  const source = JSON.stringify(join(HELPERS, "golden-log.ts"));
  const result = await build({
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name,
        resolveId: (id) => (id === name ? id : undefined),
        load: (id) =>
          id === name
            ? `import { goldenLog, sha256 } from ${source};\nglobalThis.golden = (world) => sha256(goldenLog(world));`
            : undefined,
      },
    ],
    build: { write: false, minify: true, rolldownOptions: { input: name } },
  });
  const outputs = [result].flat().flatMap((each) => ("output" in each ? each.output : []));
  const chunk = outputs.find((each) => each.type === "chunk");
  if (chunk === undefined) throw new Error("the bundle has no script");
  return chunk.code;
}

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
    const hash = await page.evaluate(
      (json) => (globalThis as unknown as { golden(w: string): Promise<string> }).golden(json),
      world,
    );
    expect(hash).toBe(golden);
  });
});
