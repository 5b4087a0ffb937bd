/** `lowtide run`, `runs`, `parity` and `workflow run --on process` as processes, with real programs. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import type { LiveRunSummary, LiveRunView } from "../../engine/contract/live.ts";
import type { Parity } from "../../engine/lab/live/parity.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { ROOT } from "../tidy/tree.ts";
import { lowtide } from "./lowtide.ts";

const root = tempFolder();
const THREE_DAYS = join(ROOT, "fixtures/live/three-days");
const freshData = () => ["--data-dir", mkdtempSync(join(root, "data-"))];
const MAX = ["--time-scale", "max"];
/** Several programs one after another, each with programs of its own, on a machine that does other things. */
const PATIENT = { timeout: 150_000 };

function copyOfScenario(): string {
  const copy = mkdtempSync(join(root, "scenario-"));
  cpSync(THREE_DAYS, copy, { recursive: true });
  return copy;
}

async function listed(data: readonly string[]): Promise<LiveRunSummary[]> {
  const { stdout } = await lowtide("runs", "list", "--json", ...data);
  return (JSON.parse(stdout) as { runs: LiveRunSummary[] }).runs;
}

/** Begins a run that takes long, and waits until it says so. */
async function beginLong(data: readonly string[], scenario = THREE_DAYS) {
  await listed(data);
  const main = join(ROOT, "engine/cli/main.ts");
  const args = ["run", scenario, "-p", "threshold", "--time-scale", "3600", "--trust", ...data];
  const child = execa(process.execPath, [main, ...args], { cwd: ROOT, reject: false });
  // It is listed a moment before it listens to signals; it says so when it does both.
  await new Promise<void>((resolve) => {
    child.stderr.on("data", (text) => String(text).includes("has begun") && resolve());
  });
  return { child };
}

describe("lowtide run", PATIENT, () => {
  it("starts nothing without a yes, and lists what it would start", async () => {
    const data = freshData();
    const { exitCode, stderr, stdout } = await lowtide("run", THREE_DAYS, "-p", "now", ...data);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("image shop/train:1");
    expect(stderr).toContain("[live/not-trusted]");
    expect(await listed(data)).toEqual([]);
    expect(existsSync(join(data[1] as string, "live"))).toBe(false);
  });

  it("runs real programs, keeps the answer, the logs and the yes", async () => {
    const data = freshData();
    const options = ["-p", "threshold", ...MAX, "--json", ...data];
    const first = await lowtide("run", THREE_DAYS, "--trust", ...options);
    expect(first.exitCode).toBe(0);
    const view = JSON.parse(first.stdout) as LiveRunView;
    expect(view.summary.status).toBe("succeeded");
    expect(view.decisions.every(({ differs }) => differs === null)).toBe(true);
    expect(view.attempts).toHaveLength(9);
    for (const { usage } of view.attempts) expect(usage?.wallMs).toBeGreaterThan(0);
    const again = await lowtide("run", THREE_DAYS, ...options);
    expect(again.exitCode).toBe(0);
    const log = await lowtide("runs", "logs", "2", "fetch", ...data);
    expect(log.stdout).toBe("fetched row 3");
    const none = await lowtide("runs", "logs", "2", "nothing", ...data);
    expect(none.stderr).toContain("[live/no-attempt]");
    await lowtide("runs", "delete", "1", ...data);
    expect((await listed(data)).map(({ id }) => id)).toEqual(["2"]);
    expect(existsSync(join(data[1] as string, "live", "1"))).toBe(false);
  });

  it("asks again when a program has changed", async () => {
    const data = freshData();
    const scenario = copyOfScenario();
    const options = ["-p", "now", ...MAX, ...data];
    expect((await lowtide("run", scenario, "--trust", ...options)).exitCode).toBe(0);
    appendFileSync(join(scenario, "steps/train.js"), "// changed\n");
    const { exitCode, stderr } = await lowtide("run", scenario, ...options);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[live/not-trusted]");
  });

  it.each([
    ["a scenario without programs", "nightly-retrain", "live/no-programs"],
    ["an unknown policy", THREE_DAYS, "policy/not-found"],
  ])("says what is wrong with %s", async (_what, scenario, code) => {
    const { exitCode, stderr } = await lowtide(
      ...["run", scenario, "-p", "no-such", "--trust", ...freshData()],
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`[${code}]`);
  });

  it("says so when a step program is missing", async () => {
    const scenario = copyOfScenario();
    const file = join(scenario, "scenario.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("./steps/train.js", "./steps/trian.js"));
    const { stderr } = await lowtide("run", scenario, "-p", "now", "--trust", ...freshData());
    expect(stderr).toContain("[live/program-missing]");
    expect(stderr).toContain("train.js");
  });
});

describe("lowtide runs", PATIENT, () => {
  it("steers a run of another process", async () => {
    const data = freshData();
    const { child } = await beginLong(data);
    await lowtide("runs", "pause", "1", ...data);
    await expect
      .poll(async () => (await listed(data))[0]?.status, { timeout: 10_000 })
      .toBe("paused");
    const refused = await lowtide("runs", "delete", "1", ...data);
    expect(refused.stderr).toContain("[live/running]");
    await lowtide("runs", "resume", "1", ...data);
    await expect
      .poll(async () => (await listed(data))[0]?.status, { timeout: 10_000 })
      .toBe("running");
    await lowtide("runs", "cancel", "1", ...data);
    expect((await child).exitCode).toBe(1);
    expect((await listed(data))[0]?.status).toBe("cancelled");
  });

  it("goes on with a run that was interrupted, not with programs that have changed", async () => {
    const data = freshData();
    const scenario = copyOfScenario();
    const { child } = await beginLong(data, scenario);
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
    expect((await listed(data))[0]?.status).toBe("interrupted");
    const train = join(scenario, "steps/train.js");
    const before = readFileSync(train, "utf8");
    appendFileSync(train, "// changed\n");
    const refused = await lowtide("runs", "resume", "1", ...data);
    expect(refused.stderr).toContain("[live/changed]");
    writeFileSync(train, before);
    const going = execa(
      process.execPath,
      [join(ROOT, "engine/cli/main.ts"), "runs", "resume", "1", ...data],
      { cwd: ROOT, reject: false },
    );
    await expect
      .poll(async () => (await listed(data))[0]?.status, { timeout: 20_000 })
      .toBe("running");
    await lowtide("runs", "cancel", "1", ...data);
    await going;
    expect((await listed(data))[0]?.status).toBe("cancelled");
  });

  it("writes what was measured into the scenario, and leaves the rest of it", async () => {
    const data = freshData();
    const scenario = copyOfScenario();
    await lowtide("run", scenario, "-p", "now", ...MAX, "--trust", ...data);
    const { exitCode } = await lowtide("runs", "profile", "1", "--into", scenario, ...data);
    expect(exitCode).toBe(0);
    const text = readFileSync(join(scenario, "scenario.yaml"), "utf8");
    expect(text).toContain("# Three days of a small pipeline");
    expect(text).toContain("# Measured by live run 1 of three-days under now");
    const { stdout } = await lowtide("simulate", scenario, "--json");
    expect(stdout).toContain('"now"');
    expect((await lowtide("validate", scenario)).exitCode).toBe(0);
  });
});

describe("lowtide parity", PATIENT, () => {
  it("finds decisions and node trees alike, and shows what was measured", async () => {
    const { exitCode, stdout } = await lowtide(
      ...["parity", THREE_DAYS, ...MAX, "--trust", "--json", ...freshData()],
    );
    const { parity } = JSON.parse(stdout) as { parity: Parity[] };
    expect(parity.map(({ policy, agrees }) => [policy, agrees])).toEqual([
      ["now", true],
      ["threshold", true],
      ["lowest-window", true],
    ]);
    for (const { durations, decisions, trees } of parity) {
      expect(decisions.alike).toBe(decisions.replayed);
      expect(trees).toMatchObject({ live: 3, alike: 3, replayed: 3 });
      for (const each of durations) expect(each.measuredMs).toBeGreaterThan(0);
    }
    expect(exitCode).toBe(0);
  });

  it("ends with 1 when a step does other than its profile says", async () => {
    const scenario = copyOfScenario();
    writeFileSync(join(scenario, "steps/train.js"), "process.exit(7)\n");
    const { exitCode, stdout } = await lowtide(
      ...["parity", scenario, "-p", "now", ...MAX, "--trust", ...freshData()],
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain("differs from its replay");
    expect(stdout).toContain(".train: Retry Failed; the replay has Retry Succeeded");
  });
});

describe("lowtide workflow run --on process", PATIENT, () => {
  const file = join(root, "hello.yaml");
  writeFileSync(
    file,
    `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: hello- }
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - { name: say, template: say }
        - - name: repeat
            template: repeat
            withItems: [a, b]
            arguments:
              parameters: [{ name: text, value: "{{steps.say.outputs.result}} {{item}}" }]
    - name: say
      container: { image: busybox, command: [echo], args: ["hello"] }
    - name: repeat
      inputs: { parameters: [{ name: text }] }
      script: { image: "python:3", command: [sh], source: "echo '{{inputs.parameters.text}}'" }
`,
  );

  it("runs containers and scripts, hands results on, and prints Argo's status", async () => {
    const data = freshData();
    const { stdout, exitCode } = await lowtide(
      ...["workflow", "run", file, "--on", "process", "--trust", "--json", ...data],
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ phase: "Succeeded", progress: "3/3" });
    expect((await lowtide("runs", "logs", "1", "repeat(1:b)", ...data)).stdout).toBe("hello b");
  });

  it("starts nothing without a yes", async () => {
    const asked = await lowtide("workflow", "run", file, "--on", "process", ...freshData());
    expect(asked.stderr).toContain("[live/not-trusted]");
    expect(asked.stdout).toBe("");
  });

  it("takes the programs of the scenario beside it", async () => {
    const workflow = join(THREE_DAYS, "workflow.yaml");
    const { stdout, exitCode } = await lowtide(
      ...["workflow", "run", workflow, "--on", "process", "--trust", "--json", ...freshData()],
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ phase: "Succeeded", progress: "3/3" });
  });
});
