/** A person starts the app for the first time: the demo is already answered. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ExplorePage } from "./explore-page.ts";
import { expectQuiet } from "./health.ts";
import type { OpenApp, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

let runner: Runner;
let app: OpenApp;
let explore: ExplorePage;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());
beforeEach(async () => {
  app = await runner.open();
  explore = await new ExplorePage(app.page).ready();
});
afterEach(async () => {
  expectQuiet(app);
  await app.close();
});

describe("first run", () => {
  it("shows the demo answered, labelled as what it is", async () => {
    const { page } = app;
    const heading = page.getByRole("heading", { level: 1 });
    expect(await heading.textContent()).toBe("Nightly retrain, westeurope");
    await page.getByText("Synthetic", { exact: true }).waitFor();
    await page.getByText(/^Baseline: /).waitFor();
    const facts = await page.locator("header p").filter({ hasText: "grid NL" }).textContent();
    for (const fact of ["2024", "life-cycle average", "hourly", "seed 7"])
      expect(facts).toContain(fact);
    expect(await page.locator("[data-figure]").count()).toBe(7);
    expect(await explore.numbers()).not.toContain("NaN");
  });

  it("keeps its promise in the corner, with the folder", async () => {
    const promise = app.page.getByRole("button", { name: /^Offline, all data on this machine/ });
    await expect.poll(() => promise.getAttribute("aria-label")).toContain(app.dataDir);
  });

  it("opens the published experiment with its own numbers", async () => {
    await explore.openScenario(/Green e2e ML/);
    await app.page.getByText("Real history", { exact: true }).waitFor();
    expect(await explore.row(/Naive/).textContent()).toContain("438,398.7");
    expect(await explore.row(/Drift-gated/).textContent()).toContain("67,881.0");
    await explore.selectPolicy(/Drift-gated/);
    const factors = app.page.getByTestId("factors");
    await expect.poll(() => factors.textContent()).toContain("6.458=3.718×1.737");
    expect(await explore.runs(/Drift-gated/).count()).toBe(7);
    expect(await explore.inspector().textContent()).not.toContain("NaN");
  });

  it("switches scenarios back and forth", async () => {
    await explore.openScenario(/Green e2e ML/);
    await explore.openScenario(/Nightly retrain/);
    await app.page.getByText("Synthetic", { exact: true }).waitFor();
  });

  it("follows the theme that is chosen, and remembers it", async () => {
    const { page } = app;
    await page.getByRole("radio", { name: "Dark" }).click();
    const scheme = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    expect(await scheme()).toBe("dark");
    await page.reload();
    await explore.ready();
    expect(await scheme()).toBe("dark");
  });
});
