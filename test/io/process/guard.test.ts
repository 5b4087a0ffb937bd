import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { randomStream } from "../../../engine/core/random/stream.ts";
import { openProcessExecutor } from "../../../engine/io/process/executor.ts";
import { HAS_PROC } from "../../../engine/io/process/proc.ts";
import { readLog } from "../../../engine/io/process/read-log.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { attemptSpec, living, plainStore, runToEnd, until } from "../../helpers/attempts.ts";

const HOST = join(import.meta.dirname, "../../helpers/host-to-kill.ts");
const ATTEMPTS = 4;

const hosts: { readonly host: ChildProcess; readonly folder: string }[] = [];

/** A test that failed leaves nothing behind either. */
afterEach(async () => {
  for (const { host, folder } of hosts.splice(0)) {
    host.kill("SIGKILL");
    await opened(folder).endLeftovers("run-1");
  }
});

/** Resolves when the host is about to start its first attempt. */
async function startHost(folder: string) {
  const host = spawn(process.execPath, [HOST, folder, String(ATTEMPTS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  hosts.push({ host, folder });
  const output = { text: "" };
  host.stdout.on("data", (chunk: Buffer) => {
    output.text += chunk;
  });
  await until(() => output.text.includes("ready"));
  return { host, output };
}

async function killed(host: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => host.once("exit", resolve));
  host.kill("SIGKILL");
  await exited;
}

/** Children of the host that run the guard's program. */
function guardsOf(host: { readonly pid?: number | undefined }): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return parent === host.pid && command.includes("guard-process");
    } catch {
      return false;
    }
  });
}

function opened(folder: string) {
  const artifacts = plainStore(`${folder}-store`);
  return openProcessExecutor({ folder, artifacts, limits: { logBytes: 1_000, processes: 10 } });
}

const mark = (folder: string) => `LOWTIDE_RUN=${join(folder, "run-1")}\0`;

describe.runIf(HAS_PROC)("a host that is killed with SIGKILL", () => {
  const points = randomStream(7, "kill points");

  /** After none, some or all of the attempts were started, and a little later: while the next one is. */
  async function momentOf(output: { readonly text: string }): Promise<void> {
    const started = Math.floor(points.uniform() * (ATTEMPTS + 1));
    await until(() => output.text.split("started").length > started);
    await sleep(points.uniform() * 10);
  }

  it.each([0, 1, 2, 3, 4, 5, 6, 7])(
    "leaves nothing behind after endLeftovers (moment %i)",
    async () => {
      const folder = join(tempFolder(), "runs");
      const { host, output } = await startHost(folder);
      // From before the first registration to when all attempts run.
      await momentOf(output);
      await killed(host);
      await opened(folder).endLeftovers("run-1");
      expect(living(mark(folder))).toEqual([]);
    },
  );

  it.each([0, 1, 2, 3])("has its programs ended by the guard alone (moment %i)", async () => {
    const folder = join(tempFolder(), "runs");
    const { host, output } = await startHost(folder);
    await momentOf(output);
    await killed(host);
    // What the host was just starting appears late: the guard outlives it.
    await until(() => living(mark(folder)).length === 0);
    expect(living(mark(folder))).toEqual([]);
  });

  it("has its programs ended at the next start when the guard was killed, too", async () => {
    const folder = join(tempFolder(), "runs");
    const { host, output } = await startHost(folder);
    await until(() => output.text.split("started").length > ATTEMPTS);
    await until(() => living(mark(folder)).length === 4 * ATTEMPTS);
    const guards = guardsOf(host);
    expect(guards).toHaveLength(1);
    host.kill("SIGSTOP");
    for (const guard of guards) process.kill(guard, "SIGKILL");
    await killed(host);
    expect(living(mark(folder))).toHaveLength(4 * ATTEMPTS);
    expect(readLog(folder, "run-1", "a0").ended).toBe(false);

    await opened(folder).endLeftovers("another-run");
    expect(living(mark(folder))).toHaveLength(4 * ATTEMPTS);
    await opened(folder).endLeftovers("run-1");
    expect(living(mark(folder))).toEqual([]);
    expect(readLog(folder, "run-1", "a0").ended).toBe(true);
    expect(readdirSync(join(folder, "run-1/attempts/a0")).sort()).toEqual(["ended", "log"]);
  });

  it("gets a new guard when its guard is killed", async () => {
    const folder = join(tempFolder(), "runs");
    const { host, output } = await startHost(folder);
    await until(() => output.text.split("started").length > ATTEMPTS);
    const [first = 0] = guardsOf(host);
    process.kill(first, "SIGKILL");
    await until(() => guardsOf(host).some((pid) => pid !== first));
    const [second = 0] = guardsOf(host).filter((pid) => pid !== first);
    await killed(host);
    await until(() => living(mark(folder)).length === 0);
    await until(() => !readdirSync("/proc").includes(String(second)));
  });

  it("starts attempts although its guard has just been killed", async () => {
    const folder = join(tempFolder(), "runs");
    const executor = opened(folder);
    const before = guardsOf(process);
    const outputs = { result: true, parameters: [], artifacts: [] };
    const run = (id: string) =>
      runToEnd(executor, attemptSpec(id, ["sh", "-c", "echo 1"], { outputs }));
    await run("a");
    for (const pid of guardsOf(process)) {
      if (!before.includes(pid)) process.kill(pid, "SIGKILL");
    }
    const ends = await Promise.all(["b", "c", "d"].map(run));
    expect(ends.map((end) => end.outputs.result)).toEqual(["1\n", "1\n", "1\n"]);
    await executor.close();
    await until(() => guardsOf(process).every((pid) => before.includes(pid)));
  });
});
