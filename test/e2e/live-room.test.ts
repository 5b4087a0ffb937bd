/** The Live run room: starting with consent, and the list of runs, over a lab without processes. */
import { describe, expect, it } from "vitest";
import { freshLive } from "./fresh-live.ts";

const fresh = freshLive();

describe("starting", () => {
  it("shows exactly what would be started, and 'no' starts nothing", async () => {
    await fresh.room.open();
    await fresh.app.page.getByText("No live run yet").waitFor();
    await fresh.room.start().click();
    await fresh.room.consent().waitFor();
    const text = await fresh.room.consent().innerText();
    for (const words of ["image lowtide/model-training:1", "service model-api", "./steps/fetch.ts"])
      expect(text).toContain(words);
    expect(text).toContain("used by model-training");
    await fresh.room.button("No, start nothing").click();
    await fresh.room.consent().waitFor({ state: "detached" });
    expect(fresh.lab.runs.size).toBe(0);
    await fresh.room.start().click();
    await fresh.app.page.keyboard.press("Escape");
    await fresh.room.consent().waitFor({ state: "detached" });
    expect(fresh.lab.runs.size).toBe(0);
  });

  it("starts after a yes, with policy and time scale, and opens the run", async () => {
    await fresh.room.open();
    await fresh.room.field("Policy").selectOption("naive");
    await fresh.room.field("Time").selectOption("86400");
    await fresh.app.page.getByText("a week 7.00\u00a0s").waitFor();
    await fresh.room.start().click();
    await fresh.room.button("Yes, start them").click();
    await fresh.room.figures().waitFor();
    const [run] = [...fresh.lab.runs.values()];
    expect(run?.summary).toMatchObject({ policy: "naive", timeScale: 86_400 });
    expect(new URL(fresh.app.page.url()).hash).toBe("#live/1");
    await fresh.room.open();
    await fresh.app.page.getByText("You have said yes to exactly this content.").waitFor();
  });

  it("asks again when the content changed between the question and the yes, and says so", async () => {
    await fresh.room.open();
    await fresh.room.start().click();
    await fresh.room.consent().waitFor();
    fresh.lab.content = "b".repeat(64);
    await fresh.room.button("Yes, start them").click();
    await fresh.room.consent().getByText("is not what was trusted before").waitFor();
    expect(fresh.lab.runs.size).toBe(0);
    await fresh.room.button("Yes, start them").click();
    await fresh.room.figures().waitFor();
    expect(fresh.lab.trusted).toBe(fresh.lab.content);
  });
});

describe("the list", () => {
  it("shows runs whoever started them, filters in the address, and goes on with an interrupted one", async () => {
    await fresh.room.open();
    fresh.lab.add("green-e2e-ml", "naive", 1, "succeeded");
    fresh.lab.set(fresh.lab.add("green-e2e-ml", "threshold", 0.3, "interrupted"), {
      message: "It was ended.",
    });
    await fresh.room.run(/run 2/).getByText("Interrupted").waitFor();
    await fresh.room.run(/run 2/).getByText("It was ended.").waitFor();
    await fresh.app.page.getByRole("searchbox", { name: /Find runs/ }).fill("naive");
    await fresh.room.run(/run 2/).waitFor({ state: "detached" });
    expect(new URL(fresh.app.page.url()).hash).toBe("#live?text=naive");
    await fresh.room.field("Status").selectOption("interrupted");
    await fresh.app.page.getByText("No run fits.").waitFor();
    await fresh.room.button("Show all 2").click();
    await fresh.app.page.getByRole("button", { name: /^Go on with .*run 2/ }).click();
    await fresh.room.run(/run 2/).getByText("Running").waitFor();
    expect(fresh.lab.controls).toEqual([{ id: "2", operation: { kind: "resume" } }]);
  });

  it("deletes after one more question, and never what goes on", async () => {
    fresh.lab.add("green-e2e-ml", "naive", 1, "succeeded");
    fresh.lab.add("green-e2e-ml", "naive", 0.5);
    await fresh.room.open();
    const button = (id: number) =>
      fresh.app.page.getByRole("button", { name: new RegExp(`^Delete .*run ${id}`) });
    await button(2).waitFor();
    expect(await button(2).isDisabled()).toBe(true);
    await button(1).click();
    await fresh.room.button("Keep it").click();
    expect(fresh.lab.runs.size).toBe(2);
    await button(1).click();
    await fresh.room.consent().getByRole("button", { name: "Delete" }).click();
    await fresh.room.run(/run 1/).waitFor({ state: "detached" });
    expect([...fresh.lab.runs.keys()]).toEqual(["2"]);
  });

  it("is walked with the arrow keys", async () => {
    for (const share of [0.2, 0.5]) fresh.lab.add("green-e2e-ml", "naive", share, "paused");
    await fresh.room.open();
    const first = fresh.room.runs().getByRole("button", { name: /^Green.*, run 2$/ });
    await first.focus();
    await fresh.app.page.keyboard.press("ArrowDown");
    await fresh.app.page.keyboard.press("Enter");
    await fresh.room.figures().waitFor();
    expect(new URL(fresh.app.page.url()).hash).toBe("#live/1");
  });
});
