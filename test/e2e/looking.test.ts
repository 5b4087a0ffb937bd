/** Looking closer: a run, a number, a table, another week, every command. */
import { describe, expect, it } from "vitest";
import { freshApp } from "./fresh-app.ts";
import { expectAccessible } from "./health.ts";

const fresh = freshApp();

describe("a run", () => {
  it("opens in the inspector, with its decision and its steps", async () => {
    await fresh.explore
      .runs(/Lowest window/)
      .nth(2)
      .click();
    const run = fresh.explore.inspector().getByRole("region", { name: "Selected run" });
    for (const name of ["Asked for", "Decided", "Because", "Forecast then", "Came true"])
      await run.getByText(name, { exact: true }).waitFor();
    expect(await run.getByRole("row").count()).toBeGreaterThan(3);
    const said = fresh.app.page.getByRole("status").filter({ hasText: "Asked for" });
    await expect.poll(() => said.textContent()).toMatch(/^Lowest window.*Asked for .* ran /);
    await fresh.app.page.keyboard.press("Escape");
    await run.getByText("Select a run in the picture").waitFor();
  });

  it("is reached and left by keyboard", async () => {
    const runs = fresh.explore.runs(/Threshold/);
    await runs.first().focus();
    await fresh.app.page.keyboard.press("ArrowRight");
    await expect.poll(() => runs.nth(1).getAttribute("aria-selected")).toBe("true");
    await fresh.app.page.keyboard.press("ArrowDown");
    const below = fresh.explore.runs(/Lowest window/).nth(1);
    await expect.poll(() => below.getAttribute("aria-selected")).toBe("true");
    expect(await below.evaluate((each) => each === document.activeElement)).toBe(true);
  });
});

describe("a number", () => {
  it.each([
    "SCI",
    "Carbon",
    "Above best",
    "Energy",
    "Cost",
    "Mean wait",
    "Deadline misses",
    "Accuracy",
  ])("%s opens to its formula and sources", async (label) => {
    await fresh.explore.figure(label).click();
    const popup = fresh.app.page.getByRole("dialog");
    await popup.getByText("Sources", { exact: true }).waitFor();
    expect(await popup.textContent()).toContain("=");
  });
});

describe("tables", () => {
  it("stand behind the picture", async () => {
    const toggle = fresh.app.page.getByRole("button", { name: "View as table" });
    await toggle.click();
    const runs = fresh.app.page.getByRole("table", { name: "Runs in the visible window" });
    expect(await runs.getByRole("row").count()).toBe(1 + 5 * 7);
    const hours = fresh.app.page.getByRole("table", { name: /^Carbon intensity/ });
    expect(await hours.getByRole("row").count()).toBe(1 + 7 * 24);
    await fresh.app.page.getByRole("table", { name: /^Model accuracy/ }).waitFor();
    await expectAccessible(fresh.app.page);
    await fresh.app.page.keyboard.press("t");
    await fresh.app.page.getByTestId("plot").waitFor();
  });

  it("sort by keyboard and copy as CSV", async () => {
    const table = fresh.app.page.getByRole("region", { name: "Comparison table" });
    const head = table.getByRole("columnheader", { name: /^Carbon/ });
    await head.getByRole("button").focus();
    await fresh.app.page.keyboard.press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    const first = await table.getByRole("row").nth(1).textContent();
    await fresh.app.page.keyboard.press("Enter");
    expect(await table.getByRole("row").nth(1).textContent()).not.toBe(first);
    await fresh.app.page.getByRole("button", { name: "Copy as CSV" }).click();
    await fresh.app.page.getByRole("button", { name: "Copied" }).waitFor();
    const csv = await fresh.app.page.evaluate(() => navigator.clipboard.readText());
    expect(csv.split("\r\n")).toHaveLength(6);
  });
});

describe("the visible window", () => {
  it("moves by weeks, by keys, and to the whole period", async () => {
    const { page } = fresh.app;
    const brush = page.getByRole("slider", { name: "Visible window" });
    const first = await brush.getAttribute("aria-valuetext");
    await page.getByRole("button", { name: "Week after" }).click();
    await expect.poll(() => brush.getAttribute("aria-valuetext")).not.toBe(first);
    await page.getByRole("button", { name: "Week before" }).click();
    await expect.poll(() => brush.getAttribute("aria-valuetext")).toBe(first);
    await brush.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => brush.getAttribute("aria-valuetext")).toBe("1–7 Jan 2024");
    await page.keyboard.press("w");
    await expect.poll(() => fresh.explore.runs(/Threshold/).count()).toBe(366);
    await expectAccessible(page);
  });
});

describe("commands", () => {
  it("are all found by typing", async () => {
    const { page } = fresh.app;
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search commands" }).fill("select immediate");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page
      .getByRole("heading", { level: 2, name: /^Immediate/ })
      .first()
      .waitFor();
  });

  it("are listed with their keys", async () => {
    await fresh.app.page.keyboard.press("?");
    const sheet = fresh.app.page.getByRole("dialog", { name: "Keys" });
    await sheet.getByText("Undo", { exact: true }).waitFor();
    await expectAccessible(fresh.app.page);
    await fresh.app.page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
  });
});
