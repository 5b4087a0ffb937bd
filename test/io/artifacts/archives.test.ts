/** Archives as other programs write and read them, and archives that mean harm. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IssueError } from "../../../engine/core/issue.ts";
import type { ArtifactLimits } from "../../../engine/io/artifacts/limits.ts";
import { type ObjectKind, Objects } from "../../../engine/io/artifacts/objects.ts";
import { openArtifactStore } from "../../../engine/io/artifacts/store.ts";
import { checksum } from "../../../engine/io/artifacts/tar-write.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { makeExecutable, read, type Tree, write } from "./trees.ts";

const folder = tempFolder();
const root = join(folder, "store");
const store = openArtifactStore(root);
const TREE: Tree = {
  "a/b.txt": "text",
  [`${"long".repeat(20)}/${"more".repeat(15)}/Ä日本.bin`]: "x".repeat(5_000),
  empty: null,
  "run.sh": "#!/bin/sh\n",
  link: { link: "a/b.txt" },
};
let count = 0;

function fresh(): string {
  count += 1;
  return join(folder, String(count));
}

function given(): string {
  const path = join(fresh(), "artifact");
  write(path, TREE);
  makeExecutable(join(path, "run.sh"));
  return path;
}

function fileOf(key: string): string {
  const hex = key.slice("sha256/".length);
  return join(root, "sha256", hex.slice(0, 2), hex.slice(2));
}

/** Bytes of somebody else's as an object of the store. */
async function kept(bytes: Buffer, kind: ObjectKind): Promise<string> {
  const source = async function* () {
    yield bytes;
  };
  return (await new Objects(root).put(source(), kind)).key;
}

/** The code of the issue that laying it out ends with; nothing may be left anywhere. */
async function refusal(key: string, limits?: ArtifactLimits): Promise<string | undefined> {
  const parent = join(fresh(), "deep");
  mkdirSync(parent, { recursive: true });
  const error = await openArtifactStore(root, limits)
    .fetch(key, join(parent, "laid"))
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (error === undefined) return undefined;
  expect(readdirSync(parent)).toEqual([]);
  expect(readdirSync(join(parent, ".."))).toEqual(["deep"]);
  return error instanceof IssueError ? error.issues[0]?.code : String(error);
}

/** A program of this machine; without it the test is left out with one line. */
function has(program: string, ...probe: string[]): boolean {
  const found = spawnSync(program, probe).status === 0;
  if (!found) console.log(`${program} is not on this machine: its tests are left out`);
  return found;
}

describe.runIf(has("tar", "--version"))("the tar program", () => {
  it("unpacks what the store packed", async () => {
    const path = given();
    const { key } = await store.put(path, "tar");
    const into = fresh();
    mkdirSync(into);
    execFileSync("tar", ["-xzf", fileOf(key), "-C", into]);
    expect(read(join(into, "artifact"))).toEqual(read(path));
  });

  it.each(["ustar", "pax"])("packs as %s what the store unpacks", async (format) => {
    const path = given();
    const archive = fresh();
    execFileSync("tar", ["--format", format, "-czf", archive, "-C", join(path, ".."), "artifact"]);
    const back = fresh();
    await store.fetch(await kept(readFileSync(archive), ".tgz"), back);
    expect(read(back)).toEqual(read(path));
  });
});

describe.runIf(has("unzip", "-v") && has("zip", "-v"))("the programs zip and unzip", () => {
  it("unpack what the store packed, and pack what it unpacks", async () => {
    const path = given();
    const { key } = await store.put(path, "zip");
    const into = fresh();
    execFileSync("unzip", ["-q", fileOf(key), "-d", into], {
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    expect(read(join(into, "artifact"))).toEqual(read(path));
    const archive = `${fresh()}.zip`;
    execFileSync("zip", ["-qry", archive, "artifact"], { cwd: join(path, "..") });
    const back = fresh();
    await store.fetch(await kept(readFileSync(archive), ".zip"), back);
    expect(read(back)).toEqual(read(path));
  });
});

describe.runIf(has("python3", "-c", "import zipfile"))("Python's zipfile", () => {
  it("finds no fault in what the store packed", async () => {
    const { key } = await store.put(given(), "zip");
    const check =
      "import sys,zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)";
    expect(spawnSync("python3", ["-I", "-c", check, fileOf(key)]).status).toBe(0);
  });
});

/** An ustar header and its padded content. */
function tarEntry(
  name: string,
  type: string,
  content = "",
  link = "",
  size = content.length,
): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0, 100);
  head.write("0000644\0", 100);
  head.write(size.toString(8).padStart(11, "0"), 124);
  head.write("        ", 148);
  head.write(type, 156);
  head.write(link, 157, 100);
  head.write("ustar\x0000", 257);
  head.write(`${checksum(head).toString(8).padStart(6, "0")}\0`, 148);
  return Buffer.concat([head, Buffer.from(content), Buffer.alloc(-content.length & 511)]);
}

const END = Buffer.alloc(1_024);

describe("a tar archive that means harm", () => {
  it.each<[string, Buffer[], string]>([
    ["a name with ..", [tarEntry("artifact/../../out", "0", "x")], "artifact/unsafe"],
    ["an absolute name", [tarEntry("/etc/out", "0", "x")], "artifact/unsafe"],
    ["an absolute link", [tarEntry("artifact/l", "2", "", "/etc")], "artifact/link"],
    ["a link out", [tarEntry("artifact/l", "2", "", "../x")], "artifact/link"],
    ["a link up in its middle", [tarEntry("artifact/a/l", "2", "", "b/../../..")], "artifact/link"],
    [
      "a file through a link",
      [tarEntry("artifact/d", "2", "", "e"), tarEntry("artifact/d/out", "0", "x")],
      "artifact/archive",
    ],
    [
      "a file over a link",
      [tarEntry("artifact/d", "2", "", "e"), tarEntry("artifact/d", "0", "x")],
      "artifact/archive",
    ],
    ["a hard link", [tarEntry("artifact/l", "1", "", "/etc/passwd")], "artifact/archive"],
    ["a device", [tarEntry("artifact/null", "3")], "artifact/archive"],
    [
      "a file twice",
      [tarEntry("artifact/a", "0", "x"), tarEntry("artifact/a", "0", "y")],
      "artifact/archive",
    ],
    ["a size beyond its end", [tarEntry("artifact/a", "0", "x", "", 9_000)], "artifact/archive"],
    ["an endless pax header", [tarEntry("pax", "x", "", "", 1e9)], "artifact/archive"],
    ["a pax header that is none", [tarEntry("pax", "x", "99 path=")], "artifact/archive"],
    [
      "a pax name with ..",
      [tarEntry("pax", "x", "17 path=artifact/../x\n"), tarEntry("a", "0", "")],
      "artifact/archive",
    ],
    [
      "a pax name that leads out",
      [tarEntry("pax", "x", "16 path=a/../../x\n".replace("16", "18")), tarEntry("a", "0", "")],
      "artifact/unsafe",
    ],
  ])("with %s is refused, and leaves nothing", async (_, entries, code) => {
    const key = await kept(gzipSync(Buffer.concat([...entries, END])), ".tgz");
    expect(await refusal(key)).toBe(code);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("of a thousandfold size ends at the limit, however small it is packed", async () => {
    const bomb = gzipSync(Buffer.concat([tarEntry("artifact", "0", "\0".repeat(8_000_000)), END]));
    expect(bomb.length).toBeLessThan(20_000);
    const limits = { entries: 10, bytes: 1_000_000, nameBytes: 100, depth: 9 };
    expect(await refusal(await kept(bomb, ".tgz"), limits)).toBe("artifact/too-large");
  });

  it("or of any bytes at all ends with an issue or a tree", async () => {
    const sound = gunzipSync(readFileSync(fileOf((await store.put(given(), "tar")).key)));
    const harm = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(harm, fc.boolean(), async (changes, packed) => {
        const bytes = Buffer.from(sound);
        for (const [at, value] of changes) bytes[at] = value;
        const key = await kept(packed ? gzipSync(bytes) : bytes, ".tgz");
        const code = await refusal(key);
        expect(code === undefined || /^artifact\//.test(code), code).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a zip archive that means harm", () => {
  const packed = async (name: string, text: string) => {
    const file = join(fresh(), "artifact");
    write(file, { [name]: text });
    return readFileSync(fileOf((await store.put(file, "zip")).key));
  };
  const replaced = (bytes: Buffer, from: string, to: string) =>
    Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");

  it.each([
    ["artifact/aaaa", "artifact/../x", "artifact/unsafe"],
    ["artifact/aaaa", "../../../../x", "artifact/unsafe"],
    ["artifact/aaaa", "/etc/out/aaaa", "artifact/unsafe"],
  ])("with %s named %s is refused", async (from, to, code) => {
    const bytes = replaced(await packed("aaaa", "text"), from, to);
    expect(await refusal(await kept(bytes, ".zip"))).toBe(code);
  });

  it("whose entries lie over each other, or say too little, is refused", async () => {
    const bytes = await packed("aaaa", "z".repeat(100_000));
    const central = bytes.lastIndexOf("PK\x01\x02");
    const small = Buffer.from(bytes);
    small.writeUInt32LE(10, central + 24);
    expect(await refusal(await kept(small, ".zip"))).toBe("artifact/archive");
    const over = Buffer.from(bytes);
    over.writeUInt32LE(0x7fff_ffff, central + 20);
    expect(await refusal(await kept(over, ".zip"))).toBe("artifact/archive");
    const crc = Buffer.from(bytes);
    crc.writeUInt32LE(7, central + 16);
    expect(await refusal(await kept(crc, ".zip"))).toBe("artifact/archive");
    const lock = Buffer.from(bytes);
    lock.writeUInt16LE(1, central + 8);
    expect(await refusal(await kept(lock, ".zip"))).toBe("artifact/archive");
  });

  it("is no archive without a directory, and none that is a listing of nothing", async () => {
    expect(await refusal(await kept(deflateRawSync("no zip"), ".zip"))).toBe("artifact/archive");
    expect(await refusal(await kept(Buffer.from("{}"), ".dir"))).toBe("artifact/archive");
    const entries = [{ kind: "link", name: "l", target: "/etc" }];
    const listing = Buffer.from(JSON.stringify({ version: 1, entries }));
    expect(await refusal(await kept(listing, ".dir"))).toBe("artifact/link");
  });

  it("or of any bytes at all ends with an issue or a tree", async () => {
    const sound = readFileSync(fileOf((await store.put(given(), "zip")).key));
    const harm = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(harm, async (changes) => {
        const bytes = Buffer.from(sound);
        for (const [at, value] of changes) bytes[at] = value;
        const code = await refusal(await kept(bytes, ".zip"));
        expect(code === undefined || /^artifact\//.test(code), code).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
