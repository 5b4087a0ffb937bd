/** A folder of objects named by the SHA-256 of their bytes; each is there whole or not at all. */
import { createHash, randomBytes } from "node:crypto";
import { createWriteStream, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { chmod, mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isAlive } from "../wall/process.ts";
import { artifactError } from "./failure.ts";
import { piecesOf } from "./read-file.ts";

/** What an object is: bytes as they came, a folder packed as one of two archives, or a folder's listing. */
export type ObjectKind = "" | ".tgz" | ".zip" | ".dir";

export interface ObjectKey {
  readonly hex: string;
  readonly kind: ObjectKind;
}

export interface KeptObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was last put, real time. */
  readonly putAtMs: number;
}

const KEY = /^sha256\/([0-9a-f]{64})(|\.tgz|\.zip|\.dir)$/;
const FILE = /^([0-9a-f]{62})(|\.tgz|\.zip|\.dir)$/;
/** Objects come in under names with the process that writes them. */
const INCOMING = "incoming";
const DAMAGED = "damaged";
/** Older ones are nobody's, whatever process has that number by now. */
const LEFTOVER_MS = 86_400_000;

export function parseKey(key: string): ObjectKey | undefined {
  const found = KEY.exec(key);
  return found === null ? undefined : { hex: found[1] as string, kind: found[2] as ObjectKind };
}

export class Objects {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Where the object of a key lies, or would lie. */
  fileOf({ hex, kind }: ObjectKey): string {
    return join(this.folder, "sha256", hex.slice(0, 2), `${hex.slice(2)}${kind}`);
  }

  has(key: ObjectKey): boolean {
    return existsSync(this.fileOf(key));
  }

  /** Takes in a stream; the same bytes are kept once. */
  async put(source: AsyncIterable<Buffer>, kind: ObjectKind): Promise<KeptObject> {
    const incoming = join(this.folder, INCOMING);
    await mkdir(incoming, { recursive: true });
    const temporary = join(incoming, `${process.pid}-${randomBytes(8).toString("hex")}`);
    try {
      const { hex, bytes } = await this.write(temporary, source);
      const file = this.fileOf({ hex, kind });
      const there = await stat(file).catch(() => undefined);
      const now = new Date();
      if (there?.size === bytes) await utimes(file, now, now);
      else await this.moveIn(temporary, file);
      return { key: `sha256/${hex}${kind}`, bytes, putAtMs: now.getTime() };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  private async write(temporary: string, source: AsyncIterable<Buffer>) {
    const hash = createHash("sha256");
    let bytes = 0;
    const hashed = async function* () {
      for await (const piece of source) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    };
    const target = createWriteStream(temporary, { flags: "wx", mode: 0o600, flush: true });
    await pipeline(Readable.from(hashed(), { objectMode: false }), target);
    return { hex: hash.digest("hex"), bytes };
  }

  private async moveIn(temporary: string, file: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await chmod(temporary, 0o444);
    await rename(temporary, file);
    await flushFolder(dirname(file));
  }

  /** The object's bytes, for one who can still refuse them: the last step throws when they are not the key's. */
  async *read(key: ObjectKey): AsyncGenerator<Buffer> {
    const file = this.fileOf(key);
    const hash = createHash("sha256");
    for await (const piece of piecesOf(file)) {
      hash.update(piece);
      yield piece;
    }
    if (hash.digest("hex") === key.hex) return;
    await this.setAside(key);
    throw artifactError(
      "artifact/damaged",
      "The artifact's file is damaged: its content does not match its key.",
      "Run the step that made it again; the file was moved to the folder `damaged` of the artifacts.",
      file,
    );
  }

  /** Reads the object to its end, and throws when it is damaged. */
  async verify(key: ObjectKey): Promise<void> {
    for await (const _ of this.read(key));
  }

  private async setAside(key: ObjectKey): Promise<void> {
    const folder = join(this.folder, DAMAGED);
    await mkdir(folder, { recursive: true });
    await rename(this.fileOf(key), join(folder, `${key.hex}${key.kind}`));
  }

  /** Everything that is kept, in no order that matters. */
  async *list(): AsyncGenerator<KeptObject> {
    const top = join(this.folder, "sha256");
    for (const prefix of await readdirIfThere(top)) {
      if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
      for (const name of await readdirIfThere(join(top, prefix))) {
        if (!FILE.test(name)) continue;
        const found = await stat(join(top, prefix, name)).catch(() => undefined);
        if (found === undefined) continue;
        const { size: bytes, mtimeMs: putAtMs } = found;
        yield { key: `sha256/${prefix}${name}`, bytes, putAtMs };
      }
    }
  }

  async remove(key: ObjectKey): Promise<void> {
    await rm(this.fileOf(key), { force: true });
  }

  /** Removes what processes left that died while something came in. */
  sweep(nowMs: number): void {
    const incoming = join(this.folder, INCOMING);
    if (!existsSync(incoming)) return;
    for (const name of readdirSync(incoming)) {
      const file = join(incoming, name);
      const found = statSync(file, { throwIfNoEntry: false });
      const old = found !== undefined && nowMs - found.mtimeMs > LEFTOVER_MS;
      if (old || !isAlive(Number.parseInt(name, 10))) rmSync(file, { force: true });
    }
  }
}

async function readdirIfThere(folder: string): Promise<string[]> {
  return existsSync(folder) ? readdir(folder) : [];
}

/** Makes the rename itself durable; Windows has no such call and keeps its own journal. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
