import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openArtifactStore } from "../../../engine/io/artifacts/store.ts";
import { readLog } from "../../../engine/io/process/read-log.ts";
import { attemptSpec, runToEnd } from "../../helpers/attempts.ts";
import {
  artifact,
  NO_OUTPUTS,
  nodeScript,
  parameter,
  testExecutors,
} from "../../helpers/executors.ts";

const { base, open } = testExecutors();

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
        workingDir: "/place/here",
        outputs: { ...NO_OUTPUTS, result: true },
      }),
    );
    expect(end.outputs.result).toMatch(/^rawstored\S+\/place\/here\ncat \S+\/in\/raw.txt/);
  });

  it("sees an allow-list of the user's variables, and its own", async () => {
    process.env.LOWTIDE_TEST_SECRET = "secret";
    process.env.LOWTIDE_TEST_SHOWN = "shown";
    const { executor, folder } = open({ environment: ["LOWTIDE_TEST_SHOWN"] });
    const end = await runToEnd(
      executor,
      attemptSpec("a", nodeScript("console.log(JSON.stringify(process.env))"), {
        env: { DECLARED: "1", LOWTIDE_ATTEMPT: "somebody else" },
        outputs: { ...NO_OUTPUTS, result: true },
      }),
    );
    const seen = JSON.parse(end.outputs.result as string) as Record<string, string>;
    expect(Object.keys(seen).sort()).toEqual(
      [
        ...["PATH", "HOME", "LANG", "LC_ALL", "TZ"].filter((name) => name in process.env),
        ...[
          "DECLARED",
          "TMPDIR",
          "PYTHONDONTWRITEBYTECODE",
          "LOWTIDE_ATTEMPT",
          "LOWTIDE_RUN",
          "LOWTIDE_TEST_SHOWN",
        ],
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
    const outputs = { ...NO_OUTPUTS, result: true, parameters: [parameter("db", "/data/db")] };
    const end = await runToEnd(
      executor,
      attemptSpec("b", ["sh", "-c", read], { mounts, outputs, workingDir: "/tmp" }),
    );
    expect(end.outputs).toMatchObject({ result: "1\n", parameters: { db: "1\n" } });
    expect(readFileSync(join(folder, "run-1/volumes/rows/db"), "utf8")).toBe("1\n");
  });

  it("has exit codes as Kubernetes counts them", async () => {
    const { executor } = open();
    const failed = await runToEnd(executor, attemptSpec("a", nodeScript("process.exit(7)")));
    expect(failed).toMatchObject({ phase: "Failed", exitCode: 7, message: "" });
    const killed = await runToEnd(
      executor,
      attemptSpec("b", nodeScript("process.kill(process.pid, 'SIGKILL')")),
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
      attemptSpec("a", nodeScript(text), { outputs: { ...NO_OUTPUTS, result: true } }),
    );
    // 262,144 bytes and the line break that is trimmed later: x, the break, and whole é.
    expect(end.outputs.result).toBe(`${"é".repeat(131_071)}x\n`);
  });

  it("works in a folder whose name a shell would take apart", async () => {
    const folder = join(base, "with space & 'quotes'");
    const { executor } = open({ folder });
    const outputs = { ...NO_OUTPUTS, parameters: [parameter("v", "/tmp/v")] };
    const end = await runToEnd(
      executor,
      attemptSpec("a", ["sh", "-c", "echo 1 > /tmp/v"], { outputs }),
    );
    expect(end).toMatchObject({ phase: "Succeeded", outputs: { parameters: { v: "1\n" } } });
  });

  it("hands folders on to the next attempt through the store, and takes none with links outside", async () => {
    const store = openArtifactStore(join(base, "artifacts"));
    const { executor } = open({ artifacts: store });
    const tar = { ...artifact("model", "/out/model"), archive: "tar" as const };
    const make =
      "mkdir -p /out/model/deep; echo 1 > /out/model/deep/w; ln -s deep/w /out/model/link";
    const end = await runToEnd(
      executor,
      attemptSpec("a", ["sh", "-c", make], { outputs: { ...NO_OUTPUTS, artifacts: [tar] } }),
    );
    expect(end.message).toBe("");
    const kept = end.outputs.artifacts?.model as unknown as { s3: { key: string } };
    const { key } = kept.s3;
    expect(store.has(key)).toBe(true);
    const inputs = [
      { name: "extra", path: "/in/model/extra", from: { raw: "2" } },
      { name: "model", path: "/in/model", from: { key } },
    ];
    const read = attemptSpec("b", ["sh", "-c", "cat /in/model/link /in/model/extra"], {
      inputs,
      outputs: { ...NO_OUTPUTS, result: true },
    });
    expect((await runToEnd(executor, read)).outputs.result).toBe("1\n2");
    const gone = { ...read, id: "c", inputs: [{ ...inputs[1], from: { key: `${key}0` } }] };
    expect(await runToEnd(executor, gone as typeof read)).toMatchObject({
      phase: "Error",
      message: expect.stringMatching(/^The attempt could not be started: /),
    });
  });

  it("removes its folder, whatever the step forbids", async () => {
    const { executor, folder } = open();
    const argv = ["sh", "-c", "mkdir -p a/b/c; touch a/b/x; chmod 500 a/b; chmod 000 a"];
    expect((await runToEnd(executor, attemptSpec("a", argv))).phase).toBe("Succeeded");
    expect(readdirSync(join(folder, "run-1/attempts/a")).sort()).toEqual(["ended", "log"]);
  });
});
