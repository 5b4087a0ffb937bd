/** The thing itself is the control: drags, keys and fields change the answer, one undo takes it back. */
import { describe, expect, it } from "vitest";
import { freshApp } from "./fresh-app.ts";
import { expectAccessible } from "./health.ts";

const fresh = freshApp((explore) => explore.selectPolicy(/^Threshold/));

const value = (name: string | RegExp) =>
  fresh.app.page.getByRole("slider", { name }).getAttribute("aria-valuenow");

describe("threshold", () => {
  it("is dragged with the mouse; one undo restores, one redo repeats", async () => {
    const before = await fresh.explore.numbers();
    const limit = await value(/^Limit of/);
    await fresh.explore.drag(fresh.explore.threshold(), 0, 30);
    const after = await fresh.explore.numbersOtherThan(before);
    expect(Number(await value(/^Limit of/))).toBeLessThan(Number(limit));
    await fresh.explore.undo();
    await fresh.explore.numbersAre(before);
    expect(await value(/^Limit of/)).toBe(limit);
    expect(await fresh.app.page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
    await fresh.app.page.keyboard.press("Control+Shift+Z");
    await fresh.explore.numbersAre(after);
  });

  it("is moved with keys; one undo restores", async () => {
    const before = await fresh.explore.numbers();
    const limit = Number(await value(/^Limit of/));
    await fresh.explore.threshold().focus();
    for (const key of ["Shift+ArrowDown", "Shift+ArrowDown", "ArrowDown"])
      await fresh.app.page.keyboard.press(key);
    await fresh.explore.numbersOtherThan(before);
    expect(Number(await value(/^Limit of/))).toBe(limit - 41);
    await fresh.app.page.keyboard.press("Control+Z");
    await fresh.explore.numbersAre(before);
  });

  it("follows the field, and the lane's name follows both", async () => {
    await fresh.explore.inspector().getByLabel("Limit", { exact: true }).fill("150");
    await fresh.app.page.keyboard.press("Enter");
    await expect.poll(() => value(/^Limit of/)).toBe("150");
    await fresh.explore.row(/^Threshold < 150 g$/).waitFor();
  });
});

describe("deadline", () => {
  it("is dragged on the chart and holds for every policy", async () => {
    const before = await fresh.explore.numbers();
    const minutes = Number(await value("Deadline"));
    await fresh.explore.drag(fresh.explore.deadline(), 40, 0);
    await fresh.explore.numbersOtherThan(before);
    expect(Number(await value("Deadline"))).toBeGreaterThan(minutes);
    await fresh.explore.undo();
    await fresh.explore.numbersAre(before);
    expect(Number(await value("Deadline"))).toBe(minutes);
  });

  it("is moved with keys", async () => {
    const before = await fresh.explore.numbers();
    const minutes = Number(await value("Deadline"));
    await fresh.explore.deadline().focus();
    await fresh.app.page.keyboard.press("Shift+ArrowLeft");
    await fresh.explore.numbersOtherThan(before);
    expect(Number(await value("Deadline"))).toBe(minutes - 60);
  });

  it("may be dragged anywhere without losing the answer", async () => {
    await fresh.explore.deadline().focus();
    for (const key of ["Home", "End"]) {
      await fresh.app.page.keyboard.press(key);
      await expect.poll(() => fresh.explore.numbers()).not.toContain("NaN");
      expect(await fresh.app.page.getByRole("alert").count()).toBe(0);
    }
  });
});

describe("drift-gated", () => {
  it("has its losses as fields", async () => {
    await fresh.explore.selectPolicy(/^Drift-gated/);
    const before = await fresh.explore.numbers();
    await fresh.explore.inspector().getByLabel("Small loss, waits above").fill("0.2");
    await fresh.app.page.keyboard.press("Enter");
    await fresh.explore.numbersOtherThan(before);
    await fresh.app.page.getByRole("button", { name: "Reset" }).click();
    await fresh.explore.numbersAre(before);
  });
});

describe("forecast", () => {
  const model = () => fresh.explore.inspector().getByLabel("Model", { exact: true });

  it("is chosen for all policies, moves those that look at it, and is one step of undo", async () => {
    const window = fresh.explore.row(/^Lowest window/);
    const threshold = fresh.explore.row(/^Threshold/);
    await fresh.explore.numbers();
    const [before, other] = [await window.textContent(), await threshold.textContent()];
    await fresh.explore.inspector().getByRole("heading", { name: "Forecast" }).click();
    await model().selectOption("oracle");
    await expect.poll(() => window.textContent()).not.toBe(before);
    await fresh.explore.inspector().getByText("Rests on the truth", { exact: true }).waitFor();
    await fresh.app.page.getByText(/forecast: oracle \(rests on the truth\)/).waitFor();
    await fresh.explore.inspector().getByLabel("Issued").selectOption("86400000");
    await fresh.explore.inspector().getByLabel("Known for").selectOption("21600000");
    // A forecast that ends before the next one comes would be refused.
    expect(await fresh.explore.inspector().getByLabel("Issued").inputValue()).toBe("21600000");
    await expect.poll(() => threshold.textContent()).toBe(other);
    for (const _ of [1, 2, 3]) await fresh.explore.undo();
    await expect.poll(() => window.textContent()).toBe(before);
    expect(await model().inputValue()).toBe("same-hour-yesterday");
    expect(await fresh.app.page.getByRole("alert").count()).toBe(0);
  });

  it("has the settings of the model that is chosen", async () => {
    await fresh.explore.inspector().getByRole("heading", { name: "Forecast" }).click();
    await model().selectOption("lead-time-error");
    const window = fresh.explore.row(/^Lowest window/);
    const before = await window.textContent();
    await fresh.explore.inspector().getByLabel("Error, sigma").fill("90");
    await fresh.app.page.keyboard.press("Enter");
    await expect.poll(() => window.textContent()).not.toBe(before);
    await expectAccessible(fresh.app.page);
  });
});
