/** One live run on screen: it moves, is steered, and opens to its programs, over a lab without processes. */
import { describe, expect, it } from "vitest";
import { freshLive } from "./fresh-live.ts";
import { PATIENT } from "./live-page.ts";

const fresh = freshLive();

describe("a run that goes on", () => {
  it("moves by itself: requests, figures, now, and what is said", async () => {
    const id = fresh.lab.add("green-e2e-ml", "naive", 0);
    await fresh.room.openRun(id);
    await fresh.room.request(/^Asked for Wed 15 Nov.*still to come/).waitFor();
    fresh.lab.moveTo(id, 0.5);
    await fresh.room.request(/^Asked for Wed 15 Nov.*succeeded/).waitFor(PATIENT);
    await fresh.room.figure("Succeeded").getByText("4").waitFor();
    await expect.poll(() => fresh.room.said().textContent(), PATIENT).toContain("requests went on");
    fresh.lab.set(id, { status: "succeeded" });
    fresh.lab.moveTo(id, 1);
    await fresh.room.figure("Succeeded").getByText("7").waitFor();
    await expect.poll(() => fresh.room.button("Pause").count(), PATIENT).toBe(0);
    await expect.poll(() => fresh.room.said().textContent(), PATIENT).toContain("Succeeded");
  });

  it("says where a decision is not the replay's, in words and at the request", async () => {
    const id = fresh.lab.add("nightly-retrain", "threshold", 1, "succeeded");
    await fresh.room.openRun(id);
    await fresh.room
      .figure("Decisions as in the replay")
      .getByText(/differ/)
      .waitFor();
    await fresh.room.button("Whole period").click();
    const different = fresh.room.request(/not as in the replay$/).first();
    await different.click();
    await fresh.room.panel().getByText("Not as in the replay:").first().waitFor();
    expect(new URL(fresh.app.page.url()).hash).toMatch(/\?request=\d+$/);
  });

  it("is paused, resumed and cancelled, the last after one more question", async () => {
    const id = fresh.lab.add("green-e2e-ml", "naive", 0.4);
    await fresh.room.openRun(id);
    await fresh.app.page.keyboard.press("p");
    await fresh.room.button("Resume").first().waitFor();
    await fresh.room.button("Resume").first().click();
    await fresh.room.button("Pause").waitFor();
    await fresh.room.button("Cancel the run").click();
    await fresh.room.button("Let it go on").click();
    await fresh.room.button("Cancel the run").click();
    await fresh.room.consent().getByRole("button", { name: "Cancel the run" }).click();
    await fresh.room.button("Pause").waitFor({ state: "detached" });
    const kinds = fresh.lab.controls.map(({ operation }) => operation.kind);
    expect(kinds).toEqual(["pause", "resume", "cancel"]);
  });

  it("keeps a chosen request while the run moves on, until now is followed again", async () => {
    const id = fresh.lab.add("green-e2e-ml", "naive", 0.2);
    await fresh.room.openRun(id);
    const heading = (day: string) =>
      fresh.app.page.getByRole("heading", { name: new RegExp(`Workflow of ${day}`) });
    await heading("Wed 15 Nov").waitFor();
    await fresh.room.request(/Tue 14 Nov/).click();
    await heading("Tue 14 Nov").waitFor();
    fresh.lab.moveTo(id, 0.6);
    await fresh.room.request(/^Asked for Sat 18 Nov.*succeeded/).waitFor(PATIENT);
    await heading("Tue 14 Nov").waitFor();
    await fresh.room.button("Follow now").click();
    await heading("Sat 18 Nov").waitFor();
    await fresh.app.page.keyboard.press("[");
    await heading("Fri 17 Nov").waitFor();
  });
});

describe("asking the engine", () => {
  /** Waits until the list was asked for some more times; how often the run was asked for meanwhile. */
  async function readsMeanwhile(): Promise<number> {
    const before = { ...fresh.lab.asked };
    await expect.poll(() => fresh.lab.asked.list - before.list, PATIENT).toBeGreaterThan(2);
    return fresh.lab.asked.run - before.run;
  }

  it("ends with the run", async () => {
    const id = fresh.lab.add("green-e2e-ml", "naive", 0.5);
    await fresh.room.openRun(id);
    expect(await readsMeanwhile()).toBeGreaterThan(2);
    fresh.lab.set(id, { status: "succeeded" });
    await fresh.room.button("Pause").waitFor({ state: "detached", ...PATIENT });
    expect(await readsMeanwhile()).toBe(0);
  });

  it("rests while nobody sees the page", async () => {
    const id = fresh.lab.add("green-e2e-ml", "naive", 0.5);
    await fresh.room.openRun(id);
    const see = (state: "hidden" | "visible") =>
      fresh.app.page.evaluate((next) => {
        Object.defineProperty(document, "visibilityState", { value: next, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
        window.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await see("hidden");
    // One answer may have been on its way.
    await fresh.app.page.waitForTimeout(1_000);
    const before = fresh.lab.asked.run;
    await fresh.app.page.waitForTimeout(2_000);
    expect(fresh.lab.asked.run).toBe(before);
    await see("visible");
    await expect.poll(() => fresh.lab.asked.run, PATIENT).toBeGreaterThan(before + 1);
  });
});

describe("a request", () => {
  it("shows its nodes with their phases, what was measured, and the log of an attempt", async () => {
    fresh.lab.logText = "\u001b[32mfirst\u001b[0m line\nepoch 1\nepoch 2\n";
    const id = fresh.lab.add("green-e2e-ml", "naive", 1, "succeeded");
    await fresh.room.openRun(id, "?request=0");
    await fresh.room.node(/^model-training, Pod, Succeeded/).click();
    const node = fresh.room.panel();
    await node.getByText("at its peak").waitFor();
    await node.getByText("CPUs busy").waitFor();
    await node.getByRole("button", { name: "Show its log" }).click();
    await fresh.app.page.getByRole("region", { name: "Log of model-training" }).waitFor();
    await fresh.room.log().getByText("first line", { exact: true }).waitFor();
    await fresh.room.search().fill("EPOCH");
    await fresh.app.page.getByRole("status").getByText("2", { exact: true }).waitFor();
    expect(await fresh.room.log().locator("mark").allInnerTexts()).toEqual(["epoch", "epoch"]);
    await fresh.app.page.getByRole("checkbox", { name: /only lines/ }).check();
    await fresh.room.log().getByText("first line").waitFor({ state: "detached" });
    await fresh.room.button("Copy").click();
    await fresh.room.button("Copied").waitFor();
    expect(await fresh.app.page.evaluate(() => navigator.clipboard.readText())).toBe(
      "epoch 1\nepoch 2",
    );
    const [download] = await Promise.all([
      fresh.app.page.waitForEvent("download"),
      fresh.room.button("Download").click(),
    ]);
    expect(download.suggestedFilename()).toBe("model-training.log");
  });

  it("has Argo's operations while it runs", async () => {
    const story = fresh.lab.add("green-e2e-ml", "naive", 0);
    // In the middle of the first workflow's training.
    fresh.lab.moveTo(story, 200 / (7 * 86_400));
    await fresh.room.openRun(story);
    await fresh.room.node(/^model-training, Pod, Running/).waitFor();
    const operations = fresh.app.page.getByRole("group", { name: "The workflow of this request" });
    await operations.getByRole("button", { name: "Suspend" }).click();
    await operations.getByRole("button", { name: "Stop" }).click();
    await fresh.room.consent().getByRole("button", { name: "Stop" }).click();
    await expect
      .poll(() => fresh.lab.controls.map(({ operation }) => operation), PATIENT)
      .toEqual([
        { kind: "workflow", request: 0, action: "suspend" },
        { kind: "workflow", request: 0, action: "stop" },
      ]);
  });

  it("shows the log of the newest program, until somebody reads one", async () => {
    fresh.lab.logText = "a line\n";
    const id = fresh.lab.add("green-e2e-ml", "naive", 0);
    const at = (seconds: number) => fresh.lab.moveTo(id, seconds / (7 * 86_400));
    const logOf = (name: string) =>
      fresh.app.page.getByRole("region", { name: `Log of ${name}` }).waitFor(PATIENT);
    at(130);
    await fresh.room.openRun(id);
    await logOf("data-fetch");
    at(150);
    await logOf("preprocessing");
    await fresh.room.search().fill("line");
    at(200);
    await fresh.room.node(/^model-training, Pod, Running/).waitFor(PATIENT);
    await logOf("preprocessing");
    await fresh.room.field("Attempt").selectOption({ label: "newest: model-training, Running" });
    await logOf("model-training");
  });

  it("reads a log of ten megabytes without drawing it", async () => {
    const lines = Array.from({ length: 180_000 }, (_, at) => `${at} ${"x".repeat(52)}`);
    fresh.lab.logText = lines.join("\n");
    const id = fresh.lab.add("green-e2e-ml", "naive", 1, "succeeded");
    await fresh.room.openRun(id);
    await fresh.room.button("Show the whole log").click();
    await fresh.room.button("Show the whole log").waitFor({ state: "detached", ...PATIENT });
    await fresh.room.log().focus();
    await expect.poll(() => fresh.room.log().innerText(), PATIENT).toContain("179999 ");
    await fresh.app.page.keyboard.press("Home");
    await expect.poll(() => fresh.room.log().innerText(), PATIENT).toMatch(/^\s*0 x/);
    const drawn = await fresh.room
      .log()
      .evaluate((element) => element.querySelectorAll("div").length);
    expect(drawn).toBeLessThan(120);
  });
});

describe("the same as tables", () => {
  it("has every request, decision and pod", async () => {
    const id = fresh.lab.add("green-e2e-ml", "naive", 1, "succeeded");
    await fresh.room.openRun(id);
    await fresh.app.page.keyboard.press("t");
    const rows = (caption: string) =>
      fresh.app.page.getByRole("table", { name: caption }).getByRole("row");
    await expect.poll(() => rows("Requests").count(), PATIENT).toBe(8);
    expect(await rows("Decisions").count()).toBe(8);
    const nodes = fresh.app.page.getByRole("treegrid", { name: "Nodes of the run" });
    await nodes.getByRole("row", { name: /model-training Succeeded/ }).waitFor();
    expect(await rows("Pods of the request").count()).toBe(7);
    await fresh.room.button("Copy requests as CSV").click();
    const text = await fresh.app.page.evaluate(() => navigator.clipboard.readText());
    expect(text.split("\r\n").length).toBe(8);
  });
});

it("has commands for all of this in the palette", async () => {
  const id = fresh.lab.add("green-e2e-ml", "naive", 0.4);
  await fresh.room.openRun(id);
  await fresh.app.page.keyboard.press("Control+k");
  const option = (name: string) => fresh.app.page.getByRole("option", { name: new RegExp(name) });
  for (const name of ["Pause the run", "Stay at this request", "Go to the log", "Find nodes"])
    await option(name).waitFor();
  await fresh.app.page.getByRole("combobox", { name: "Search commands" }).fill("pause the run");
  await fresh.app.page.keyboard.press("Enter");
  await expect.poll(() => fresh.lab.controls.length, PATIENT).toBe(1);
});
