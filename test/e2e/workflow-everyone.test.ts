/** The Workflow screen for everyone: both themes, small windows, nothing that moves by itself. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExplorePage } from "./explore-page.ts";
import { expectAccessible, expectNoSidewaysScroll, expectQuiet } from "./health.ts";
import type { OpenOptions, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";
import { EVERYTHING } from "./workflow-files.ts";
import { WorkflowPage } from "./workflow-page.ts";

let runner: Runner;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());

async function withWorkflow(
  options: OpenOptions,
  act: (workflow: WorkflowPage) => Promise<void>,
): Promise<void> {
  const app = await runner.open(options);
  try {
    await new ExplorePage(app.page).ready();
    const workflow = await new WorkflowPage(app.page).go();
    await act(workflow);
    expectQuiet(app);
  } finally {
    await app.close();
  }
}

describe.each(["light", "dark"] as const)("%s theme", (colorScheme) => {
  it("is accessible before and after a workflow is open", async () => {
    await withWorkflow({ colorScheme }, async (workflow) => {
      await expectAccessible(workflow.page);
      await workflow.open(EVERYTHING);
      await expectAccessible(workflow.page);
      await workflow.page.keyboard.press("e");
      await workflow.node(/^score\(0:0\)/).waitFor();
      await workflow.node(/^fetch, Pod/).click();
      await expectAccessible(workflow.page);
    });
  });
});

describe("small windows", () => {
  it.each([
    [1024, 640],
    // 1440 x 940 at 200 % zoom.
    [720, 470],
  ])("has everything at %i x %i", async (width, height) => {
    await withWorkflow({ width, height }, async (workflow) => {
      await workflow.open(EVERYTHING);
      await expectNoSidewaysScroll(workflow.page);
      await workflow.bars().first().scrollIntoViewIfNeeded();
      await workflow.panel().getByRole("button", { name: "Run" }).scrollIntoViewIfNeeded();
      await expectAccessible(workflow.page);
    });
  });
});

describe("loading", () => {
  it("brings the graph and its layout kernel only when the room is opened", async () => {
    const app = await runner.open();
    try {
      const loaded = () =>
        app.page.evaluate(() =>
          performance
            .getEntriesByType("resource")
            .map(({ name }) => name.split("/").at(-1) ?? "")
            .filter((name) => /^(?:room|elk-worker)/.test(name)),
        );
      await new ExplorePage(app.page).ready();
      expect(await loaded()).toEqual([]);
      const workflow = await new WorkflowPage(app.page).go();
      await workflow.open(EVERYTHING);
      expect(await loaded()).not.toEqual([]);
    } finally {
      await app.close();
    }
  });
});
