/** The thing itself is the control: drags, keys and fields change the answer, one undo takes it back. */
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
  await explore.selectPolicy(/^Threshold/);
});
afterEach(async () => {
  expectQuiet(app);
  await app.close();
});

const value = (name: string | RegExp) =>
  app.page.getByRole("slider", { name }).getAttribute("aria-valuenow");

describe("threshold", () => {
  it("is dragged with the mouse; one undo restores, one redo repeats", async () => {
    const before = await explore.numbers();
    const limit = await value(/^Limit of/);
    await explore.drag(explore.threshold(), 0, 30);
    const after = await explore.numbersOtherThan(before);
    expect(Number(await value(/^Limit of/))).toBeLessThan(Number(limit));
    await explore.undo();
    await explore.numbersAre(before);
    expect(await value(/^Limit of/)).toBe(limit);
    expect(await app.page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
    await app.page.keyboard.press("Control+Shift+Z");
    await explore.numbersAre(after);
  });

  it("is moved with keys; one undo restores", async () => {
    const before = await explore.numbers();
    const limit = Number(await value(/^Limit of/));
    await explore.threshold().focus();
    for (const key of ["Shift+ArrowDown", "Shift+ArrowDown", "ArrowDown"])
      await app.page.keyboard.press(key);
    await explore.numbersOtherThan(before);
    expect(Number(await value(/^Limit of/))).toBe(limit - 41);
    await app.page.keyboard.press("Control+Z");
    await explore.numbersAre(before);
  });

  it("follows the field, and the lane's name follows both", async () => {
    await explore.inspector().getByLabel("Limit", { exact: true }).fill("150");
    await app.page.keyboard.press("Enter");
    await expect.poll(() => value(/^Limit of/)).toBe("150");
    await explore.row(/^Threshold < 150 g$/).waitFor();
  });
});

describe("deadline", () => {
  it("is dragged on the chart and holds for every policy", async () => {
    const before = await explore.numbers();
    const minutes = Number(await value("Deadline"));
    await explore.drag(explore.deadline(), 40, 0);
    await explore.numbersOtherThan(before);
    expect(Number(await value("Deadline"))).toBeGreaterThan(minutes);
    await explore.undo();
    await explore.numbersAre(before);
    expect(Number(await value("Deadline"))).toBe(minutes);
  });

  it("is moved with keys", async () => {
    const before = await explore.numbers();
    const minutes = Number(await value("Deadline"));
    await explore.deadline().focus();
    await app.page.keyboard.press("Shift+ArrowLeft");
    await explore.numbersOtherThan(before);
    expect(Number(await value("Deadline"))).toBe(minutes - 60);
  });

  it("may be dragged anywhere without losing the answer", async () => {
    await explore.deadline().focus();
    for (const key of ["Home", "End"]) {
      await app.page.keyboard.press(key);
      await expect.poll(() => explore.numbers()).not.toContain("NaN");
      expect(await app.page.getByRole("alert").count()).toBe(0);
    }
  });
});

describe("drift-gated", () => {
  it("has its losses as fields", async () => {
    await explore.selectPolicy(/^Drift-gated/);
    const before = await explore.numbers();
    await explore.inspector().getByLabel("Small loss, waits above").fill("0.2");
    await app.page.keyboard.press("Enter");
    await explore.numbersOtherThan(before);
    await app.page.getByRole("button", { name: "Reset" }).click();
    await explore.numbersAre(before);
  });
});
