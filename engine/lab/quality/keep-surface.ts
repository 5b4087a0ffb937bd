/** Writes what was measured into the file that the scenario names. */
import { unwrap } from "../../core/issue.ts";
import type { SurfaceDocument } from "../../core/scenario/surface-schema.ts";
import type { KeptRow } from "../../formats/quality/kept-cells.ts";
import { MAX_SURFACE_BYTES, readSurface, writeSurface } from "../../formats/quality/surface.ts";
import { readText } from "../../io/files/read-text.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { nowIso } from "../../io/wall/now.ts";
import { VERSION } from "../version.ts";
import type { AskedQuality } from "./ask.ts";
import type { LiveQuality } from "./live-quality.ts";

/** Throws an `IssueError` when the file cannot be written; a file that says the same stays as it is. */
export function keepSurface(
  asked: AskedQuality,
  { rows, features }: Pick<LiveQuality, "rows" | "features">,
): void {
  const { batchCount, digest, program, file } = asked;
  const measured = Array.from({ length: batchCount }, (_, i) => rows.get(i) as KeptRow);
  const batches = measured.map((_, batch) => batch);
  const surface: SurfaceDocument = {
    apiVersion: "lowtide.dev/v1",
    kind: "QualitySurface",
    program: { command: [...program.command], digest },
    seed: program.seed,
    batches: batchCount,
    computedAt: nowIso(),
    version: VERSION,
    models: measured.map(({ model }) => model),
    rows: batches.map((batch) => measured[batch]?.cells[batch]?.rows ?? 0),
    accuracy: measured.map(({ cells }) => batches.map((batch) => cells[batch]?.accuracy ?? null)),
    ...(features && { features }),
  };
  if (saysTheSame(file, surface)) return;
  unwrap(writeAtomic(file, writeSurface(surface)));
}

function saysTheSame(file: string, surface: SurfaceDocument): boolean {
  const text = readText(file, MAX_SURFACE_BYTES);
  const kept = text.ok ? readSurface(text.value, file, "") : text;
  if (!kept.ok) return false;
  const { computedAt, version } = kept.value;
  return writeSurface({ ...surface, computedAt, version }) === writeSurface(kept.value);
}
