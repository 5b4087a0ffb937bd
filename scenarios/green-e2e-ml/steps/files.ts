/** Files on the shared volume: written whole or not at all, and named by their content. */
import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { StepError } from "./program.ts";

/** A reader sees the old content or the new one, also after a kill in the middle. */
export function writeWhole(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    const file = openSync(draft, "wx");
    try {
      writeAll(file, typeof content === "string" ? Buffer.from(content) : content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** @param what the file, for the message */
export function readWhole(path: string, what: string, remedy: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    throw new StepError(`${what} is not there (${path}).`, remedy);
  }
}

export function sha256(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

let digest: string | undefined;

/**
 * Of the programs that prepare, train and write models: another digest may mean another model. Read once, so
 * that it is that of the programs that run, whatever happens to their files meanwhile.
 */
export function programDigest(): string {
  digest ??= sourceDigest();
  return digest;
}

function sourceDigest(): string {
  const engine = join(import.meta.dirname, "../../../engine");
  const folders = [
    import.meta.dirname,
    join(import.meta.dirname, "forest"),
    join(engine, "formats/onnx"),
    join(engine, "core/random"),
    join(engine, "core/math"),
  ];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => join(folder, name)),
  );
  return sha256(...files.map((file) => readFileSync(file)));
}
