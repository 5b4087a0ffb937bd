/** Models and drift for everyone, everywhere: both themes, small windows, and with the keyboard alone. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExplorePage } from "./explore-page.ts";
import { expectAccessible, expectNoSidewaysScroll, expectQuiet } from "./health.ts";
import { PATIENT, QualityPage } from "./quality-page.ts";
import type { OpenApp, OpenOptions, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

let runner: Runner;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());

async function withRoom(
  options: OpenOptions,
  act: (app: OpenApp, room: QualityPage) => Promise<void>,
): Promise<void> {
  const app = await runner.open(options);
  try {
    await new ExplorePage(app.page).ready();
    await act(app, await (await new QualityPage(app.page).open()).ready());
    expectQuiet(app);
  } finally {
    await app.close();
  }
}

describe.each(["light", "dark"] as const)("%s theme", (colorScheme) => {
  it("is accessible as pictures, with a cell, opened, and as tables", async () => {
    await withRoom({ colorScheme }, async ({ page }, room) => {
      await expectAccessible(page);
      // A year of nightly models is a table that takes long to look through.
      await (await room.goTo("#quality/green-e2e-ml")).ready();
      await page.getByRole("heading", { level: 1, name: /^Green e2e ML/ }).waitFor();
      await room.map().focus();
      await page.keyboard.press("ArrowRight");
      await room
        .panel()
        .getByRole("button", { name: /^Accuracy here/ })
        .click();
      await page.getByRole("dialog").waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("t");
      await page.getByRole("grid", { name: "Batches under the policy" }).waitFor();
      await expectAccessible(page);
    });
  });
});

describe("small windows", () => {
  it.each([
    [1024, 640],
    [720, 470],
  ])("has everything at %i x %i", async (width, height) => {
    await withRoom({ width, height }, async ({ page }, room) => {
      await expectNoSidewaysScroll(page);
      await room.policies().scrollIntoViewIfNeeded();
      await room.panel().scrollIntoViewIfNeeded();
      await expectAccessible(page);
    });
  });
});

it("narrows the window and reads a batch with keys alone", async () => {
  await withRoom({}, async ({ page }, room) => {
    await page.getByRole("link", { name: "Skip to the answer" }).focus();
    await page.keyboard.press("Enter");
    const reached = async (name: RegExp) => {
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press("Tab");
        const text = await page.evaluate(
          () => document.activeElement?.getAttribute("aria-label") ?? "",
        );
        if (name.test(text)) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await reached(/^Accuracy by model/);
    await page.keyboard.press("End");
    await expect
      .poll(() => room.panel().getByRole("status").textContent(), PATIENT)
      .toMatch(/Mon 1 Jan on .*Tue 31 Dec/);
    await reached(/^Cursor over time/);
    await page.keyboard.press("Home");
    expect(await room.cursor().getAttribute("aria-valuetext")).toContain("Mon 1 Jan");
    await reached(/^Window ends/);
    await page.keyboard.press("Home");
    await expect.poll(() => room.cursor().getAttribute("aria-valuemax"), PATIENT).not.toBe("365");
  });
});
