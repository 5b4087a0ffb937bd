import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attemptSpec, plainStore, runToEnd } from "../../helpers/attempts.ts";
import {
  artifact,
  NO_OUTPUTS,
  nodeScript,
  parameter,
  testExecutors,
} from "../../helpers/executors.ts";

const { base, open } = testExecutors();

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
      const outputs = { ...NO_OUTPUTS, parameters: [parameter("v", path)] };
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
    expect(await runToEnd(executor, attemptSpec(id, nodeScript("0")))).toMatchObject({
      phase: "Error",
    });
  });

  it.each(["a/b", "..", "../../x"])("refuses the claim %j", async (claim) => {
    const { executor } = open();
    const mounts = [{ path: "/data", claim }];
    const end = await runToEnd(executor, attemptSpec("a", nodeScript("0"), { mounts }));
    expect(end).toMatchObject(error(/has a name that no claim can have/));
  });

  it("tells every output that is missing, with its path", async () => {
    const { executor } = open();
    const outputs = {
      ...NO_OUTPUTS,
      parameters: [parameter("v", "/tmp/v")],
      artifacts: [artifact("model", "/out/model")],
    };
    const end = await runToEnd(executor, attemptSpec("a", nodeScript("0"), { outputs }));
    expect(end).toMatchObject(
      error(/parameter v: no such file or directory: \/tmp\/v.*artifact model.*\/out\/model/),
    );
    const failed = await runToEnd(
      executor,
      attemptSpec("b", nodeScript("process.exit(2)"), { outputs }),
    );
    expect(failed).toMatchObject({ phase: "Failed", exitCode: 2, message: "" });
  });

  it("does not wait for a pipe at a declared path, nor take a folder for a value", async () => {
    const { executor } = open();
    const outputs = {
      ...NO_OUTPUTS,
      parameters: [parameter("pipe", "/tmp/pipe"), parameter("folder", "/tmp/folder")],
    };
    const argv = ["sh", "-c", "mkfifo /tmp/pipe; mkdir /tmp/folder"];
    const end = await runToEnd(executor, attemptSpec("a", argv, { outputs }));
    expect(end).toMatchObject(error(/pipe is not a file.*folder is not a file/));
  });

  it("reads nothing through a link that leads outside", async () => {
    const secret = join(base, "secret.txt");
    writeFileSync(secret, "secret");
    const store = join(base, "store-of-links");
    const { executor } = open({ artifacts: plainStore(store) });
    const link = `const fs=require('fs');fs.symlinkSync(${JSON.stringify(secret)},process.argv[1])`;
    const declare = (id: string, path: string, outputs: object) =>
      attemptSpec(id, [...nodeScript(link), path], { outputs: { ...NO_OUTPUTS, ...outputs } });
    const ends = [
      await runToEnd(executor, declare("a", "/out/v", { parameters: [parameter("v", "/out/v")] })),
      await runToEnd(executor, declare("b", "/out/v", { artifacts: [artifact("v", "/out/v")] })),
      await runToEnd(
        executor,
        attemptSpec("c", ["sh", "-c", `mkdir -p /out/d/e; ln -s ${secret} /out/d/e/link`], {
          outputs: { ...NO_OUTPUTS, artifacts: [artifact("d", "/out/d")] },
        }),
      ),
    ];
    for (const end of ends) {
      expect(end).toMatchObject(error(/leads out of the attempt's folder by a symbolic link/));
      expect(end.outputs).toEqual({ parameters: {} });
    }
    expect(readdirSync(store)).toEqual([]);
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
    const laid = await runToEnd(executor, attemptSpec("b", nodeScript("0"), { mounts, inputs }));
    expect(laid).toMatchObject(error(/leads out/));
    const work = { mounts, workingDir: "/data/link/deeper" };
    expect(await runToEnd(executor, attemptSpec("c", nodeScript("0"), work))).toMatchObject(
      error(/leads out/),
    );
    expect(readdirSync(outside)).toEqual([]);
  });

  it("tells what its folder's disk says", async () => {
    writeFileSync(join(base, "a-file"), "");
    const { executor } = open({ folder: join(base, "a-file/runs") });
    expect(await runToEnd(executor, attemptSpec("a", nodeScript("0")))).toMatchObject(
      error(/could not be started: a part of the path is a file/),
    );
    const full = plainStore(join(base, "full"));
    const noSpace = () => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" }));
    const second = open({ artifacts: { ...full, put: noSpace, fetch: noSpace } });
    const outputs = { ...NO_OUTPUTS, artifacts: [artifact("v", "/out/v")] };
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
