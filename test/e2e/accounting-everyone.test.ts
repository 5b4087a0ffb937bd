/** Accounting for everyone, everywhere: both themes, small windows, and with the keyboard alone. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccountingPage, PATIENT } from "./accounting-page.ts";
import { ExplorePage } from "./explore-page.ts";
import { expectAccessible, expectNoSidewaysScroll, expectQuiet } from "./health.ts";
import type { OpenApp, OpenOptions, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

let runner: Runner;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());

async function withAccount(
  options: OpenOptions,
  act: (app: OpenApp, account: AccountingPage) => Promise<void>,
): Promise<void> {
  const app = await runner.open(options);
  try {
    await new ExplorePage(app.page).ready();
    await act(app, await new AccountingPage(app.page).open());
    expectQuiet(app);
  } finally {
    await app.close();
  }
}

describe.each(["light", "dark"] as const)("%s theme", (colorScheme) => {
  it("is accessible as pictures, as tables, opened, and under an assumption", async () => {
    await withAccount({ colorScheme }, async ({ page }, account) => {
      await account.section("How sensitive it is").getByRole("list").waitFor();
      await expectAccessible(page);
      await account.term("SCI").click();
      await account.opened().waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await account.field("PUE").fill("1.8");
      await account.flips().waitFor();
      await account
        .section("Where it comes from")
        .getByRole("button", { name: "View as table" })
        .click();
      await expectAccessible(page);
    });
  });
});

describe("small windows", () => {
  it.each([
    [1024, 640],
    [720, 470],
  ])("has everything at %i x %i", async (width, height) => {
    await withAccount({ width, height }, async ({ page }, account) => {
      await expectNoSidewaysScroll(page);
      await account.slider("PUE").scrollIntoViewIfNeeded();
      await account.section("How well it is known").scrollIntoViewIfNeeded();
      await expectAccessible(page);
    });
  });
});

it("goes from a number to an assumption and back with keys alone", async () => {
  await withAccount({}, async ({ page }, account) => {
    await page.getByRole("link", { name: "Skip to the answer" }).focus();
    await page.keyboard.press("Enter");
    const reached = async (name: RegExp) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press("Tab");
        const text = await page.evaluate(() => {
          const element = document.activeElement;
          return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
        });
        if (name.test(text)) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await reached(/^SCI: /);
    await page.keyboard.press("Enter");
    await account.opened().waitFor();
    await page.keyboard.press("Escape");
    await account.opened().waitFor({ state: "detached" });
    const before = await account.term("SCI").textContent();
    await reached(/^Power, slider/);
    await page.keyboard.press("End");
    await expect.poll(() => account.term("SCI").textContent(), PATIENT).not.toBe(before);
    await page.keyboard.press("Control+z");
    await expect.poll(() => account.term("SCI").textContent(), PATIENT).toBe(before);
  });
});
