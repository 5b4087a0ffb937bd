/** What one objective costs in another: the plane, its limits, its knee, and each point's replay. */
import { describe, expect, it } from "vitest";
import { freshApp } from "./fresh-app.ts";
import { SweepPage } from "./sweep-page.ts";

const fresh = freshApp();

/** A sweep whose threshold waits longer for less, without the policy that skips most of the work. */
async function opened(): Promise<SweepPage> {
  const sweep = await new SweepPage(fresh.app.page).open();
  await sweep.vary("threshold limit", "120, 180, 240, 300, 360");
  await fresh.app.page.getByRole("checkbox", { name: "Drift-gated < 240 g" }).uncheck();
  await sweep.start();
  await sweep.finished();
  await sweep.openFrontier();
  return sweep;
}

describe("the frontier", () => {
  it("says what it needs before there is a sweep", async () => {
    const { page } = fresh.app;
    await page.getByRole("link", { name: "Frontier" }).click();
    await page.getByRole("heading", { name: "A frontier needs a sweep" }).waitFor();
    await page.getByRole("button", { name: "New sweep" }).click();
    await page.getByRole("heading", { name: "New sweep" }).first().waitFor();
  });

  it("opens the replay of a candidate, whose figure is the candidate's, and comes back", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    const best = sweep.verdict("Best within the limits");
    const carbon = await best.getByRole("definition").first().textContent();
    await sweep.plane().focus();
    await page.keyboard.press("End");
    const under = sweep.verdict("Under the pointer");
    await under.getByText(/^On the frontier/).waitFor();
    expect(await under.getByRole("definition").first().textContent()).toBe(carbon);
    await page.keyboard.press("Enter");
    await fresh.explore.ready();
    const shown = (carbon ?? "").replace("\u00a0", " ");
    expect(await fresh.explore.figure("Carbon").textContent()).toContain(shown);
    await page.getByRole("link", { name: /Back to the frontier/ }).click();
    await sweep.plane().waitFor();
  });

  it("has limits for the hand and for keys, says which candidate is best then, and forgets them", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    const best = sweep.verdict("Best within the limits");
    const [free, wait] = [await best.textContent(), sweep.limit("Mean wait")];
    expect(await wait.getAttribute("aria-valuetext")).toBe("no limit");
    await wait.focus();
    for (let press = 0; press < 20; press++) await page.keyboard.press("Shift+ArrowLeft");
    expect(await wait.getAttribute("aria-valuetext")).toMatch(/^at most [\d.]+\sh$/);
    await best.getByText(/candidates keep the limits/).waitFor();
    expect(await best.textContent()).not.toBe(free);
    await page.keyboard.press("Delete");
    await expect.poll(() => best.textContent()).toBe(free);
    await fresh.explore.drag(sweep.limit("Carbon"), 0, 150);
    expect(await sweep.limit("Carbon").getAttribute("aria-valuetext")).toMatch(/^at most/);
    await wait.focus();
    await page.keyboard.press("Home");
    await best.getByText(/Nothing keeps both limits/).waitFor();
    await page.getByRole("button", { name: "Take the limits away" }).click();
    await expect.poll(() => best.textContent()).toBe(free);
  });

  it("is about other objectives and fewer policies when asked", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    await sweep.figure("Across").selectOption("cost");
    await page.getByRole("application", { name: /^Carbon against Cost/ }).waitFor();
    // What is taken from the other side changes places with it.
    await sweep.figure("Up").selectOption("cost");
    await page.getByRole("application", { name: /^Cost against Carbon/ }).waitFor();
    const all = page.getByRole("button", { name: /^All \d+ candidates$/ });
    const before = Number((await all.textContent())?.match(/\d+/)?.[0]);
    await page.getByRole("button", { name: /^Threshold/ }).click();
    await page.getByRole("button", { name: `All ${before - 5} candidates` }).click();
    const table = page.getByRole("region", { name: "Candidates", exact: true });
    expect(await table.getByRole("row").count()).toBe(before - 5 + 1);
    expect(await table.textContent()).not.toContain("Threshold");
  });
});
