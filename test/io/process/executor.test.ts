import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Executor } from "../../../engine/core/live/attempt.ts";
import {
  openProcessExecutor,
  type ProcessExecutorOptions,
} from "../../../engine/io/process/executor.ts";
import { readLog } from "../../../engine/io/process/read-log.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { attemptSpec, plainStore, runToEnd } from "../../helpers/attempts.ts";

const base = tempFolder();
const opened: Executor[] = [];
let count = 0;

function open(more: Partial<ProcessExecutorOptions> = {}) {
  const folder = join(base, `runs-${count++}`);
  const artifacts = plainStore(`${folder}-store`);
  const limits = { logBytes: 100_000, processes: 50 };
  const executor = openProcessExecutor({ folder, artifacts, limits, ...more });
  opened.push(executor);
  return { executor, folder, artifacts };
}

afterEach(async () => {
  for (const executor of opened.splice(0)) await executor.close();
});

const script = (text: string) => ["node", "-e", text];
const parameter = (name: string, path: string) => ({ name, path });
const artifact = (name: string, path: string, optional = false) => ({
  name,
  path,
  archive: "none" as const,
  optional,
});
const nothing = { result: false, parameters: [], artifacts: [] };

describe("an attempt", () => {
  it("gives result, parameters and artifacts as the program wrote them", async () => {
    const { executor, artifacts } = open();
    const end = await runToEnd(
      executor,
      attemptSpec(
        "a",
        ["sh", "-c", "echo 12; echo 13; echo v > /tmp/v; mkdir /out/d; echo x > /out/d/f"],
        {
          outputs: {
            result: true,
            parameters: [parameter("v", "/tmp/v"), { ...parameter("w", "/tmp/w"), default: "d" }],
            artifacts: [artifact("d", "/out/d"), artifact("none", "/out/none", true)],
          },
        },
      ),
    );
    expect(end).toMatchObject({ phase: "Succeeded", exitCode: 0, message: "" });
    expect(end.outputs.result).toBe("12\n13\n");
    expect(end.outputs.parameters).toEqual({ v: "v\n", w: "d" });
    const key = "sha256/0";
    expect(end.outputs.artifacts).toEqual({ d: { name: "d", path: "/out/d", s3: { key } } });
    await artifacts.fetch(key, join(base, "fetched"));
    expect(readFileSync(join(base, "fetched/f"), "utf8")).toBe("x\n");
  });

  it("finds its inputs at their declared paths, in arguments, variables and script", async () => {
    const { executor, artifacts } = open();
    writeFileSync(join(base, "in.txt"), "stored");
    const { key } = await artifacts.put(join(base, "in.txt"), "none");
    const inputs = [
      { name: "raw", path: "/in/raw.txt", from: { raw: "raw" } },
      { name: "stored", path: "/in/stored.txt", from: { key } },
    ];
    const source = "cat /in/raw.txt $STORED; pwd; cat $0";
    const end = await runToEnd(
      executor,
      attemptSpec("a", ["sh"], {
        script: source,
        inputs,
        env: { STORED: "/in/stored.txt" },
        workingDir: "/work/here",
        outputs: { ...nothing, result: true },
      }),
    );
    expect(end.outputs.result).toMatch(
      /^rawstored\S+\/root\/work\/here\ncat \S+\/root\/in\/raw.txt/,
    );
  });

  it("sees an allow-list of the user's variables, and its own", async () => {
    process.env.LOWTIDE_TEST_SECRET = "secret";
    process.env.LOWTIDE_TEST_SHOWN = "shown";
    const { executor, folder } = open({ environment: ["LOWTIDE_TEST_SHOWN"] });
    const end = await runToEnd(
      executor,
      attemptSpec("a", script("console.log(JSON.stringify(process.env))"), {
        env: { DECLARED: "1", LOWTIDE_ATTEMPT: "somebody else" },
        outputs: { ...nothing, result: true },
      }),
    );
    const seen = JSON.parse(end.outputs.result as string) as Record<string, string>;
    expect(Object.keys(seen).sort()).toEqual(
      [
        ...["PATH", "HOME", "LANG", "LC_ALL", "TZ"].filter((name) => name in process.env),
        ...["DECLARED", "TMPDIR", "LOWTIDE_ATTEMPT", "LOWTIDE_RUN", "LOWTIDE_TEST_SHOWN"],
      ].sort(),
    );
    expect(seen).toMatchObject({ LOWTIDE_ATTEMPT: "a", LOWTIDE_RUN: join(folder, "run-1") });
  });

  it("shares volumes with the other attempts of its run, and nothing else", async () => {
    const { executor, folder } = open();
    const mounts = [{ path: "/data", claim: "rows" }];
    const write = "echo 1 > /data/db; echo 2 > /tmp/private";
    const read = "cat /data/db; ls /tmp";
    await runToEnd(executor, attemptSpec("a", ["sh", "-c", write], { mounts }));
    const outputs = { ...nothing, result: true, parameters: [parameter("db", "/data/db")] };
    const end = await runToEnd(
      executor,
      attemptSpec("b", ["sh", "-c", read], { mounts, outputs, workingDir: "/tmp" }),
    );
    expect(end.outputs).toMatchObject({ result: "1\n", parameters: { db: "1\n" } });
    expect(readFileSync(join(folder, "run-1/volumes/rows/db"), "utf8")).toBe("1\n");
  });

  it("has exit codes as Kubernetes counts them", async () => {
    const { executor } = open();
    const failed = await runToEnd(executor, attemptSpec("a", script("process.exit(7)")));
    expect(failed).toMatchObject({ phase: "Failed", exitCode: 7, message: "" });
    const killed = await runToEnd(
      executor,
      attemptSpec("b", script("process.kill(process.pid, 'SIGKILL')")),
    );
    expect(killed).toMatchObject({ phase: "Failed", exitCode: 137, signal: "SIGKILL" });
  });

  it("leaves its log and nothing else", async () => {
    const { executor, folder } = open();
    await runToEnd(executor, attemptSpec("a", ["sh", "-c", "echo out; echo err >&2; echo > left"]));
    expect(readdirSync(join(folder, "run-1/attempts/a")).sort()).toEqual(["ended", "log"]);
    expect(readLog(folder, "run-1", "a").text.split("\n").sort()).toEqual(["", "err", "out"]);
  });

  it("takes the end of a long result, and cuts no character", async () => {
    const { executor } = open();
    const text = "const s = 'é'.repeat(200000); process.stdout.write(s + 'x\\n')";
    const end = await runToEnd(
      executor,
      attemptSpec("a", script(text), { outputs: { ...nothing, result: true } }),
    );
    // 262,144 bytes and the line break that is trimmed later: x, the break, and whole é.
    expect(end.outputs.result).toBe(`${"é".repeat(131_071)}x\n`);
  });

  it("works in a folder whose name a shell would take apart", async () => {
    const folder = join(base, "with space & 'quotes'");
    const { executor } = open({ folder });
    const outputs = { ...nothing, parameters: [parameter("v", "/tmp/v")] };
    const end = await runToEnd(
      executor,
      attemptSpec("a", ["sh", "-c", "echo 1 > /tmp/v"], { outputs }),
    );
    expect(end).toMatchObject({ phase: "Succeeded", outputs: { parameters: { v: "1\n" } } });
  });
});

describe("an attempt that cannot be", () => {
  const error = (message: RegExp) => ({
    phase: "Error",
    exitCode: 64,
    message: expect.stringMatching(message),
  });

  it.each([
    ["a program that is missing", ["lowtide-no-such-program"], /was not found. Install it/],
    ["one that may not be executed", ["/dev/null"], /may not be executed/],
    ["arguments that are too long", ["node", "x".repeat(3_000_000)], /are too long/],
    ["an argument with a zero", ["node", "a\0b"], /could not be started/],
    ["no command", [], /no command/],
  ])("ends in Error for %s", async (_, argv, message) => {
    const { executor, folder } = open();
    expect(await runToEnd(executor, attemptSpec("a", argv))).toMatchObject(error(message));
    expect(existsSync(join(folder, "run-1/attempts/a"))).toBe(false);
  });

  it.each(["../../outside", "/tmp/../../outside", "/", "/a\0b"])(
    "refuses the path %j",
    async (path) => {
      const { executor, folder } = open();
      const outputs = { ...nothing, parameters: [parameter("v", path)] };
      const end = await runToEnd(executor, attemptSpec("a", ["node", "-e", "0"], { outputs }));
      expect(end).toMatchObject(error(/absolute|leaves the pod|cannot be declared|no path has/));
      const inputs = [{ name: "v", path, from: { raw: "x" } }];
      const second = await runToEnd(executor, attemptSpec("b", ["node", "-e", "0"], { inputs }));
      expect(second.phase).toBe("Error");
      expect(existsSync(join(folder, "outside"))).toBe(false);
    },
  );

  it.each(["a/b", "..", "", ".hidden"])("refuses the attempt's name %j", async (id) => {
    const { executor } = open();
    expect(await runToEnd(executor, attemptSpec(id, script("0")))).toMatchObject({
      phase: "Error",
    });
  });

  it.each(["a/b", "..", "../../x"])("refuses the claim %j", async (claim) => {
    const { executor } = open();
    const mounts = [{ path: "/data", claim }];
    const end = await runToEnd(executor, attemptSpec("a", script("0"), { mounts }));
    expect(end).toMatchObject(error(/has a name that no claim can have/));
  });

  it("tells every output that is missing, with its path", async () => {
    const { executor } = open();
    const outputs = {
      ...nothing,
      parameters: [parameter("v", "/tmp/v")],
      artifacts: [artifact("model", "/out/model")],
    };
    const end = await runToEnd(executor, attemptSpec("a", script("0"), { outputs }));
    expect(end).toMatchObject(
      error(/parameter v: no such file or directory: \/tmp\/v.*artifact model.*\/out\/model/),
    );
    const failed = await runToEnd(
      executor,
      attemptSpec("b", script("process.exit(2)"), { outputs }),
    );
    expect(failed).toMatchObject({ phase: "Failed", exitCode: 2, message: "" });
  });

  it("does not wait for a pipe at a declared path, nor take a folder for a value", async () => {
    const { executor } = open();
    const outputs = {
      ...nothing,
      parameters: [parameter("pipe", "/tmp/pipe"), parameter("folder", "/tmp/folder")],
    };
    const argv = ["sh", "-c", "mkfifo /tmp/pipe; mkdir /tmp/folder"];
    const end = await runToEnd(executor, attemptSpec("a", argv, { outputs }));
    expect(end).toMatchObject(error(/pipe is not a file.*folder is not a file/));
  });

  it("reads nothing through a link that leads outside", async () => {
    const secret = join(base, "secret.txt");
    writeFileSync(secret, "secret");
    const { executor, folder } = open();
    const link = `const fs=require('fs');fs.symlinkSync(${JSON.stringify(secret)},process.argv[1])`;
    const declare = (id: string, path: string, outputs: object) =>
      attemptSpec(id, [...script(link), path], { outputs: { ...nothing, ...outputs } });
    const ends = [
      await runToEnd(executor, declare("a", "/out/v", { parameters: [parameter("v", "/out/v")] })),
      await runToEnd(executor, declare("b", "/out/v", { artifacts: [artifact("v", "/out/v")] })),
      await runToEnd(
        executor,
        attemptSpec("c", ["sh", "-c", `mkdir -p /out/d/e; ln -s ${secret} /out/d/e/link`], {
          outputs: { ...nothing, artifacts: [artifact("d", "/out/d")] },
        }),
      ),
    ];
    for (const end of ends) {
      expect(end).toMatchObject(error(/leads out of the attempt's folder by a symbolic link/));
      expect(end.outputs).toEqual({ parameters: {} });
    }
    expect(readdirSync(`${folder}-store`)).toEqual([]);
  });

  it("writes nothing through a link that an earlier step left in a volume", async () => {
    const outside = join(base, "outside");
    mkdirSync(outside);
    const { executor } = open();
    const mounts = [{ path: "/data", claim: "rows" }];
    await runToEnd(
      executor,
      attemptSpec("a", ["sh", "-c", `ln -s ${outside} /data/link`], { mounts }),
    );
    const inputs = [{ name: "x", path: "/data/link/x", from: { raw: "x" } }];
    const laid = await runToEnd(executor, attemptSpec("b", script("0"), { mounts, inputs }));
    expect(laid).toMatchObject(error(/leads out/));
    const work = { mounts, workingDir: "/data/link/deeper" };
    expect(await runToEnd(executor, attemptSpec("c", script("0"), work))).toMatchObject(
      error(/leads out/),
    );
    expect(readdirSync(outside)).toEqual([]);
  });

  it("tells what its folder's disk says", async () => {
    writeFileSync(join(base, "a-file"), "");
    const { executor } = open({ folder: join(base, "a-file/runs") });
    expect(await runToEnd(executor, attemptSpec("a", script("0")))).toMatchObject(
      error(/could not be started: a part of the path is a file/),
    );
    const full = plainStore(join(base, "full"));
    const noSpace = () => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" }));
    const second = open({ artifacts: { ...full, put: noSpace, fetch: noSpace } });
    const outputs = { ...nothing, artifacts: [artifact("v", "/out/v")] };
    const argv = ["sh", "-c", "echo > /out/v"];
    expect(await runToEnd(second.executor, attemptSpec("a", argv, { outputs }))).toMatchObject(
      error(/output artifact v: the disk is full. Free some space/),
    );
    const inputs = [{ name: "v", path: "/in/v", from: { key: "sha256/1" } }];
    expect(await runToEnd(second.executor, attemptSpec("b", argv, { inputs }))).toMatchObject(
      error(/could not be started: the disk is full/),
    );
  });
});
