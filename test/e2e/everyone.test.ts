/** For everyone, everywhere: both themes, small windows, lost engines, nothing to show. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExplorePage } from "./explore-page.ts";
import { expectAccessible, expectNoSidewaysScroll, expectQuiet } from "./health.ts";
import type { OpenApp, OpenOptions, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

let runner: Runner;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());

async function withApp(
  options: OpenOptions,
  act: (app: OpenApp, explore: ExplorePage) => Promise<void>,
): Promise<void> {
  const app = await runner.open(options);
  try {
    await act(app, new ExplorePage(app.page));
  } finally {
    await app.close();
  }
}

describe.each(["light", "dark"] as const)("%s theme", (colorScheme) => {
  it.each([/Nightly retrain/, /Green e2e ML/])("is accessible with %s", async (title) => {
    await withApp({ colorScheme }, async (app, explore) => {
      await explore.ready();
      await explore.openScenario(title);
      await explore
        .runs(/Threshold/)
        .nth(1)
        .click();
      await expectAccessible(app.page);
      await explore.figure("SCI").click();
      await app.page.getByRole("dialog").waitFor();
      await expectAccessible(app.page);
      expectQuiet(app);
    });
  });
});

describe("small windows", () => {
  it.each([
    [1024, 640],
    // 1440 x 940 at 200 % zoom.
    [720, 470],
  ])("has everything at %i x %i", async (width, height) => {
    await withApp({ width, height }, async (app, explore) => {
      await explore.ready();
      await expectNoSidewaysScroll(app.page);
      await explore.threshold().scrollIntoViewIfNeeded();
      await explore.row(/^Drift-gated/).scrollIntoViewIfNeeded();
      await explore.inspector().scrollIntoViewIfNeeded();
      await expectAccessible(app.page);
      expectQuiet(app);
    });
  });
});

describe("when something is missing", () => {
  it("says that the engine is lost, and keeps the answer", async () => {
    await withApp({}, async (app, explore) => {
      await explore.ready();
      const before = await explore.numbers();
      await app.stopEngine();
      await app.page.getByRole("alert").filter({ hasText: "engine" }).waitFor();
      expect(await explore.numbers()).toBe(before);
      const limit = explore.threshold();
      await limit.focus();
      await app.page.keyboard.press("Shift+ArrowDown");
      await explore.numbersOtherThan(before);
    });
  });

  it("says what to do when there is no scenario", async () => {
    const scenariosFolder = mkdtempSync(join(tmpdir(), "lowtide-empty-"));
    await withApp({ scenariosFolder }, async (app) => {
      await app.page.getByRole("heading", { name: "No scenario was found" }).waitFor();
      await expectAccessible(app.page);
      expectQuiet(app);
    });
    rmSync(scenariosFolder, { recursive: true, force: true });
  });
});
