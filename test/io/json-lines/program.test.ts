import { tmpdir } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { LineProgram } from "../../../engine/io/json-lines/program.ts";
import { isAlive } from "../../../engine/io/wall/process.ts";

const LIMIT_MS = 20_000;
const started: LineProgram[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((program) => program.stop(0)));
});

/** Runs a piece of JavaScript, with `read` for what is done with each line. */
function programOf(source: string, argv0 = process.execPath): LineProgram {
  const env = { PATH: process.env.PATH ?? "", SHOWN: "yes" };
  const program = new LineProgram({ argv: [argv0, "-e", source], folder: tmpdir(), env });
  started.push(program);
  return program;
}

const onLine = (body: string) =>
  `require("readline").createInterface({ input: process.stdin }).on("line", (line) => { const asked = JSON.parse(line); ${body} });`;
const say = (value: string) => `process.stdout.write(JSON.stringify(${value}) + "\\n");`;

describe("a program that is asked in lines", () => {
  it("answers one thing after the other, in pieces or many lines at once", async () => {
    const program = programOf(
      onLine(
        `const text = JSON.stringify({ id: asked.id, twice: asked.n * 2, text: "größe" }) + "\\n";
         process.stdout.write(text.slice(0, 9)); setTimeout(() => process.stdout.write(text.slice(9)), 5);`,
      ),
    );
    for (const n of [1, 2, 3])
      expect(await program.ask({ n }, LIMIT_MS)).toEqual({
        ok: true,
        value: { id: n, twice: n * 2, text: "größe" },
      });
    expect(program.usable).toBe(true);
  });

  it("sees no other variables than it is given", async () => {
    const program = programOf(onLine(say("{ id: asked.id, names: Object.keys(process.env) }")));
    const reply = await program.ask({}, LIMIT_MS);
    expect(reply.ok && reply.value.names).toEqual(expect.arrayContaining(["SHOWN"]));
    expect(reply.ok && reply.value.names).not.toContain("HOME");
  });

  it("ends when its input does", async () => {
    const program = programOf(onLine(say("{ id: asked.id, processId: process.pid }")));
    const reply = await program.ask({}, LIMIT_MS);
    const id = reply.ok ? Number(reply.value.processId) : -1;
    expect(isAlive(id)).toBe(true);
    await program.stop();
    expect(isAlive(id)).toBe(false);
    expect(await program.ask({}, LIMIT_MS)).toEqual({ ok: false, message: "it was stopped" });
  });
});

describe("a program that is none", () => {
  it.each([
    ["is not there", "", "no-such-program-anywhere", /could not be started.*ENOENT/],
    [
      "dies, with its last words",
      'console.error("no rows"); process.exit(7)',
      undefined,
      /exit code 7; it said: no rows/,
    ],
    [
      "writes what is no JSON",
      onLine('process.stdout.write("hello\\n");'),
      undefined,
      /no JSON object.*hello/,
    ],
    ["answers something else", onLine(say("{ id: asked.id + 1 }")), undefined, /with the id 1/],
    ["answers a list", onLine(say("[asked.id]")), undefined, /no JSON object/],
    [
      "never ends its line",
      onLine('const more = () => process.stdout.write("x".repeat(65536), more); more();'),
      undefined,
      /a line of more than/,
    ],
  ])("%s", async (_, source, argv0, message) => {
    const program = programOf(source, argv0);
    const reply = await program.ask({}, LIMIT_MS);
    expect(reply).toEqual({ ok: false, message: expect.stringMatching(message) });
    expect(program.usable).toBe(false);
  });

  it("is silent: it is ended with all that it started", async () => {
    const child = `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"])`;
    const program = programOf(
      `process.on("SIGTERM", () => 0); const child = ${child}; ${onLine(
        `if (asked.hang) return; ${say("{ id: asked.id, ids: [process.pid, child.pid] }")}`,
      )}`,
    );
    const first = await program.ask({}, LIMIT_MS);
    const ids = first.ok ? (first.value.ids as number[]) : [];
    expect(ids.map(isAlive)).toEqual([true, true]);
    expect(await program.ask({ hang: true }, 50)).toMatchObject({ ok: false });
    await program.stop();
    await expect.poll(() => ids.some(isAlive), { timeout: LIMIT_MS }).toBe(false);
  });
});
