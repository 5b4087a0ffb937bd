/** The Live run room over a lab whose runs move when the test says so. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FakeLive } from "../fakes/live/lab.ts";
import { ExplorePage } from "./explore-page.ts";
import { expectQuiet } from "./health.ts";
import { LivePage, PATIENT } from "./live-page.ts";
import type { OpenApp, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

let runner: Runner;
let app: OpenApp;
let lab: FakeLive;
let room: LivePage;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());
beforeEach(async () => {
  lab = new FakeLive();
  app = await runner.open({ withLab: (real) => ({ ...real, ...lab.procedures() }) });
  await new ExplorePage(app.page).ready();
  room = new LivePage(app.page);
});
afterEach(async () => {
  expectQuiet(app);
  await app.close();
});

describe("starting", () => {
  it("shows exactly what would be started, and 'no' starts nothing", async () => {
    await room.open();
    await app.page.getByText("No live run yet").waitFor();
    await room.start().click();
    await room.consent().waitFor();
    const text = await room.consent().innerText();
    for (const words of ["image lowtide/model-training:1", "service model-api", "./steps/fetch.ts"])
      expect(text).toContain(words);
    expect(text).toContain("used by model-training");
    await room.button("No, start nothing").click();
    await room.consent().waitFor({ state: "detached" });
    expect(lab.runs.size).toBe(0);
    await room.start().click();
    await app.page.keyboard.press("Escape");
    await room.consent().waitFor({ state: "detached" });
    expect(lab.runs.size).toBe(0);
  });

  it("starts after a yes, with policy and time scale, and opens the run", async () => {
    await room.open();
    await room.field("Policy").selectOption("naive");
    await room.field("Time").selectOption("86400");
    await app.page.getByText("a week 7.00\u00a0s").waitFor();
    await room.start().click();
    await room.button("Yes, start them").click();
    await room.figures().waitFor();
    const [run] = [...lab.runs.values()];
    expect(run?.summary).toMatchObject({ policy: "naive", timeScale: 86_400 });
    expect(new URL(app.page.url()).hash).toBe("#live/1");
    await room.open();
    await app.page.getByText("You have said yes to exactly this content.").waitFor();
  });

  it("asks again when the content changed between the question and the yes, and says so", async () => {
    await room.open();
    await room.start().click();
    await room.consent().waitFor();
    lab.content = "b".repeat(64);
    await room.button("Yes, start them").click();
    await room.consent().getByText("is not what was trusted before").waitFor();
    expect(lab.runs.size).toBe(0);
    await room.button("Yes, start them").click();
    await room.figures().waitFor();
    expect(lab.trusted).toBe(lab.content);
  });
});

describe("the list", () => {
  it("shows runs whoever started them, filters in the address, and goes on with an interrupted one", async () => {
    await room.open();
    lab.add("green-e2e-ml", "naive", 1, "succeeded");
    lab.set(lab.add("green-e2e-ml", "threshold", 0.3, "interrupted"), { message: "It was ended." });
    await room.run(/run 2/).getByText("Interrupted").waitFor();
    await room.run(/run 2/).getByText("It was ended.").waitFor();
    await app.page.getByRole("searchbox", { name: /Find runs/ }).fill("naive");
    await room.run(/run 2/).waitFor({ state: "detached" });
    expect(new URL(app.page.url()).hash).toBe("#live?text=naive");
    await room.field("Status").selectOption("interrupted");
    await app.page.getByText("No run fits.").waitFor();
    await room.button("Show all 2").click();
    await app.page.getByRole("button", { name: /^Go on with .*run 2/ }).click();
    await room.run(/run 2/).getByText("Running").waitFor();
    expect(lab.controls).toEqual([{ id: "2", operation: { kind: "resume" } }]);
  });

  it("deletes after one more question, and never what goes on", async () => {
    lab.add("green-e2e-ml", "naive", 1, "succeeded");
    lab.add("green-e2e-ml", "naive", 0.5);
    await room.open();
    const button = (id: number) =>
      app.page.getByRole("button", { name: new RegExp(`^Delete .*run ${id}`) });
    await button(2).waitFor();
    expect(await button(2).isDisabled()).toBe(true);
    await button(1).click();
    await room.button("Keep it").click();
    expect(lab.runs.size).toBe(2);
    await button(1).click();
    await room.consent().getByRole("button", { name: "Delete" }).click();
    await room.run(/run 1/).waitFor({ state: "detached" });
    expect([...lab.runs.keys()]).toEqual(["2"]);
  });

  it("is walked with the arrow keys", async () => {
    for (const share of [0.2, 0.5]) lab.add("green-e2e-ml", "naive", share, "paused");
    await room.open();
    const first = room.runs().getByRole("button", { name: /^Green.*, run 2$/ });
    await first.focus();
    await app.page.keyboard.press("ArrowDown");
    await app.page.keyboard.press("Enter");
    await room.figures().waitFor();
    expect(new URL(app.page.url()).hash).toBe("#live/1");
  });
});

describe("a run that goes on", () => {
  it("moves by itself: requests, figures, now, and what is said", async () => {
    const id = lab.add("green-e2e-ml", "naive", 0);
    await room.openRun(id);
    await room.request(/^Asked for Wed 15 Nov.*still to come/).waitFor();
    lab.moveTo(id, 0.5);
    await room.request(/^Asked for Wed 15 Nov.*succeeded/).waitFor(PATIENT);
    await room.figure("Succeeded").getByText("4").waitFor();
    await expect.poll(() => room.said().textContent(), PATIENT).toContain("requests went on");
    lab.set(id, { status: "succeeded" });
    lab.moveTo(id, 1);
    await room.figure("Succeeded").getByText("7").waitFor();
    await expect.poll(() => room.button("Pause").count(), PATIENT).toBe(0);
    await expect.poll(() => room.said().textContent(), PATIENT).toContain("Succeeded");
  });

  it("says where a decision is not the replay's, in words and at the request", async () => {
    const id = lab.add("nightly-retrain", "threshold", 1, "succeeded");
    await room.openRun(id);
    await room
      .figure("Decisions as in the replay")
      .getByText(/differ/)
      .waitFor();
    await room.button("Whole period").click();
    const different = room.request(/not as in the replay$/).first();
    await different.click();
    await room.panel().getByText("Not as in the replay:").first().waitFor();
    expect(new URL(app.page.url()).hash).toMatch(/\?request=\d+$/);
  });

  it("is paused, resumed and cancelled, the last after one more question", async () => {
    const id = lab.add("green-e2e-ml", "naive", 0.4);
    await room.openRun(id);
    await app.page.keyboard.press("p");
    await room.button("Resume").first().waitFor();
    await room.button("Resume").first().click();
    await room.button("Pause").waitFor();
    await room.button("Cancel the run").click();
    await room.button("Let it go on").click();
    await room.button("Cancel the run").click();
    await room.consent().getByRole("button", { name: "Cancel the run" }).click();
    await room.button("Pause").waitFor({ state: "detached" });
    const kinds = lab.controls.map(({ operation }) => operation.kind);
    expect(kinds).toEqual(["pause", "resume", "cancel"]);
  });

  it("keeps a chosen request while the run moves on, until now is followed again", async () => {
    const id = lab.add("green-e2e-ml", "naive", 0.2);
    await room.openRun(id);
    const heading = (day: string) =>
      app.page.getByRole("heading", { name: new RegExp(`Workflow of ${day}`) });
    await heading("Wed 15 Nov").waitFor();
    await room.request(/Tue 14 Nov/).click();
    await heading("Tue 14 Nov").waitFor();
    lab.moveTo(id, 0.6);
    await room.request(/^Asked for Sat 18 Nov.*succeeded/).waitFor(PATIENT);
    await heading("Tue 14 Nov").waitFor();
    await room.button("Follow now").click();
    await heading("Sat 18 Nov").waitFor();
    await app.page.keyboard.press("[");
    await heading("Fri 17 Nov").waitFor();
  });
});

describe("a request", () => {
  it("shows its nodes with their phases, what was measured, and the log of an attempt", async () => {
    lab.logText = "\u001b[32mfirst\u001b[0m line\nepoch 1\nepoch 2\n";
    const id = lab.add("green-e2e-ml", "naive", 1, "succeeded");
    await room.openRun(id, "?request=0");
    await room.node(/^model-training, Pod, Succeeded/).click();
    const node = room.panel();
    await node.getByText("at its peak").waitFor();
    await node.getByText("CPUs busy").waitFor();
    await node.getByRole("button", { name: "Show its log" }).click();
    await app.page.getByRole("region", { name: "Log of model-training" }).waitFor();
    await room.log().getByText("first line", { exact: true }).waitFor();
    await room.search().fill("EPOCH");
    await app.page.getByRole("status").getByText("2", { exact: true }).waitFor();
    expect(await room.log().locator("mark").allInnerTexts()).toEqual(["epoch", "epoch"]);
    await app.page.getByRole("checkbox", { name: /only lines/ }).check();
    await room.log().getByText("first line").waitFor({ state: "detached" });
    await room.button("Copy").click();
    await room.button("Copied").waitFor();
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe("epoch 1\nepoch 2");
    const [download] = await Promise.all([
      app.page.waitForEvent("download"),
      room.button("Download").click(),
    ]);
    expect(download.suggestedFilename()).toBe("model-training.log");
  });

  it("has Argo's operations while it runs", async () => {
    const story = lab.add("green-e2e-ml", "naive", 0);
    // In the middle of the first workflow's training.
    lab.moveTo(story, 200 / (7 * 86_400));
    await room.openRun(story);
    await room.node(/^model-training, Pod, Running/).waitFor();
    const operations = app.page.getByRole("group", { name: "The workflow of this request" });
    await operations.getByRole("button", { name: "Suspend" }).click();
    await operations.getByRole("button", { name: "Stop" }).click();
    await room.consent().getByRole("button", { name: "Stop" }).click();
    await expect
      .poll(() => lab.controls.map(({ operation }) => operation), PATIENT)
      .toEqual([
        { kind: "workflow", request: 0, action: "suspend" },
        { kind: "workflow", request: 0, action: "stop" },
      ]);
  });

  it("reads a log of ten megabytes without drawing it", async () => {
    const lines = Array.from({ length: 180_000 }, (_, at) => `${at} ${"x".repeat(52)}`);
    lab.logText = lines.join("\n");
    const id = lab.add("green-e2e-ml", "naive", 1, "succeeded");
    await room.openRun(id);
    await room.button("Show the whole log").click();
    await room.button("Show the whole log").waitFor({ state: "detached", ...PATIENT });
    await room.log().focus();
    await expect.poll(() => room.log().innerText(), PATIENT).toContain("179999 ");
    await app.page.keyboard.press("Home");
    await expect.poll(() => room.log().innerText(), PATIENT).toMatch(/^\s*0 x/);
    const drawn = await room.log().evaluate((element) => element.querySelectorAll("div").length);
    expect(drawn).toBeLessThan(120);
  });
});

describe("the same as tables", () => {
  it("has every request, decision and pod", async () => {
    const id = lab.add("green-e2e-ml", "naive", 1, "succeeded");
    await room.openRun(id);
    await app.page.keyboard.press("t");
    const rows = (caption: string) =>
      app.page.getByRole("table", { name: caption }).getByRole("row");
    await expect.poll(() => rows("Requests").count(), PATIENT).toBe(8);
    expect(await rows("Decisions").count()).toBe(8);
    expect(await rows("Pods of the request").count()).toBe(7);
    await room.button("Copy requests as CSV").click();
    const text = await app.page.evaluate(() => navigator.clipboard.readText());
    expect(text.split("\r\n").length).toBe(8);
  });
});

it("has commands for all of this in the palette", async () => {
  const id = lab.add("green-e2e-ml", "naive", 0.4);
  await room.openRun(id);
  await app.page.keyboard.press("Control+k");
  const option = (name: string) => app.page.getByRole("option", { name: new RegExp(name) });
  for (const name of ["Pause the run", "Stay at this request", "Go to the log", "Find nodes"])
    await option(name).waitFor();
  await app.page.getByRole("combobox", { name: "Search commands" }).fill("pause the run");
  await app.page.keyboard.press("Enter");
  await expect.poll(() => lab.controls.length, PATIENT).toBe(1);
});
