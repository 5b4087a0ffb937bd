import { describe, expect, it } from "vitest";
import type { Attempt } from "../../../engine/core/live/attempt.ts";
import { HAS_PROC } from "../../../engine/io/process/proc.ts";
import { readLog } from "../../../engine/io/process/read-log.ts";
import type { Limits } from "../../../engine/io/process/running.ts";
import { attemptSpec, living, runToEnd, until } from "../../helpers/attempts.ts";
import { testExecutors } from "../../helpers/executors.ts";

const { open: openWith } = testExecutors();

function open(limits: Partial<Limits> = {}, cpu = 1_000) {
  const all = { logBytes: 100_000, processes: 50, ...limits };
  return openWith({ limits: all, slots: { cpu, memoryBytes: 2 ** 50 } });
}

const CHILDREN = "sleep 1000 & (setsid sleep 1000 &); sleep 1000 &";

/** Resolves when the program has printed the text. */
async function printed(folder: string, { id }: Attempt, text: string): Promise<void> {
  await until(() => readLog(folder, "run-1", id).text.includes(text));
}

describe.runIf(HAS_PROC)("the processes of an attempt", () => {
  it("end with its program, those that left the group as well", async () => {
    const { executor, mark } = open();
    const end = await runToEnd(executor, attemptSpec("a", ["sh", "-c", `${CHILDREN} exit 0`]));
    expect(end.phase).toBe("Succeeded");
    expect(living(mark)).toEqual([]);
  });

  it("end when it is stopped, whatever they do with SIGTERM", async () => {
    const { executor, folder, mark } = open();
    const deaf = `trap "" TERM; ${CHILDREN} echo ready; while true; do sleep 0.01; done`;
    const attempt = await executor.start(attemptSpec("a", ["sh", "-c", deaf]));
    await printed(folder, attempt, "ready");
    attempt.stop(50);
    expect(await attempt.ended).toMatchObject({
      phase: "Failed",
      exitCode: 137,
      signal: "SIGKILL",
    });
    expect(living(mark)).toEqual([]);
  });

  it("may end in good order when they are asked to", async () => {
    const { executor, folder, mark } = open();
    const polite = `trap "echo bye; exit 3" TERM; ${CHILDREN} echo ready; while true; do sleep 0.01; done`;
    const attempt = await executor.start(attemptSpec("a", ["sh", "-c", polite]));
    await printed(folder, attempt, "ready");
    attempt.stop(30_000);
    expect(await attempt.ended).toMatchObject({ phase: "Failed", exitCode: 3 });
    expect(readLog(folder, "run-1", "a").text).toContain("bye");
    expect(living(mark)).toEqual([]);
  });

  it("end at the deadline, in the words of Kubernetes", async () => {
    const { executor, mark } = open();
    const spec = attemptSpec("a", ["sh", "-c", `${CHILDREN} wait`], { deadlineMs: 50 });
    expect(await runToEnd(executor, spec)).toMatchObject({
      phase: "Failed",
      exitCode: 143,
      message: "Pod was active on the node longer than the specified deadline",
    });
    expect(living(mark)).toEqual([]);
  });

  it("are ended when they are more than the limit", async () => {
    const { executor, mark } = open({ processes: 12 });
    // Each one starts two more, in sessions of their own, for a while: 60 processes at the most.
    const bomb =
      'n=$1; [ $n -gt 0 ] && for i in 1 2; do setsid sh -c "$0" "$0" $((n-1)) & done; sleep 1000';
    const end = await runToEnd(executor, attemptSpec("a", ["sh", "-c", bomb, bomb, "4"]));
    expect(end).toMatchObject({ phase: "Error", message: expect.stringContaining("more than 12") });
    expect(end.usage.processes).toBeGreaterThan(12);
    expect(living(mark)).toEqual([]);
  });

  it("are ended when they take more memory than the limit", async () => {
    const { executor, mark } = open({ memoryBytes: 300 * 2 ** 20 });
    const text = "const kept=[];setInterval(()=>kept.push(Buffer.alloc(16777216,1)),5)";
    const end = await runToEnd(executor, attemptSpec("a", ["node", "-e", text]));
    expect(end).toMatchObject({
      phase: "Failed",
      exitCode: 137,
      message: "main: OOMKilled (exit code 137)",
    });
    expect(living(mark)).toEqual([]);
  });

  it("end when the executor is closed, and what waits is not started", async () => {
    const { executor, mark } = open({}, 1);
    const requests = { cpu: 1, memoryGib: 0 };
    const argv = ["sh", "-c", `${CHILDREN} wait`];
    const first = await executor.start(attemptSpec("a", argv, { requests }));
    const waiting = executor.start(attemptSpec("b", argv, { requests }));
    const withdrawn = executor.start(attemptSpec("c", argv, { requests }));
    executor.withdraw("c");
    expect(await (await withdrawn).ended).toMatchObject({
      phase: "Error",
      message: expect.stringContaining("withdrawn"),
    });
    await executor.close();
    expect((await first.ended).phase).toBe("Failed");
    expect(await (await waiting).ended).toMatchObject({
      phase: "Error",
      message: expect.stringContaining("closed"),
    });
    expect((await (await executor.start(attemptSpec("d", argv))).ended).phase).toBe("Error");
    expect(living(mark)).toEqual([]);
  });
});

describe.runIf(HAS_PROC)("what an attempt used", () => {
  const BURN = (ms: number) =>
    `const f=()=>{const u=process.cpuUsage();return(u.user+u.system)/1000};while(f()<${ms});console.log(f()/1000)`;

  it("is its CPU time, however short it ran", async () => {
    const { executor } = open();
    const ends = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        runToEnd(
          executor,
          attemptSpec(`a${i}`, ["node", "-e", BURN(80)], {
            outputs: { result: true, parameters: [], artifacts: [] },
          }),
        ),
      ),
    );
    for (const { outputs, usage } of ends) {
      // What it says of itself shortly before its end; ticks are 10 ms, user and system apart.
      expect(usage.cpuSeconds).toBeGreaterThan(Number(outputs.result) - 0.025);
      expect(usage.cpuSeconds).toBeLessThan(Number(outputs.result) + 0.3);
    }
  });

  it("counts children that were waited for, and those that outlived the program", async () => {
    const { executor } = open();
    const burn = JSON.stringify(BURN(300));
    const waited = `const{spawnSync}=require('child_process');for(let i=0;i<3;i++)spawnSync(process.execPath,['-e',${burn}])`;
    const end = await runToEnd(executor, attemptSpec("a", ["node", "-e", waited]));
    expect(end.usage.cpuSeconds).toBeGreaterThan(0.85);
    // The child prints when it is done, and is still there when its parent ends.
    const left = `const c=require('child_process').spawn(process.execPath,['-e',${burn}+';setInterval(()=>0,1e3)']);c.stdout.once('data',()=>process.exit())`;
    const second = await runToEnd(executor, attemptSpec("b", ["node", "-e", left]));
    expect(second.usage.cpuSeconds).toBeGreaterThan(0.28);
    expect(second.usage.processes).toBe(2);
  });

  it("is read from the parent's account when the program closed its output early", async () => {
    const { executor } = open();
    const text = `require('fs').closeSync(1);require('fs').closeSync(2);const t=process.cpuUsage();const used=()=>{const u=process.cpuUsage(t);return u.user+u.system};while(used()<400000);`;
    const end = await runToEnd(executor, attemptSpec("a", ["node", "-e", text]));
    expect(end.usage.cpuSeconds).toBeGreaterThan(0.37);
  });

  it("is the highest memory, and the most processes at once", async () => {
    const { executor, folder } = open();
    const text =
      "const b=Buffer.alloc(200*2**20,1);for(let i=0;i<3;i++)require('child_process').spawn('sleep',['1000']);console.log('ready');setInterval(()=>b,1e3)";
    const attempt = await executor.start(attemptSpec("a", ["node", "-e", text]));
    await printed(folder, attempt, "ready");
    attempt.stop(10_000);
    const { usage } = await attempt.ended;
    expect(usage.peakMemoryBytes).toBeGreaterThan(200 * 2 ** 20);
    expect(usage.peakMemoryBytes).toBeLessThan(600 * 2 ** 20);
    expect(usage.processes).toBe(4);
  });

  it("is a log that stops at its limit, while the program goes on", async () => {
    const { executor, folder } = open({ logBytes: 10_000 });
    const text =
      "let n=0;const f=()=>{if(n++<4000)process.stdout.write('y'.repeat(9999)+'\\n',f);else require('fs').writeFileSync('/tmp/done','1')};f()";
    const beforeBytes = process.memoryUsage().rss;
    const end = await runToEnd(
      executor,
      attemptSpec("a", ["node", "-e", text], {
        outputs: { result: true, parameters: [{ name: "done", path: "/tmp/done" }], artifacts: [] },
      }),
    );
    expect(end.outputs.parameters).toEqual({ done: "1" });
    expect(end.outputs.result).toHaveLength(262_145);
    expect(end.usage.logTruncated).toBe(true);
    const log = readLog(folder, "run-1", "a");
    expect(log.truncated).toBe(true);
    expect(log.totalBytes).toBe(end.usage.logBytes);
    expect(log.totalBytes).toBeLessThan(10_200);
    expect(log.text).toMatch(/The log ends here: it has reached its limit of 10000 bytes/);
    // 40 MB went through.
    expect(process.memoryUsage().rss - beforeBytes).toBeLessThan(150 * 2 ** 20);
  });
});
