import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { randomStream } from "../../../engine/core/random/stream.ts";
import { openDatabase } from "../../../engine/io/sqlite/open.ts";
import { createStore } from "../../../engine/io/sqlite/store.ts";
import { sampleComparison } from "../../fakes/comparison.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const KILLS = 15;
const folder = tempFolder();

function startWriter(file: string, first: number) {
  const script = join(import.meta.dirname, "writer-child.ts");
  return spawn(process.execPath, [script, file, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Starts a writer, kills it after the delay, and returns the last number it said was saved. */
async function writeAndKill(file: string, first: number, delayMs: number): Promise<number> {
  const child = startWriter(file, first);
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await once(child.stdout, "data");
  await sleep(delayMs);
  child.kill("SIGKILL");
  const [, signal] = await once(child, "close");
  expect(signal).toBe("SIGKILL");
  // The last line may have been cut by the kill.
  const said = printed.slice(0, printed.lastIndexOf("\n")).split("\n").slice(1);
  return said.length === 0 ? first - 1 : Number(said.at(-1));
}

it("has every saved result whole, and no part of another, after kill -9 at any moment", async () => {
  const random = randomStream(20_240, "kill");
  const file = join(folder, "written.sqlite");
  let next = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const said = await writeAndKill(file, next, random.uniform() * 40);
    const db = unwrap(openDatabase(file));
    const store = createStore(db, file);
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(db.pragma("foreign_key_check")).toEqual([]);
    const seeds = store.list().map((row) => row.seed);
    const saved = Math.max(-1, ...seeds);
    expect(saved).toBeGreaterThanOrEqual(said);
    expect(seeds.length).toBe(saved + 1);
    for (const seed of seeds.filter((each) => each >= next)) {
      expect(store.find(`key-${seed}`)).toMatchObject(sampleComparison(seed));
    }
    next = saved + 1;
    store.close();
  }
  expect(next).toBeGreaterThan(KILLS);
}, 60_000);

it("opens a file whose creation was cut by kill -9", async () => {
  const random = randomStream(20_241, "kill");
  for (let kill = 0; kill < 6; kill++) {
    const file = join(folder, `created-${kill}.sqlite`);
    const child = startWriter(file, 0);
    child.stdout.resume();
    while (!existsSync(file)) await sleep(1);
    await sleep(random.uniform() * 12);
    child.kill("SIGKILL");
    await once(child, "close");
    const db = unwrap(openDatabase(file));
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    db.close();
  }
}, 60_000);
