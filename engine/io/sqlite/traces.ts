/** Grid histories in the results file: stored once under the hash of what they say. */
import { createHash } from "node:crypto";
import { endianness } from "node:os";
import type { Database } from "better-sqlite3";
import { assert } from "../../core/assert.ts";
import type { TraceData } from "../../core/carbon/trace.ts";

interface TraceRow {
  readonly start_ms: number;
  readonly step_ms: number;
  readonly about: string;
  readonly g_per_kwh: Buffer;
}

/** Stores a trace unless it is there already; returns the hash it is stored under. */
export function writeTrace(db: Database, trace: TraceData): string {
  assert(endianness() === "LE", "traces are stored little endian");
  const row = {
    start_ms: trace.startMs,
    step_ms: trace.stepMs,
    // A published forecast has gaps, which a blob of numbers cannot say.
    about: JSON.stringify(
      trace.forecastGPerKwh === undefined
        ? trace.about
        : { ...trace.about, forecastGPerKwh: trace.forecastGPerKwh },
    ),
    g_per_kwh: Buffer.from(Float64Array.from(trace.gPerKwh).buffer),
  };
  const sha256 = hash(row);
  if (db.prepare("SELECT 1 FROM trace WHERE sha256 = ?").get(sha256) !== undefined) return sha256;
  db.prepare(
    `INSERT INTO trace (sha256, start_ms, step_ms, about, g_per_kwh)
     VALUES (@sha256, @start_ms, @step_ms, @about, @g_per_kwh)`,
  ).run({ sha256, ...row });
  return sha256;
}

/** A trace; undefined when it is absent or does not have the hash it is stored under. */
export function readTrace(db: Database, sha256: string): TraceData | undefined {
  const row = db
    .prepare<[string], TraceRow>(
      "SELECT start_ms, step_ms, about, g_per_kwh FROM trace WHERE sha256 = ?",
    )
    .get(sha256);
  if (row === undefined || hash(row) !== sha256) return undefined;
  const { forecastGPerKwh, ...about } = JSON.parse(row.about) as TraceData["about"] &
    Pick<TraceData, "forecastGPerKwh">;
  return {
    startMs: row.start_ms,
    stepMs: row.step_ms,
    gPerKwh: values(row.g_per_kwh),
    ...(forecastGPerKwh === undefined ? {} : { forecastGPerKwh }),
    about,
  };
}

function values(blob: Buffer): readonly number[] {
  // Copied: a Float64Array must begin at a multiple of eight bytes, a Buffer may begin anywhere.
  const bytes = Uint8Array.from(blob);
  return Array.from(
    new Float64Array(bytes.buffer, 0, bytes.length / Float64Array.BYTES_PER_ELEMENT),
  );
}

function hash(row: TraceRow): string {
  return createHash("sha256")
    .update(JSON.stringify([row.start_ms, row.step_ms, row.about]))
    .update(row.g_per_kwh)
    .digest("hex");
}
