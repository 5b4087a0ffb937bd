import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IssueError } from "../../../engine/core/issue.ts";
import type { Archive } from "../../../engine/core/live/attempt.ts";
import { openArtifactStore } from "../../../engine/io/artifacts/store.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { makeExecutable, read, trees, write } from "./trees.ts";

const ARCHIVES: readonly Archive[] = ["none", "tar", "zip"];
const folder = tempFolder();
let count = 0;

function fresh(): string {
  count += 1;
  return join(folder, String(count));
}

/** Where the object of a key lies. */
function fileOf(root: string, key: string): string {
  const hex = key.slice("sha256/".length);
  return join(root, "sha256", hex.slice(0, 2), hex.slice(2));
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof IssueError ? error.issues[0]?.code : String(error);
}

describe.each(ARCHIVES)("an artifact kept as %s", (archive) => {
  it("comes back as it was, under a key that depends on content alone", async () => {
    const store = openArtifactStore(fresh());
    await fc.assert(
      fc.asyncProperty(trees, async (tree) => {
        const [one, other, back] = [fresh(), fresh(), fresh()];
        write(one, tree);
        write(other, tree, Object.keys(tree).reverse());
        utimesSync(other, 1, 1);
        const kept = await store.put(one, archive);
        expect(await store.put(other, archive)).toEqual(kept);
        expect(store.has(kept.key)).toBe(true);
        await store.fetch(kept.key, back);
        expect(read(back)).toEqual(read(one));
      }),
      { numRuns: 40 },
    );
  });

  it("may be a single file, an empty one too", async () => {
    const store = openArtifactStore(fresh());
    for (const text of ["", "rows", "x".repeat(700_000)]) {
      const [file, back] = [fresh(), join(fresh(), "deep", "er")];
      writeFileSync(file, text);
      await store.fetch((await store.put(file, archive)).key, back);
      expect(readFileSync(back, "utf8")).toBe(text);
    }
  });

  it("keeps links inside it, and what can be run", async () => {
    const store = openArtifactStore(fresh());
    const [given, back] = [fresh(), fresh()];
    const long = `${"d".repeat(110)}/e`;
    write(given, { [long]: "1", "in/up": { link: `../${long}` }, latest: { link: "in" } });
    makeExecutable(join(given, long));
    await store.fetch((await store.put(given, archive)).key, back);
    expect(read(back)).toEqual(read(given));
    expect(statSync(join(back, long)).mode & 0o111).toBe(0o111);
    expect(statSync(join(back, "in/up")).mode & 0o111).toBe(0o111);
  });

  it.each(["/etc/passwd", "../..", "../../x", "a/../../..", "a/..", "../in/../.."])(
    "refuses a link to %s",
    async (link) => {
      const given = fresh();
      write(given, { "in/leads": { link } });
      expect(await codeOf(openArtifactStore(fresh()).put(given, archive))).toBe("artifact/link");
    },
  );

  it("is an issue when it is damaged, lays out nothing, and can be put again", async () => {
    const root = fresh();
    const store = openArtifactStore(root);
    const [given, back] = [fresh(), fresh()];
    write(given, { a: "one", b: "two".repeat(1_000) });
    const { key } = await store.put(given, archive);
    const file = fileOf(root, archive === "none" ? anyFile(root) : key);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    chmodSync(file, 0o644);
    writeFileSync(file, bytes);
    expect(await codeOf(store.fetch(key, back))).toBe("artifact/damaged");
    expect(existsSync(back)).toBe(false);
    expect(store.has(key)).toBe(false);
    await store.put(given, archive);
    await store.fetch(key, back);
    expect(read(back)).toEqual(read(given));
  });

  it("has limits for files, bytes and depth, coming in and going out", async () => {
    const given = fresh();
    write(given, { a: "12345", "b/c/d": "12345" });
    const root = fresh();
    const { key } = await openArtifactStore(root).put(given, archive);
    const limits = { entries: 5, bytes: 10, nameBytes: 20, depth: 4 };
    await openArtifactStore(root, limits).put(given, archive);
    for (const less of [{ entries: 4 }, { bytes: 9 }, { nameBytes: 4 }, { depth: 3 }]) {
      const strict = openArtifactStore(root, { ...limits, ...less });
      expect(await codeOf(strict.put(given, archive)), JSON.stringify(less)).toBe(
        "artifact/too-large",
      );
      expect(await codeOf(strict.fetch(key, fresh())), JSON.stringify(less)).toBe(
        "artifact/too-large",
      );
    }
  });
});

/** Key of some file that is kept by itself. */
function anyFile(root: string): string {
  for (const prefix of readdirSync(join(root, "sha256"))) {
    const found = readdirSync(join(root, "sha256", prefix)).find((name) => !name.includes("."));
    if (found !== undefined) return `sha256/${prefix}${found}`;
  }
  throw new Error("no file is kept");
}

describe("the store", () => {
  it("keeps equal content once, and read-only", async () => {
    const root = fresh();
    const store = openArtifactStore(root);
    const [one, other, pair] = [fresh(), fresh(), fresh()];
    writeFileSync(one, "same");
    writeFileSync(other, "same");
    write(pair, { a: "same", b: "same" });
    const { key } = await store.put(one, "none");
    await store.put(other, "none");
    await store.put(pair, "none");
    const kept = await store.list();
    expect(kept.map((each) => each.key.endsWith(".dir"))).toHaveLength(2);
    expect(statSync(fileOf(root, key)).mode & 0o222).toBe(0);
    expect(readdirSync(join(root, "incoming"))).toEqual([]);
  });

  it("does not unpack an archive that came in as a file", async () => {
    const root = fresh();
    const store = openArtifactStore(root);
    const [given, back] = [fresh(), fresh()];
    write(given, { a: "1" });
    const packed = fileOf(root, (await store.put(given, "tar")).key);
    await store.fetch((await store.put(packed, "none")).key, back);
    expect(readFileSync(back)).toEqual(readFileSync(packed));
  });

  it("prunes what is not in use, and keeps the files of a folder that is", async () => {
    const store = openArtifactStore(fresh());
    const [used, unused] = [fresh(), fresh()];
    write(used, { a: "1", "b/c": "2" });
    write(unused, { a: "1", d: "4444" });
    const { key } = await store.put(used, "none");
    const other = await store.put(unused, "none");
    expect(await store.prune([key])).toEqual({ objects: 0, bytes: 0 });
    const dry = await store.prune([key], { graceMs: -60_000, dryRun: true });
    expect(store.has(other.key)).toBe(true);
    const pruned = await store.prune([key], { graceMs: -60_000 });
    expect(pruned).toEqual(dry);
    expect(pruned.objects).toBe(2);
    expect(pruned.bytes).toBe(other.bytes - 1);
    expect([store.has(key), store.has(other.key)]).toEqual([true, false]);
    await store.fetch(key, fresh());
  });

  it("says what is wrong with a path, a key and a place", async () => {
    const store = openArtifactStore(fresh());
    const [file, link] = [fresh(), fresh()];
    writeFileSync(file, "x");
    symlinkSync(file, link);
    const { key } = await store.put(file, "none");
    expect(await codeOf(store.put(fresh(), "tar"))).toBe("artifact/missing");
    expect(await codeOf(store.put(link, "none"))).toBe("artifact/link");
    expect(await codeOf(store.fetch(key, file))).toBe("artifact/exists");
    expect(await codeOf(store.fetch(key, join(file, "below")))).toBe("artifact/unusable");
    for (const none of ["", "sha256/../../etc/passwd", `sha256/${"0".repeat(64)}`, `${key}.tgz`]) {
      expect(store.has(none)).toBe(false);
      expect(await codeOf(store.fetch(none, fresh()))).toBe("artifact/not-kept");
    }
  });

  it("says that its folder cannot be used", async () => {
    const [root, file] = [fresh(), fresh()];
    writeFileSync(root, "a file in its place");
    writeFileSync(file, "x");
    const store = openArtifactStore(root);
    expect(await codeOf(store.put(file, "none"))).toBe("artifact/unusable");
    expect(await store.list()).toEqual([]);
  });

  it("sweeps what dead processes left, and leaves what others are writing", () => {
    const root = fresh();
    mkdirSync(join(root, "incoming"), { recursive: true });
    const [dead, alive, old] = ["999999999-a", `${process.ppid}-b`, `${process.ppid}-c`];
    for (const name of [dead, alive, old]) writeFileSync(join(root, "incoming", name), "half");
    utimesSync(join(root, "incoming", old), 1, 1);
    openArtifactStore(root);
    expect(readdirSync(join(root, "incoming"))).toEqual([alive]);
  });
});
