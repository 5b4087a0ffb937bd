/** The Live run room for everyone, everywhere: both themes, small windows, suspended nodes, lost engines. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeLive } from "../fakes/live/lab.ts";
import { tell } from "../fakes/live/story.ts";
import { approvedWorld } from "../fakes/live/worlds.ts";
import { ExplorePage } from "./explore-page.ts";
import { expectAccessible, expectNoSidewaysScroll, expectQuiet } from "./health.ts";
import { LivePage, PATIENT } from "./live-page.ts";
import type { OpenApp, OpenOptions, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

let runner: Runner;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());

async function withRuns(
  options: OpenOptions,
  act: (room: LivePage, lab: FakeLive, app: OpenApp) => Promise<void>,
): Promise<void> {
  const lab = new FakeLive();
  lab.logText = "one\ntwo\n";
  const app = await runner.open({
    ...options,
    withLab: (real) => ({ ...real, ...lab.procedures() }),
  });
  try {
    await new ExplorePage(app.page).ready();
    await act(await new LivePage(app.page).open(), lab, app);
  } finally {
    await app.close();
  }
}

describe.each(["light", "dark"] as const)("%s theme", (colorScheme) => {
  it("is accessible from the empty list to the consent", async () => {
    await withRuns({ colorScheme }, async (room, lab, app) => {
      const { page } = app;
      await expectAccessible(page);
      lab.add("nightly-retrain", "threshold", 0.4213, "paused");
      lab.set(lab.add("green-e2e-ml", "naive", 0.3, "interrupted"), { message: "It was ended." });
      lab.add("green-e2e-ml", "naive", 1, "failed");
      await room.run(/run 2/).waitFor();
      await expectAccessible(page);
      await room.start().click();
      await room.consent().waitFor();
      await expectAccessible(page);
      expectQuiet(app);
    });
  });

  it("is accessible from the picture of a run to its log and its tables", async () => {
    await withRuns({ colorScheme }, async (room, lab, app) => {
      const { page } = app;
      await room.openRun(lab.add("green-e2e-ml", "naive", 0.55, "paused"));
      await room.node(/^model-training, Pod/).waitFor();
      await expectAccessible(page);
      await room.node(/^model-training, Pod/).click();
      await room.search().fill("tw");
      await room.log().locator("mark").first().waitFor();
      await expectAccessible(page);
      await room.figure("Carbon so far").click();
      await page.getByRole("dialog").waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await room.button("View as table").click();
      await expectAccessible(page);
      expectQuiet(app);
    });
  });
});

describe("small windows", () => {
  it.each([
    [1024, 640],
    // 1440 x 940 at 200 % zoom.
    [720, 470],
    [600, 900],
  ])("have everything at %i x %i", async (width, height) => {
    await withRuns({ width, height }, async (room, lab, app) => {
      const id = lab.add("nightly-retrain", "threshold", 0.4213, "paused");
      await room.run(/run 1/).waitFor();
      await expectNoSidewaysScroll(app.page);
      await room.openRun(id);
      await expectNoSidewaysScroll(app.page);
      await room.node(/^fetch, Pod/).scrollIntoViewIfNeeded();
      await room.pods().first().scrollIntoViewIfNeeded();
      await room.panel().getByText("Decisions").scrollIntoViewIfNeeded();
      await room.log().scrollIntoViewIfNeeded();
      await room.button("View as table").click();
      await expectNoSidewaysScroll(app.page);
      expectQuiet(app);
    });
  });
});

describe("a suspended node", () => {
  it("is resumed with the values that it waits for, by keyboard alone", async () => {
    await withRuns({}, async (room, lab, app) => {
      // Half a minute after the hour of training; the replay has it approved after a minute.
      const id = lab.tell(tell(approvedWorld(), "now"), "approved", 3_630 / (3 * 86_400));
      await room.openRun(id);
      await room.node(/^approve, Suspend, Running/).focus();
      await app.page.keyboard.press("Enter");
      const form = app.page.getByRole("form", { name: "Resume this node" });
      await form.waitFor();
      await expectAccessible(app.page);
      const go = form.getByRole("button", { name: "Resume this node" });
      expect(await go.isDisabled()).toBe(true);
      await form.getByLabel("verdict").fill("ship");
      await app.page.keyboard.press("Enter");
      await expect.poll(() => lab.controls.length, PATIENT).toBe(1);
      expect(lab.controls[0]?.operation).toEqual({
        ...{ kind: "workflow", request: 0, action: "resume" },
        ...{ node: expect.stringContaining("approve"), outputs: { verdict: "ship" } },
      });
      expectQuiet(app);
    });
  });
});

describe("when something is missing", () => {
  it("keeps the picture when the engine is lost", async () => {
    await withRuns({}, async (room, lab, app) => {
      const id = lab.add("green-e2e-ml", "naive", 0.4);
      await room.openRun(id);
      await app.stopEngine();
      await app.page.getByRole("alert").filter({ hasText: "engine" }).waitFor(PATIENT);
      await room.request(/Tue 14 Nov/).click();
      await app.page.getByRole("heading", { name: /Workflow of Tue 14 Nov/ }).waitFor();
    });
  });

  it("says that a run is not there, and leads to the others", async () => {
    await withRuns({}, async (room, lab, app) => {
      await room.goTo("live/999");
      await app.page.getByRole("alert").filter({ hasText: "There is no live run 999" }).waitFor();
      await room.button("All live runs").click();
      await room.start().waitFor();
      expect(lab.runs.size).toBe(0);
    });
  });

  it("says why a scenario cannot be run for real", async () => {
    await withRuns({}, async (room, lab, app) => {
      lab.refusal = "This scenario says nothing about running for real.";
      await app.page.reload();
      await app.page.getByRole("alert").filter({ hasText: "about running for real" }).waitFor();
      expect(await room.start().isDisabled()).toBe(true);
    });
  });
});
