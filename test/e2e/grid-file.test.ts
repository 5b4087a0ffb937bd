/** A grid history of one's own: used when it is good, refused with file, line and remedy when not. */
import { describe, expect, it } from "vitest";
import { freshApp } from "./fresh-app.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2023, 11, 30);

/** A year and some days, hourly: low at noon, high at midnight. */
function goodCsv(): string {
  const lines = Array.from({ length: 24 * 372 }, (_, hour) => {
    const at = new Date(START_MS + hour * HOUR_MS).toISOString().replace(".000", "");
    return `${at},${300 - 10 * Math.abs(12 - (hour % 24))}`;
  });
  return ["timestamp,gco2_per_kwh", ...lines, ""].join("\n");
}

const badCsv = goodCsv().replace("2024-01-05T00:00:00Z", "yesterday");

const fresh = freshApp();

function choose(name: string, text: string): Promise<void> {
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  return fresh.app.page.getByLabel("Grid file").setInputFiles(file);
}

describe("own grid file", () => {
  it("is used, said to be in use, and given back", async () => {
    const { page } = fresh.app;
    const before = await fresh.explore.numbers();
    await choose("mine.csv", goodCsv());
    await page.getByText("Your file: mine.csv").waitFor();
    await page.getByText("Real history", { exact: true }).waitFor();
    const own = await fresh.explore.numbersOtherThan(before);
    expect(own).not.toContain("NaN");
    await page.getByRole("button", { name: "Back to the scenario's own grid" }).click();
    await page.getByText("Synthetic", { exact: true }).waitFor();
    await fresh.explore.numbersAre(before);
  });

  it("is refused with line and remedy, and the old answer stays", async () => {
    const { page } = fresh.app;
    const before = await fresh.explore.numbers();
    await choose("broken.csv", badCsv);
    const alert = page.getByRole("alert");
    await alert.getByRole("heading", { name: /^broken.csv cannot be used/ }).waitFor();
    expect(await alert.textContent()).toMatch(/line \d+/);
    expect(await fresh.explore.numbers()).toBe(before);
    await alert.getByRole("button", { name: "Dismiss" }).click();
    await alert.waitFor({ state: "hidden" });
  });

  it("can be dropped on the page", async () => {
    const { page } = fresh.app;
    const text = goodCsv();
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "dropped.csv", { type: "text/csv" }));
      return data;
    }, text);
    await page.getByTestId("plot").dispatchEvent("drop", { dataTransfer: transfer });
    await page.getByText("Your file: dropped.csv").waitFor();
  });
});
