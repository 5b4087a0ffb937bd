/** The Live run room over real programs: consent, the command line beside it, steering, and what they leave. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { STATUS_ABOUT } from "../../renderer/screens/live/words.ts";
import { lowtide } from "../cli/lowtide.ts";
import { ROOT } from "../tidy/tree.ts";
import { ExplorePage } from "./explore-page.ts";
import { expectQuiet } from "./health.ts";
import { LivePage } from "./live-page.ts";
import type { OpenApp, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

const PATIENT = { timeout: 30_000 };
let runner: Runner;
let scenarios: string;
let app: OpenApp;
let room: LivePage;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());
beforeEach(async () => {
  scenarios = mkdtempSync(join(tmpdir(), "lowtide-live-"));
  cpSync(join(ROOT, "fixtures/live"), scenarios, { recursive: true });
  app = await runner.open({ scenariosFolder: scenarios });
  await new ExplorePage(app.page).ready();
  room = await new LivePage(app.page).open();
});
afterEach(async () => {
  expectQuiet(app);
  await app.close();
  rmSync(scenarios, { recursive: true, force: true });
});

async function choose(scenario: string, time: string): Promise<void> {
  await room.field("Scenario").selectOption(scenario);
  await room.field("Policy").selectOption("now");
  await room.field("Time").selectOption(time);
  await expect.poll(() => room.start().isEnabled(), PATIENT).toBe(true);
  await room.start().click();
}

async function agree(): Promise<void> {
  await room.button("Yes, start them").click();
  await room.figures().waitFor(PATIENT);
}

async function runsOfCommandLine(): Promise<{ id: string; status: string }[]> {
  const { stdout } = await lowtide("runs", "list", "--json", "--data-dir", app.dataDir);
  return (JSON.parse(stdout) as { runs: { id: string; status: string }[] }).runs;
}

const badge = (status: keyof typeof STATUS_ABOUT) => app.page.getByTitle(STATUS_ABOUT[status]);

describe("consent", () => {
  it("lists the programs that there are, and without a yes nothing is started or kept", async () => {
    await choose("three-days", "86400");
    const text = await room.consent().innerText();
    for (const words of ["image shop/fetch:1", "image shop/train:1", "image shop/publish:1"])
      expect(text).toContain(words);
    expect(text).toContain("steps/train.js");
    await room.button("No, start nothing").click();
    await app.page.getByText("No live run yet").waitFor();
    expect(await runsOfCommandLine()).toEqual([]);
  });

  it("is asked for again when a program has changed, and says so", async () => {
    await choose("three-days", "never");
    await agree();
    await badge("succeeded").waitFor(PATIENT);
    writeFileSync(join(scenarios, "three-days/steps/train.js"), "process.exit(0);\n");
    await room.open();
    await room.field("Scenario").selectOption("three-days");
    await app.page.getByText("has changed since it was trusted").waitFor();
    await choose("three-days", "never");
    await room.consent().getByText("is not what was trusted before").waitFor();
    await room.button("No, start nothing").click();
    expect((await runsOfCommandLine()).length).toBe(1);
  });
});

describe("a run of the app", () => {
  it("does what the replay says, and shows what its programs wrote and used", async () => {
    await choose("three-days", "never");
    await agree();
    await badge("succeeded").waitFor(PATIENT);
    await room.figure("Decisions as in the replay").getByText("3 of 3").waitFor();
    await room.figure("Succeeded").getByText("3", { exact: false }).first().waitFor();
    await room.request(/Mon 3 Jun/).click();
    await app.page.getByRole("button", { name: "Open all" }).click();
    await room.node(/^train\(0\), Pod, Succeeded/).click();
    const node = room.panel();
    await node.getByText("real time").waitFor();
    await node.getByRole("button", { name: "Show its log" }).click();
    await app.page.getByRole("region", { name: /^Log of train/ }).waitFor();
    await room.log().getByText("0.9", { exact: true }).waitFor(PATIENT);
    const [run] = await runsOfCommandLine();
    expect(run).toMatchObject({ id: "1", status: "succeeded" });
  });

  it("is paused, resumed and cancelled, and the command line sees it", async () => {
    await choose("three-days", "3600");
    await agree();
    await room.button("Pause").click();
    await badge("paused").waitFor(PATIENT);
    expect((await runsOfCommandLine())[0]?.status).toBe("paused");
    await room.button("Resume").first().click();
    await badge("running").waitFor(PATIENT);
    await lowtide("runs", "pause", "1", "--data-dir", app.dataDir);
    await badge("paused").waitFor(PATIENT);
    await room.button("Cancel the run").click();
    await room.consent().getByRole("button", { name: "Cancel the run" }).click();
    await badge("cancelled").waitFor(PATIENT);
    expect((await runsOfCommandLine())[0]?.status).toBe("cancelled");
  });

  it("waits for somebody, goes on with what they say, and hands it to the next program", async () => {
    await choose("approval", "600");
    await agree();
    await room.node(/^approve, Suspend, Running/).click(PATIENT);
    const form = app.page.getByRole("form", { name: "Resume this node" });
    await form.getByLabel("verdict").fill("good enough");
    await form.getByRole("button", { name: "Resume this node" }).click();
    await room.node(/^publish, Pod, Succeeded/).waitFor(PATIENT);
    await room.node(/^publish, Pod, Succeeded/).click();
    await room.panel().getByRole("button", { name: "Show its log" }).click();
    await room.log().getByText("published as good enough with 3").waitFor(PATIENT);
  });
});

describe("a run of the command line", () => {
  it("is seen in the app while it goes on, and goes on in the app when that was ended", async () => {
    const main = join(ROOT, "engine/cli/main.ts");
    const options = ["--policy", "now", "--time-scale", "3600", "--trust"];
    const command = execa(
      process.execPath,
      [main, "run", join(scenarios, "three-days"), ...options, "--data-dir", app.dataDir],
      { cwd: ROOT, reject: false },
    );
    await room.run(/run 1/).getByText("Running").waitFor(PATIENT);
    await room.openRun("1");
    await room.request(/^Asked for Mon 3 Jun.*succeeded/).waitFor(PATIENT);
    command.kill("SIGTERM");
    await command;
    await badge("interrupted").waitFor(PATIENT);
    await room.open();
    await app.page.getByRole("button", { name: /^Go on with .*run 1/ }).click();
    await room.run(/run 1/).getByText("Running").waitFor(PATIENT);
  });
});
