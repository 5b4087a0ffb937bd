/** A sweep from the form to the single replay: values, progress, pictures, and what went wrong. */
import { describe, expect, it } from "vitest";
import { freshApp } from "./fresh-app.ts";
import { SweepPage } from "./sweep-page.ts";

const fresh = freshApp();

const opened = () => new SweepPage(fresh.app.page).open();

describe("the form", () => {
  it("says how many replays it takes before anything runs, and what is wrong with a value", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    const start = page.getByRole("button", { name: "Start the sweep" });
    expect(await start.isDisabled()).toBe(true);
    await sweep.vary("threshold limit", "180, 240, 300");
    await sweep.vary("deadline", "6h, 8h");
    await page.getByText("6 points under 5 policies: 30 replays").waitFor();
    await page.getByRole("checkbox", { name: "Immediate" }).uncheck();
    await page.getByText("6 points under 4 policies: 24 replays").waitFor();
    expect(await page.getByRole("checkbox", { name: /^Nightly/ }).isDisabled()).toBe(true);
    const last = page.getByRole("listitem").last();
    await last.getByRole("textbox").fill("soon");
    await last.getByText("soon is not a duration such as 90m, 6h or 1d.").waitFor();
    expect(await start.isDisabled()).toBe(true);
    await last.getByRole("button", { name: /^Take .* out$/ }).click();
    await page.getByText("3 points under 4 policies: 12 replays").waitFor();
  });

  it("takes a range, and begins with one press", async () => {
    await opened();
    const { page } = fresh.app;
    await page.getByRole("button", { name: "Threshold < 240 g: Limit" }).click();
    await page.getByLabel(/^How the values/).selectOption("range");
    await page.getByLabel("Threshold < 240 g: Limit, from").fill("100");
    await page.getByLabel("Threshold < 240 g: Limit, to").fill("400");
    await page.getByLabel("Threshold < 240 g: Limit, step").fill("20");
    await page.getByText("16 values: 100, 120, 140 … 400").waitFor();
    await page.getByText("16 points under 5 policies: 80 replays").waitFor();
  });
});

describe("a sweep", () => {
  it("opens the replay of a cell, whose figure is that of the cell, and comes back to it", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    await sweep.vary("threshold limit", "180, 300");
    await sweep.vary("deadline", "6h, 10h");
    await sweep.start();
    await sweep.finished();
    const map = sweep.map(/^Carbon of Threshold/);
    await map.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    const own = sweep.point().getByRole("button", { name: /^Threshold/ });
    await sweep.point().getByText("300\u00a0g/kWh", { exact: true }).waitFor();
    await sweep.point().getByText("10h", { exact: true }).waitFor();
    const figure = await own.getByText(/^[\d.]+$/).textContent();
    await page.keyboard.press("Enter");
    await fresh.explore.ready();
    await page.getByText("threshold.limitGPerKwh = 300 · workload.deadline = 10h").waitFor();
    expect(await page.locator("#strip-title").textContent()).toMatch(/^Threshold/);
    expect(await fresh.explore.figure("Carbon").textContent()).toContain(`${figure} kg`);
    expect(await fresh.explore.inspector().getByLabel("Limit", { exact: true }).inputValue()).toBe(
      "300",
    );
    await page.goBack();
    await map.waitFor();
    await page.goForward();
    await page.getByRole("link", { name: /Back to the sweep/ }).click();
    await map.waitFor();
  });

  it("shows distributions over what nobody chooses, and how often each policy is the best", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    await sweep.vary("threshold limit", "180, 240, 300");
    await sweep.vary("seed", "1, 2, 3, 4");
    await sweep.start();
    await sweep.finished();
    const chart = page.getByRole("application", { name: /^Carbon/ });
    expect(await chart.getAttribute("aria-roledescription")).toBe("line chart");
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    await sweep.point().getByText("median and 5–95 % of 4").waitFor();
    for (const name of ["5 %", "the median", "95 %"])
      await sweep.point().getByRole("button", { name, exact: true }).waitFor();
    const table = page.getByRole("region", { name: "Distribution" });
    await table.getByText("12 compared").waitFor();
    expect(await table.getByRole("row", { name: /^Drift-gated/ }).textContent()).toContain("100");
    await sweep.figure("Down").selectOption({ label: "Seed" });
    await sweep.figure("Policies").selectOption(":side");
    expect(await sweep.map(/^Carbon of /).count()).toBe(5);
    await page.getByRole("button", { name: "View as table" }).click();
    const cells = page.getByRole("region", { name: /^Carbon/ }).getByRole("row");
    expect(await cells.count()).toBe(13);
  });

  it("is cancelled, stays readable, and goes on where it was", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    const limits = Array.from({ length: 60 }, (_, index) => 100 + index * 5).join(", ");
    await sweep.vary("threshold limit", limits);
    await sweep.vary("deadline", "5h, 6h, 7h, 8h");
    await sweep.start();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("cancelled", { exact: true }).waitFor();
    const bar = page.getByRole("progressbar");
    expect(Number(await bar.getAttribute("aria-valuenow"))).toBeLessThan(240);
    await page.getByRole("button", { name: "Resume" }).click();
    await sweep.finished();
    await sweep.figure("Policies").selectOption(":side");
    await page.getByText("240 compared").waitFor();
  });

  it("keeps what was answered and lists what was not, with the reason", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    await sweep.vary("deadline", "5m, 8h");
    await sweep.start();
    await sweep.finished();
    await page.getByText("1 point failed").click();
    const failed = page.getByRole("region", { name: "Failed points" });
    await failed.getByText(/Deadline 5m/).waitFor();
    expect(await failed.getByRole("code").count()).toBeGreaterThan(0);
    await page.getByRole("region", { name: "Distribution" }).getByText("1 compared").waitFor();
  });

  it("is found among the earlier ones, and deleted after a question", async () => {
    const sweep = await opened();
    const { page } = fresh.app;
    await sweep.vary("seed", "1, 2");
    await sweep.start();
    await sweep.finished();
    await page.getByRole("button", { name: "New sweep" }).click();
    const earlier = page.getByRole("region", { name: "Earlier sweeps" }).getByRole("table");
    await earlier.getByRole("button", { name: "Seed", exact: true }).waitFor();
    await earlier.getByRole("button", { name: "Delete Seed" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Keep it" }).click();
    await earlier.getByRole("button", { name: "Delete Seed" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await earlier.waitFor({ state: "detached" });
  });
});
