/** The account of a policy: every number opens, assumptions change it, and it is core's own. */
import { describe, expect, it } from "vitest";
import { assume } from "../../engine/core/account/assume.ts";
import { audit } from "../../engine/core/account/audit.ts";
import { reaccount } from "../../engine/core/account/judge.ts";
import { compare } from "../../engine/core/compare/compare.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { sitesOf } from "../../engine/core/site/site.ts";
import type { Timeline } from "../../engine/core/timeline/timeline.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import { energy, fixed, grams, short } from "../../renderer/widgets/format.ts";
import { AccountingPage, PATIENT } from "./accounting-page.ts";
import { freshApp } from "./fresh-app.ts";

const fresh = freshApp();
const opened = () => new AccountingPage(fresh.app.page).open();

describe("the account", () => {
  it("is that of core, as the scenario says and under assumptions", async () => {
    const world = unwrap(openWorld(unwrap(findScenario("nightly-retrain")), {}));
    const sites = sitesOf(world);
    const { timelines } = compare(world);
    const own = timelines.find(({ policy }) => policy === "threshold") as Timeline;
    const account = await opened();
    await account.policy().selectOption("threshold");
    const plain = audit(own, world, sites).terms;
    await account.termIs("SCI", short(plain.sciGPerUnit as number));
    await account.termIs("E", energy(plain.energyKwh).text);
    await account.termIs("M", grams(plain.embodiedG).text);
    await account.termIs("R", fixed(plain.units));

    const assumptions = { pue: 1.5, embodiedFactor: 2 };
    await account.field("PUE").fill("1.5");
    await account.field("Embodied").fill("2");
    const assumed = assume(world, sites, assumptions);
    const changed = audit(own, assumed.world, assumed.sites).terms;
    await account.termIs("SCI", short(changed.sciGPerUnit as number));
    await account.termIs("E", energy(changed.energyKwh).text);
    await account
      .equation()
      .getByText(`was ${short(plain.sciGPerUnit as number)}`)
      .waitFor();
    const { after, flips } = reaccount(timelines, world, sites, assumptions);
    for (const { policy, sciGPerUnit, savedPct } of after.policies) {
      const title = world.policies.find(({ name }) => name === policy)?.title as string;
      const row = account.table("Policies").getByRole("row", { name: title });
      const text = await row.textContent();
      expect(text).toContain(short(sciGPerUnit as number));
      expect(text).toContain(`${fixed(savedPct as number, 1)}\u00a0%`);
    }
    expect(flips).toEqual([]);
    await account.flips().getByText("No conclusion flips").waitFor();
    await account.assumptions().getByRole("button", { name: "Undo" }).click();
    await account.assumptions().getByRole("button", { name: "Reset all" }).click();
    await account.termIs("SCI", short(plain.sciGPerUnit as number));
  });

  it("opens a number to its formula, inputs, evidence and sources, and gives the focus back", async () => {
    const account = await opened();
    const { page } = fresh.app;
    const energyTerm = account.term("E");
    await energyTerm.focus();
    await page.keyboard.press("Enter");
    const panel = account.opened();
    await panel.getByText("idle power of a node, batch").waitFor();
    await panel.getByText("18.464").waitFor();
    expect(await panel.getByText("sourced").count()).toBeGreaterThan(2);
    await panel.getByText(/^PUE 1.14: Green Software Foundation/).waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await expect
      .poll(() => energyTerm.evaluate((element) => element === document.activeElement), PATIENT)
      .toBe(true);
    await account.term("M").click();
    await account.opened().getByText("expected lifespan, batch").waitFor();
    await account.term("R").click();
    await account.opened().getByText("240 for each day").waitFor();
    await account.opened().getByRole("button", { name: "Close" }).click();
    await account.opened().waitFor({ state: "detached" });
  });

  it("opens from Explore with what was changed there, and the address brings it back", async () => {
    const { page } = fresh.app;
    const { explore } = fresh;
    await explore.selectPolicy(/^Threshold/);
    await explore.threshold().focus();
    await page.keyboard.press("Shift+ArrowUp");
    await page
      .getByRole("heading", { name: /^Threshold < 2[5-9]\d g/ })
      .first()
      .waitFor();
    const sci = /[\d.]+/.exec((await explore.figure("SCI").textContent()) ?? "")?.[0] as string;
    await page.getByRole("button", { name: "Open the account of this policy" }).click();
    const account = await new AccountingPage(page).ready();
    await page.getByText("With your changes from Explore").waitFor();
    expect(await account.policy().inputValue()).toBe("threshold");
    await account.termIs("SCI", sci);
    await account.policy().selectOption("lowest-window");
    await page.waitForURL(/policy=lowest-window/);
    await page.reload();
    await account.ready();
    expect(await account.policy().inputValue()).toBe("lowest-window");
    await page.getByText("With your changes from Explore").waitFor();
    await page.goBack();
    await expect.poll(() => account.policy().inputValue(), PATIENT).toBe("threshold");
    await page.goBack();
    await explore.ready();
  });

  it("is open to the palette and to links that name no policy of the scenario", async () => {
    const { page } = fresh.app;
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search commands" }).fill("account of green");
    await page.keyboard.press("Enter");
    const account = await new AccountingPage(page).ready();
    await page.getByRole("heading", { level: 1, name: /Green e2e ML/ }).waitFor();
    await account.goTo("#accounting/nightly-retrain?policy=nobody&edits=nonsense");
    await page.getByRole("heading", { level: 1, name: /Nightly retrain/ }).waitFor();
    expect(await account.policy().inputValue()).not.toBe("nobody");
  });

  it("says what to do about changes that the engine cannot replay", async () => {
    const { page } = fresh.app;
    const edits = encodeURIComponent('{"policies":{},"forecast":{"model":"no such"}}');
    await page.evaluate((to) => {
      window.location.hash = to;
    }, `#accounting/nightly-retrain?edits=${edits}`);
    const alert = page.getByRole("alert").filter({ hasText: "This scenario has no account" });
    await alert.getByText(/Take back what was changed in Explore/).waitFor();
    await page
      .getByRole("navigation", { name: "Scenarios" })
      .getByRole("button", { name: /Nightly retrain/ })
      .click();
    await new AccountingPage(page).ready();
  });
});

describe("where it comes from, and when", () => {
  it("cuts the account by step, pool and kind, and is a table that is walked by arrows", async () => {
    const account = await opened();
    const { page } = fresh.app;
    const where = account.section("Where it comes from");
    await where.getByRole("button", { name: /^Carbon of train:/ }).waitFor();
    await where.getByLabel("Grouped").selectOption("pool");
    await where.getByRole("button", { name: /^Carbon of batch:/ }).waitFor();
    await where.getByLabel("Quantity").selectOption("cost");
    await where.getByLabel("Grouped").selectOption("kind");
    await where.getByRole("button", { name: /^Cost of Idle:/ }).waitFor();
    await where.getByLabel("Grouped").selectOption("step");
    await where.getByRole("button", { name: "View as table" }).click();
    const table = account.table("Where it comes from");
    await table.getByRole("button").first().focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "Enter"])
      await page.keyboard.press(key);
    await account
      .opened()
      .getByRole("heading", { name: /^Carbon of train/ })
      .waitFor();
    await page.keyboard.press("Escape");
  });

  it("shows each day against the grid, zooms to hours, and has a cursor for keys", async () => {
    const account = await opened();
    const { page } = fresh.app;
    const time = account.section("Over time");
    const cursor = time.getByRole("slider", { name: "Cursor over time" });
    await cursor.focus();
    await page.keyboard.press("Home");
    expect(await cursor.getAttribute("aria-valuetext")).toMatch(/^Mon 1 Jan: .* grid \d+ g\/kWh$/);
    await time.getByRole("button", { name: "Back to one week" }).click();
    await time.getByText(/by the hour/).waitFor();
    await cursor.focus();
    await page.keyboard.press("End");
    expect(await cursor.getAttribute("aria-valuetext")).toMatch(/, 23:00: /);
    await page.keyboard.press("t");
    expect(await account.table("Carbon over time").getByRole("row").count()).toBe(7 * 24 + 1);
  });
});
