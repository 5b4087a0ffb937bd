/** A surface that nobody has computed: nothing starts without a yes, and then it is followed to its end. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { BATCHES, trainedScenario } from "../lab/quality/trained-scenario.ts";
import { expectAccessible, expectNoSidewaysScroll, expectQuiet } from "./health.ts";
import { PATIENT, QualityPage } from "./quality-page.ts";
import type { OpenApp, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

let runner: Runner;
let folder: string;
let app: OpenApp;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lowtide-quality-"));
});
afterEach(async () => {
  expectQuiet(app);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(args: readonly string[], options = {}): Promise<QualityPage> {
  trainedScenario(folder, args);
  app = await runner.open({ scenariosFolder: folder, ...options });
  const room = new QualityPage(app.page);
  await room.goTo("#quality/trained");
  await app.page.getByRole("heading", { name: "The accuracies have to be measured" }).waitFor();
  return room;
}

const button = (name: string) => app.page.getByRole("button", { name });

it("asks before anything is started, follows, and shows what was measured", async () => {
  const log = join(folder, "asked.log");
  const room = await opened(["--log", log, "--describes", "--slowMs", "150"]);
  const { page } = app;
  await page.getByText("node ./steps/trainer.ts").waitFor();
  await expectAccessible(page);
  expect(existsSync(log)).toBe(false);
  await button("Trust it and compute the surface").click();
  await page.getByRole("progressbar").waitFor(PATIENT);
  await room.ready();
  await page.getByText("Accuracy: really trained").waitFor();
  expect(readFileSync(log, "utf8").match(/"do":"train"/g)).toHaveLength(BATCHES);
  await room.detectors().getByRole("row", { name: "PSI, country" }).waitFor();
  await page.keyboard.press("t");
  await page.keyboard.press("t");
  await room.map().focus();
  await page.keyboard.press("ArrowRight");
  await room
    .panel()
    .getByRole("button", { name: /^Accuracy here/ })
    .click();
  await page.getByRole("dialog").getByText("rows trained on").waitFor();
});

it("stops when it is cancelled, and goes on where it was", async () => {
  const room = await opened(["--slowMs", "1000"]);
  const { page } = app;
  await button("Trust it and compute the surface").click();
  await page.getByText(/Accuracies so far/).waitFor(PATIENT);
  await button("Cancel").click();
  await page.getByText(/^Stopped at /).waitFor(PATIENT);
  await page.getByText("You have trusted this very program before.").waitFor();
  await button("Go on").click();
  await page.getByText(/known before/).waitFor(PATIENT);
  await room.ready();
});

it("is accessible while it runs, and ends with the app", async () => {
  const log = join(folder, "asked.log");
  await opened(["--log", log, "--slowMs", "60000"]);
  const { page } = app;
  await button("Trust it and compute the surface").click();
  await page.getByRole("progressbar").waitFor(PATIENT);
  await expectAccessible(page);
  await expect.poll(() => existsSync(log), PATIENT).toBe(true);
  await app.stopEngine();
});

it("says what the program said when it dies, and how to go on, in a narrow window too", async () => {
  await opened(["--fault", "die", "--at", "4"], { width: 720, height: 700, colorScheme: "dark" });
  const { page } = app;
  await button("Trust it and compute the surface").click();
  const failed = page.getByRole("alert").filter({ hasText: "did not measure everything" });
  await failed.getByText(/model of batch 4 .*out of invoices/).waitFor(PATIENT);
  await failed.getByText(/Correct the program/).waitFor();
  await button("Go on").waitFor();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
