/** Event logs in the results file: compressed, stored once under the hash of their text. */
import { createHash } from "node:crypto";
import { deflateSync, inflateSync } from "node:zlib";
import type { Database } from "better-sqlite3";
import { assert } from "../../core/assert.ts";

/** Stores a log unless it is there already. */
export function writeLog(db: Database, log: string, sha256: string): void {
  const bytes = Buffer.from(log, "utf8");
  assert(hash(bytes) === sha256, "the log's SHA-256 belongs to its text");
  if (db.prepare("SELECT 1 FROM event_log WHERE sha256 = ?").get(sha256) !== undefined) return;
  db.prepare("INSERT INTO event_log (sha256, size_bytes, compressed) VALUES (?, ?, ?)").run(
    sha256,
    bytes.length,
    deflateSync(bytes),
  );
}

/** The text of a log; undefined when it is absent or does not have the hash it is stored under. */
export function readLog(db: Database, sha256: string): string | undefined {
  const row = db
    .prepare<[string], { size_bytes: number; compressed: Buffer }>(
      "SELECT size_bytes, compressed FROM event_log WHERE sha256 = ?",
    )
    .get(sha256);
  if (row === undefined) return undefined;
  const bytes = inflated(row.compressed, row.size_bytes);
  return bytes !== undefined && hash(bytes) === sha256 ? bytes.toString("utf8") : undefined;
}

function inflated(compressed: Buffer, sizeBytes: number): Buffer | undefined {
  try {
    return inflateSync(compressed, { maxOutputLength: Math.max(1, sizeBytes) });
  } catch {
    return undefined;
  }
}

function hash(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
