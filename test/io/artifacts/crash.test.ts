/** What is left of an artifact when the process dies, the disk is full, or the file is larger than memory. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../engine/core/random/stream.ts";
import { openArtifactStore } from "../../../engine/io/artifacts/store.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { write } from "./trees.ts";

const CHILD = join(import.meta.dirname, "put-child.ts");
const folder = tempFolder();
const MIB = 1_048_576;

function startPut(root: string, path: string, archive: string, before = "") {
  const call = `${before}exec "$0" "$@"`;
  return spawn("sh", ["-c", call, process.execPath, CHILD, root, path, archive], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** What the child said last. */
async function put(root: string, path: string, archive: string, before = "") {
  const child = startPut(root, path, archive, before);
  let said = "";
  child.stdout.on("data", (piece: Buffer) => {
    said += piece.toString();
  });
  await once(child, "close");
  return JSON.parse(said.trim().split("\n").at(-1) ?? "") as {
    key?: string;
    code?: string;
    grownKib?: number;
  };
}

function sparseFile(name: string, bytes: number): string {
  const file = join(folder, name);
  const handle = openSync(file, "w");
  ftruncateSync(handle, bytes);
  closeSync(handle);
  return file;
}

/** Every object whose content is not its name's. */
function halfObjects(root: string): string[] {
  const top = join(root, "sha256");
  if (!existsSync(top)) return [];
  return readdirSync(top).flatMap((prefix) =>
    readdirSync(join(top, prefix)).filter((name) => {
      const hash = createHash("sha256").update(readFileSync(join(top, prefix, name)));
      return !`${hash.digest("hex")}`.startsWith(prefix + name.split(".")[0]);
    }),
  );
}

describe.skipIf(process.platform === "win32")("an artifact store", () => {
  it("has no half object after kill -9 at any moment, and sweeps what was left", async () => {
    const random = randomStream(7, "kill-put");
    const given = join(folder, "given");
    const names = Array.from({ length: 40 }, (_, i) => `f${i}`);
    write(given, Object.fromEntries(names.map((name) => [name, name.repeat(60_000)])));
    const root = join(folder, "killed");
    let cut = 0;
    for (let kill = 0; kill < 12; kill++) {
      const child = startPut(root, given, ["none", "tar", "zip"][kill % 3] as string);
      await once(child.stdout, "data");
      await sleep(random.uniform() * 60);
      child.kill("SIGKILL");
      const [, signal] = await once(child, "close");
      if (signal === "SIGKILL") cut += 1;
      expect(halfObjects(root)).toEqual([]);
      const store = openArtifactStore(root);
      const { key } = await store.put(given, "none");
      // Another process's leftovers go when the store opens; its own when it has put.
      expect(readdirSync(join(root, "incoming"))).toEqual([]);
      expect(store.has(key)).toBe(true);
    }
    expect(cut).toBeGreaterThan(0);
  }, 60_000);

  it("says that there is no room, keeps nothing of it, and goes on when there is", async () => {
    const large = join(folder, "large");
    writeFileSync(large, Buffer.alloc(4 * MIB, "x"));
    const root = join(folder, "full");
    // A limit on the size of files stands for a disk that ends there.
    const full = await put(root, large, "none", "ulimit -f 1000; ");
    expect(full).toEqual({ code: "artifact/disk-full" });
    expect(readdirSync(join(root, "incoming"))).toEqual([]);
    expect(existsSync(join(root, "sha256"))).toBe(false);
    expect((await put(root, large, "none")).key).toMatch(/^sha256\//);
  }, 60_000);

  it.each(["none", "tar", "zip"])(
    "needs no memory for a large file kept as %s",
    async (archive) => {
      const file = sparseFile(`sparse-${archive}`, 400 * MIB);
      const { key, grownKib } = await put(join(folder, `memory-${archive}`), file, archive);
      expect(key).toMatch(/^sha256\//);
      expect(grownKib).toBeLessThan(160 * 1_024);
    },
    120_000,
  );
});
