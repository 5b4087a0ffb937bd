/** A person starts the app for the first time: the demo is already answered. */
import { describe, expect, it } from "vitest";
import { freshApp } from "./fresh-app.ts";

const fresh = freshApp();

describe("first run", () => {
  it("shows the demo answered, labelled as what it is", async () => {
    const { page } = fresh.app;
    const heading = page.getByRole("heading", { level: 1 });
    expect(await heading.textContent()).toBe("Nightly retrain, westeurope");
    await page.getByText("Synthetic", { exact: true }).waitFor();
    await page.getByText(/^Baseline: /).waitFor();
    const facts = await page.locator("header p").filter({ hasText: "grid NL" }).textContent();
    for (const fact of ["2024", "life-cycle average", "hourly", "seed 7"])
      expect(facts).toContain(fact);
    expect(await page.locator("[data-figure]").count()).toBe(8);
    expect(await fresh.explore.numbers()).not.toContain("NaN");
  });

  it("keeps its promise in the corner, with the folder", async () => {
    const promise = fresh.app.page.getByRole("button", {
      name: /^Offline, all data on this machine/,
    });
    await expect.poll(() => promise.getAttribute("aria-label")).toContain(fresh.app.dataDir);
  });

  it("opens the published experiment with its own numbers", async () => {
    await fresh.explore.openScenario(/Green e2e ML/);
    await fresh.app.page.getByText("Real history", { exact: true }).waitFor();
    expect(await fresh.explore.row(/Naive/).textContent()).toContain("438,398.7");
    expect(await fresh.explore.row(/Drift-gated/).textContent()).toContain("67,881.0");
    await fresh.explore.selectPolicy(/Drift-gated/);
    const factors = fresh.app.page.getByTestId("factors");
    await expect.poll(() => factors.textContent()).toContain("6.458=3.718×1.737");
    expect(await fresh.explore.runs(/Drift-gated/).count()).toBe(7);
    expect(await fresh.explore.inspector().textContent()).not.toContain("NaN");
  });

  it("switches scenarios back and forth", async () => {
    await fresh.explore.openScenario(/Green e2e ML/);
    await fresh.explore.openScenario(/Nightly retrain/);
    await fresh.app.page.getByText("Synthetic", { exact: true }).waitFor();
  });

  it("follows the theme that is chosen, and remembers it", async () => {
    const { page } = fresh.app;
    await page.getByRole("radio", { name: "Dark" }).click();
    const scheme = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    expect(await scheme()).toBe("dark");
    await page.reload();
    await fresh.explore.ready();
    expect(await scheme()).toBe("dark");
  });
});
