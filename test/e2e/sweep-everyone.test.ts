/** Sweep and Frontier for everyone, everywhere: both themes, small windows, lost engines. */
import { afterAll, beforeAll, describe, it } from "vitest";
import { ExplorePage } from "./explore-page.ts";
import { expectAccessible, expectNoSidewaysScroll, expectQuiet } from "./health.ts";
import type { OpenApp, OpenOptions, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";
import { SweepPage } from "./sweep-page.ts";

let runner: Runner;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());

async function withSweep(
  options: OpenOptions,
  act: (app: OpenApp, sweep: SweepPage) => Promise<void>,
): Promise<void> {
  const app = await runner.open(options);
  try {
    await new ExplorePage(app.page).ready();
    await act(app, await new SweepPage(app.page).open());
  } finally {
    await app.close();
  }
}

async function vary(sweep: SweepPage): Promise<void> {
  await sweep.vary("threshold limit", "180, 240, 300");
  await sweep.vary("deadline", "6h, 8h");
}

describe.each(["light", "dark"] as const)("%s theme", (colorScheme) => {
  it("is accessible from the form to the frontier", async () => {
    await withSweep({ colorScheme }, async (app, sweep) => {
      await sweep.picker().click();
      await expectAccessible(app.page);
      await vary(sweep);
      await expectAccessible(app.page);
      await sweep.start();
      await expectAccessible(app.page);
      await sweep.finished();
      await sweep.map(/Threshold/).focus();
      await expectAccessible(app.page);
      await sweep.figure("Down").selectOption("none");
      await expectAccessible(app.page);
      await sweep.openFrontier();
      await sweep.plane().focus();
      await sweep.limit("Carbon").press("Shift+ArrowDown");
      await expectAccessible(app.page);
      expectQuiet(app);
    });
  });
});

describe("small windows", () => {
  it.each([
    [1024, 640],
    // 1440 x 940 at 200 % zoom.
    [720, 470],
  ])("have everything at %i x %i", async (width, height) => {
    await withSweep({ width, height }, async (app, sweep) => {
      await expectNoSidewaysScroll(app.page);
      await vary(sweep);
      await expectNoSidewaysScroll(app.page);
      await sweep.start();
      await sweep.finished();
      await sweep.figure("Policies").selectOption(":side");
      await expectNoSidewaysScroll(app.page);
      await sweep.point().scrollIntoViewIfNeeded();
      await sweep.openFrontier();
      await expectNoSidewaysScroll(app.page);
      await sweep.verdict("Knee").scrollIntoViewIfNeeded();
      expectQuiet(app);
    });
  });
});

describe("when something is missing", () => {
  it("keeps the picture when the engine is lost", async () => {
    await withSweep({}, async (app, sweep) => {
      await vary(sweep);
      await sweep.start();
      await sweep.finished();
      await app.stopEngine();
      await app.page.getByRole("alert").filter({ hasText: "engine" }).waitFor();
      await sweep.map(/Threshold/).focus();
      await sweep.point().getByText("At this point").waitFor();
    });
  });

  it("says that a sweep is not there, and leads to a new one", async () => {
    await withSweep({}, async ({ page }, sweep) => {
      const go = (hash: string) =>
        page.evaluate((next) => {
          window.location.hash = next;
        }, hash);
      await go("#sweep/999");
      await page.getByRole("alert").filter({ hasText: "there is no sweep 999" }).waitFor();
      await go("#frontier/999");
      await page.getByRole("heading", { name: "This sweep is not there any more" }).waitFor();
      await page.getByRole("button", { name: "New sweep" }).click();
      await sweep.picker().waitFor();
    });
  });
});
