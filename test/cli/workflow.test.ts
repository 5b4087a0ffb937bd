import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import type { WorkflowEvent } from "../../engine/core/workflow/event.ts";
import { nodeId } from "../../engine/core/workflow/node/node-id.ts";
import { planWorkflow } from "../../engine/core/workflow/plan/plan-workflow.ts";
import { newRun } from "../../engine/core/workflow/state.ts";
import type { WorkflowStatus } from "../../engine/core/workflow/status/status.ts";
import { workflowStatus } from "../../engine/core/workflow/status/status-of.ts";
import { transition } from "../../engine/core/workflow/transition.ts";
import { readWorkflow } from "../../engine/formats/argo/read.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { ROOT } from "../tidy/tree.ts";
import { lowtide } from "./lowtide.ts";

const MANIFESTS = "fixtures/argo/conformance/manifests";
const NIGHTLY = `${MANIFESTS}/nightly.yaml`;
const PROFILE = ["--profile", "fixtures/argo/conformance/profiles/nightly.profile.yaml"];

const run = (...args: string[]) => lowtide("workflow", "run", ...args);

async function status(...args: string[]): Promise<WorkflowStatus> {
  const { exitCode, stdout, stderr } = await run(...args, "--json");
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout) as WorkflowStatus;
}

describe("lowtide workflow run --json", () => {
  it("prints Argo's status of the run", async () => {
    const args = [NIGHTLY, ...PROFILE, "--name", "nightly-1", "--start", "2026-02-01"];
    const found = await status(...args);
    expect(found).toMatchObject({
      name: "nightly-1",
      namespace: "default",
      phase: "Succeeded",
      startedAt: "2026-02-01T00:00:00Z",
      finishedAt: "2026-02-01T00:02:10Z",
      progress: "5/5",
    });
    const name = "nightly-1[1].score(1:b)";
    expect(found.nodes.find((node) => node.name === name)).toEqual({
      id: nodeId("nightly-1", name),
      name,
      displayName: "score(1:b)",
      type: "Pod",
      templateName: "score",
      templateScope: "local/nightly-1",
      phase: "Succeeded",
      boundaryID: "nightly-1",
      startedAt: "2026-02-01T00:00:10Z",
      finishedAt: "2026-02-01T00:01:10Z",
      inputs: { parameters: [{ name: "part", value: "b" }] },
      outputs: {
        parameters: [{ name: "value", value: "0.5", valueFrom: { path: "/tmp/value" } }],
        exitCode: "0",
      },
      children: [nodeId("nightly-1", "nightly-1[2]")],
    });
    expect(await status(...args)).toEqual(found);
  });

  it("takes parameters, another entrypoint, and a library of files or folders", async () => {
    const args = ["--entrypoint", "publish", "-p", "scores=a=b", "--param", "model=large"];
    const { nodes } = await status(NIGHTLY, ...args);
    expect(nodes.map(({ templateName, inputs }) => [templateName, inputs])).toEqual([
      ["publish", { parameters: [{ name: "scores", value: "a=b" }] }],
    ]);
    const uses = `${MANIFESTS}/near/uses.yaml`;
    const inputsOf = ({ nodes: found }: WorkflowStatus) => found[1]?.inputs;
    expect(inputsOf(await status(uses, `${MANIFESTS}/library.yaml`))).toBeUndefined();
    expect(inputsOf(await status(uses, `${MANIFESTS}/near`))).toBeDefined();
  });
});

describe("lowtide workflow run", () => {
  it("prints a tree, and that its durations are modelled", async () => {
    const { exitCode, stdout, stderr } = await run(NIGHTLY, ...PROFILE);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Status:      ✔ Succeeded\n");
    expect(stdout).toContain("Parameters:\n  model: small\n");
    expect(stdout).toMatch(
      /Nothing was executed: durations are modelled by .*profile\.yaml \(.*1 min/,
    );
    const tree = stdout.slice(stdout.indexOf("  NODE")).split("\n");
    expect(tree.map((line) => line.replace(/ {2,}/g, "  "))).toEqual([
      "  NODE  TEMPLATE  DURATION  MESSAGE",
      "✔ nightly-x7k2p  main  2 min 10 s",
      "✔  [0] list  list  10 s",
      "✔  [1] score(0:a)  score  1 min",
      "✔  [1] score(1:b)  score  1 min",
      "✔  [1] score(2:c)  score  1 min",
      "✔  [2] publish  publish  1 min",
      "○  [2] alarm  publish  when 'Succeeded == Failed' evaluated false",
    ]);
  });

  it("says which outputs are placeholders, and for what", async () => {
    const { exitCode, stdout } = await run(NIGHTLY);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /\nPlaceholders, for .*:\n {2}the result of list: \[.*\] \(read as a list\)\n/,
    );
  });

  it("ends with 1 when the workflow did not succeed", async () => {
    const profile = "fixtures/argo/conformance/profiles/expected-failures/environment.yaml";
    const file = `${MANIFESTS}/expected-failures/environment.yaml`;
    const { exitCode, stdout } = await run(file, "--profile", profile);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Status: +✖ Failed\nMessage: +main: Error \(exit code 137\)/);
  });

  it.each([
    [
      [`${MANIFESTS}/malformed/unknown-field.yaml`],
      /unknown-field\.yaml:7:\d+ .*argo\/unknown-field/,
    ],
    [[`${MANIFESTS}/near/uses.yaml`], /uses\.yaml:\d+:\d+ .*\[argo\/no-template\]/],
    [[NIGHTLY, "--entrypoint", "mian"], /\[argo\/no-template\]\n {2}Did you mean 'main'\?/],
    [["nowhere.yaml"], /\[files\/missing\]/],
    [[NIGHTLY, "nowhere.yaml"], /\[files\/missing\]/],
    [[NIGHTLY, "--profile", NIGHTLY], /nightly\.yaml:.*\[document\//],
    [[`${MANIFESTS}/deployment.yaml`], /there is no workflow in the file/],
  ])("refuses %j and prints nothing", async (args, message) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it.each([
    [["--param", "model"], /NAME=VALUE/],
    [["--start", "yesterday"], /An instant is like/],
    [["--start", "2026-13-01"], /An instant is like/],
    [["--max-depth", "0"], /integer from 1 to/],
    [["--on", "moon"], /Allowed choices are virtual/],
  ])("ends with 2 on %j", async (args, message) => {
    const { exitCode, stdout, stderr } = await run(NIGHTLY, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

describe("lowtide workflow run --log", () => {
  const folder = tempFolder();

  it("writes events that give the same states when they are fed again", async () => {
    const log = join(folder, "events.jsonl");
    const flags = [...PROFILE, "--log", log];
    const found = await status(NIGHTLY, ...flags);
    const text = readFileSync(join(ROOT, NIGHTLY), "utf8");
    const plan = planWorkflow(unwrap(readWorkflow(text, NIGHTLY)));
    let again = newRun(nodeId(plan.name, `${plan.name}.uid`));
    for (const line of readFileSync(log, "utf8").trim().split("\n")) {
      again = transition(plan, again, JSON.parse(line) as WorkflowEvent).run;
    }
    expect(workflowStatus(plan, again)).toEqual(found);
  });
});

describe("lowtide workflow cron", () => {
  const cron = (...args: string[]) =>
    lowtide("workflow", "cron", "fixtures/argo/cron.yaml", ...args);

  it("lists what starts, is skipped and is terminated", async () => {
    const { exitCode, stdout } = await cron("--from", "2026-03-01", "--days", "1");
    expect(exitCode).toBe(0);
    expect(stdout.split("\n").slice(4)).toEqual([
      "2026-03-01T06:00:00Z  starts      scoring-1772344800",
      "2026-03-01T06:30:00Z  skips       the start of 2026-03-01T06:30:00Z (forbid)",
      "2026-03-01T07:00:00Z  skips       the start of 2026-03-01T07:00:00Z (forbid)",
      "2026-03-01T07:15:00Z  ended       scoring-1772344800 (Succeeded)",
      "2026-03-01T07:30:00Z  starts      scoring-1772350200",
      "2026-03-01T08:45:00Z  ended       scoring-1772350200 (Succeeded)",
      "",
      "2 started, 2 skipped, 0 terminated, 0 not ended at the end",
    ]);
  });

  it("prints one object", async () => {
    const { stdout } = await cron("--days", "2", "--json");
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({
      name: "scoring",
      timezone: "UTC",
      from: "2026-01-01T00:00:00Z",
      to: "2026-01-03T00:00:00Z",
      run: { durationMs: 4_500_000, phase: "Succeeded" },
      started: 4,
      skipped: 4,
      complete: true,
    });
    expect(answer.happenings[1]).toEqual({
      at: "2026-01-01T06:30:00Z",
      type: "skipped",
      scheduledAt: "2026-01-01T06:30:00Z",
      reason: "forbid",
    });
  });

  it("refuses a file without a CronWorkflow", async () => {
    const { exitCode, stderr } = await lowtide("workflow", "cron", NIGHTLY);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/there is no CronWorkflow in the file/);
  });
});
