/** A person opens an Argo workflow, runs it on the virtual clock, and looks around in it. */
import { beforeEach, describe, expect, it } from "vitest";
import { freshApp } from "./fresh-app.ts";
import { expectAccessible } from "./health.ts";
import { ASKS, BROKEN, EVERYTHING, loopOf, PROFILE, wideDag } from "./workflow-files.ts";
import { WorkflowPage } from "./workflow-page.ts";

const fresh = freshApp();
let workflow: WorkflowPage;

beforeEach(async () => {
  workflow = await new WorkflowPage(fresh.app.page).go();
});

describe("opening", () => {
  it("runs a bundled workflow, and its address brings it back", async () => {
    const { page } = fresh.app;
    await page.getByRole("button", { name: /^Nightly retrain.*workflow\.yaml/ }).click();
    await workflow.node(/^train, Pod, Succeeded/).waitFor();
    await page.getByText("Virtual clock: durations are modelled").waitFor();
    expect(page.url()).toMatch(/#workflow\/nightly-retrain$/);
    await page.reload();
    await workflow.node(/^train, Pod, Succeeded/).waitFor();
    await page.goBack();
    await page.goForward();
    await expectAccessible(page);
  });

  it("keeps the run while another room is visited", async () => {
    const { page } = fresh.app;
    await workflow.open(EVERYTHING);
    const rooms = page.getByRole("navigation", { name: "Rooms" });
    await rooms.getByRole("link", { name: "Explore" }).click();
    await fresh.explore.ready();
    await rooms.getByRole("link", { name: "Workflow" }).click();
    await workflow.node(/^fetch, Pod/).waitFor();
  });

  it("says what is wrong with a file, where, and what to do", async () => {
    await workflow.choose(BROKEN);
    const alert = fresh.app.page.getByRole("alert");
    await alert.getByText(/'mian'/).waitFor();
    expect(await alert.textContent()).toMatch(
      /own-0\.yaml · line 9 · column \d+ .*argo\/no-template/,
    );
    expect(await alert.textContent()).toContain("main");
    await expectAccessible(fresh.app.page);
  });

  it("keeps the run when a second file cannot be used", async () => {
    await workflow.open(EVERYTHING);
    await workflow.choose(BROKEN);
    await fresh.app.page.getByRole("alert").waitFor();
    await fresh.app.page.getByRole("button", { name: "Dismiss" }).click();
  });

  it("asks for values that are missing", async () => {
    await workflow.choose(ASKS);
    const form = fresh.app.page.getByRole("form", { name: "Values of parameters" });
    await form.getByLabel("who").fill("moon");
    await form.getByRole("button", { name: "Run with these values" }).click();
    await workflow.node(/^asks, Pod, Succeeded/).waitFor();
    expect(await workflow.panel().getByLabel("who").inputValue()).toBe("moon");
  });
});

describe("the graph", () => {
  it("folds large loops and retries, and opens them", async () => {
    await workflow.open(EVERYTHING);
    const loop = workflow.node(/^score, Loop · 40 items/);
    expect(await loop.getAttribute("aria-expanded")).toBe("false");
    await fresh.app.page.getByRole("button", { name: "Open score" }).click();
    await workflow.node(/^score\(7:7\), Pod/).waitFor();
    await fresh.app.page.getByRole("button", { name: "Fold score" }).click();
    await expect.poll(() => workflow.node(/^score\(7:7\)/).count()).toBe(0);
  });

  it("is walked through by keyboard, and the panel follows", async () => {
    const { page } = fresh.app;
    await workflow.open(EVERYTHING);
    await workflow.node(/^fetch, Pod/).focus();
    await page.keyboard.press("Enter");
    const title = () => workflow.panel().getByRole("heading", { level: 2 }).first().textContent();
    await expect.poll(title).toBe("fetch");
    await page.keyboard.press("ArrowRight");
    await expect.poll(title).not.toBe("fetch");
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-node"));
    await expect.poll(focused).toBeTruthy();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(title).toBe("fetch");
    await page.keyboard.press("Escape");
    await expect.poll(title).toBe("Run");
  });

  it("finds nodes and reveals what is folded", async () => {
    const { page } = fresh.app;
    await workflow.open(EVERYTHING);
    await page.keyboard.press("/");
    await page.keyboard.type("score 3");
    await page.keyboard.press("Enter");
    await workflow.node(/^score\(3:3\), Pod/).waitFor();
    await page.getByText(/^\d+ found. 1: score\(3:3\)/).waitFor({ state: "attached" });
    await page.keyboard.press("ArrowDown");
    await page.getByText(/^\d+ found. 2: score\(13:13\)/).waitFor({ state: "attached" });
    await expectAccessible(page);
  });

  it("turns, fits and zooms", async () => {
    const { page } = fresh.app;
    await workflow.open(EVERYTHING);
    const place = async () => {
      const fetch = await workflow.node(/^fetch, Pod/).boundingBox();
      const train = await workflow
        .node(/^train, Retry|^train, Pod/)
        .first()
        .boundingBox();
      return { dx: (train?.x ?? 0) - (fetch?.x ?? 0), dy: (train?.y ?? 0) - (fetch?.y ?? 0) };
    };
    expect((await place()).dx).toBeGreaterThan(100);
    await page.getByRole("button", { name: /^Flow right/ }).click();
    await expect.poll(async () => (await place()).dy).toBeGreaterThan(40);
    // The outermost frame is an element at every scale.
    const width = async () =>
      (
        await workflow
          .node(/^everything/)
          .first()
          .boundingBox()
      )?.width ?? 0;
    const before = await width();
    await page.keyboard.press("-");
    await expect.poll(width).toBeLessThan(before);
    await page.keyboard.press("+");
    await expect.poll(width).toBeCloseTo(before, 0);
  });

  it("lays out beside the page, says so when it takes long, and can be stopped", async () => {
    const { page } = fresh.app;
    // The kernel's own speed is not the point: its script does not come before it is stopped.
    const kernel = "**/elk-worker*";
    await page.route(kernel, () => undefined);
    await workflow.choose(wideDag(40, 30));
    await page.getByRole("status").getByText("Laying out 1,201 nodes…").waitFor();
    await page.getByRole("button", { name: "Stop, take a plain layout" }).click();
    await page.getByText(/^Plain layout/).waitFor();
    await page.unroute(kernel);
    await workflow
      .node(/^t\d+-\d+, Pod, Succeeded/)
      .first()
      .waitFor();
    await page.keyboard.press("Shift+E");
    await expect.poll(() => page.getByText(/^Laying out/).count()).toBe(0);
  });

  it("draws thousands of items, a screen of elements at a time", async () => {
    await workflow.open(loopOf(3_000));
    await fresh.app.page.getByRole("button", { name: "Open part" }).click();
    await workflow.node(/^part\(0:0\), Pod/).waitFor();
    expect(await workflow.node(/./).count()).toBeLessThan(600);
    const counts = fresh.app.page.getByRole("list", { name: "Nodes by phase" });
    await counts.getByRole("button", { name: "3,002 Succeeded" }).waitFor();
  });
});

describe("a node", () => {
  it("tells all that Argo's status knows of it", async () => {
    await workflow.open(EVERYTHING);
    await workflow.node(/^train, Retry/).click();
    const text = async () => (await workflow.panel().textContent()) ?? "";
    await expect.poll(text).toContain("Retry");
    for (const part of ["Started", "Finished", "Duration", "modelled", "Boundary", "Id"])
      expect(await text()).toContain(part);
    expect(await text()).toMatch(/accuracy\s*0\.9/);
    await workflow.panel().getByText("Template train as written").click();
    expect(await text()).toContain('"retryStrategy"');
    await expectAccessible(fresh.app.page);
  });
});

describe("a run", () => {
  it("takes other parameters, a profile and a seed, and says that it is old until then", async () => {
    const { page } = fresh.app;
    await workflow.open(EVERYTHING);
    await workflow.panel().getByLabel("mode").selectOption("fast");
    await page.getByText("Changed since the run that is shown.").waitFor();
    await workflow
      .panel()
      .getByText(/^Profile:/)
      .click();
    await workflow
      .panel()
      .getByRole("textbox", { name: /^Durations, outputs/ })
      .fill(PROFILE);
    await page.keyboard.press("Control+Enter");
    await workflow.node(/^full-only, Skipped, Skipped/).waitFor();
    await workflow.node(/^train, Retry · 3 attempts, Succeeded/).waitFor();
    expect(await page.getByText("Changed since the run that is shown.").count()).toBe(0);
  });

  it("stands on a timeline, bar by bar", async () => {
    await workflow.open(EVERYTHING);
    await workflow.bars().first().waitFor();
    expect(await workflow.bars().first().textContent()).toMatch(/^fetch, Succeeded/);
    await workflow.bars().first().focus();
    await fresh.app.page.keyboard.press("End");
    await expect.poll(() => workflow.bars().last().textContent()).toMatch(/onExit/);
    await fresh.app.page.keyboard.press("Enter");
    await workflow
      .panel()
      .getByRole("heading", { name: /onExit/ })
      .waitFor();
  });

  it("is a table too, which opens and folds by keyboard", async () => {
    const { page } = fresh.app;
    await workflow.open(EVERYTHING);
    await page.keyboard.press("t");
    const table = page.getByRole("treegrid", { name: "Nodes of the run" });
    const loop = table.getByRole("row", { name: /^Fold score score Succeeded TaskGroup/ });
    await loop.focus();
    await page.keyboard.press("ArrowLeft");
    await table.getByRole("row", { name: /^Open score score/ }).waitFor();
    await page.keyboard.press("Enter");
    await workflow.panel().getByRole("heading", { name: "score" }).waitFor();
    await expectAccessible(page);
  });
});
