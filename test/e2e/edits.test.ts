/** The thing itself is the control: drags, keys and fields change the answer, one undo takes it back. */
import { describe, expect, it } from "vitest";
import { freshApp } from "./fresh-app.ts";

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
