/** The quality of a scenario: as written, drawn from the seed, or read from what was really trained. */
import { caution, failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import type { ObservedQuality, QualityModel } from "../../core/model/quality.ts";
import type { TrainedQualityDocument } from "../../core/scenario/live-schema.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import type { SurfaceDocument } from "../../core/scenario/surface-schema.ts";
import { MAX_SURFACE_BYTES, readSurface } from "../../formats/quality/surface.ts";
import type { ReadScenario } from "../../formats/scenario/read.ts";
import { programDigest } from "../quality/digest.ts";
import { computeRemedy } from "../quality/remedy.ts";
import type { Memo } from "./memo.ts";
import type { ReadBeside } from "./sources.ts";

export interface QualitySurroundings {
  readonly batchCount: number;
  readonly read: ReadBeside;
  readonly locate: ReadScenario["locate"];
  readonly memo: Memo;
}

export function resolveQuality(
  document: ScenarioDocument["spec"]["quality"],
  around: QualitySurroundings,
): Result<QualityModel> {
  if (document.kind === "observed") return success(document);
  if (document.kind === "synthetic") return success({ ...document, batchCount: around.batchCount });
  const surface = surfaceBeside(document, around);
  return surface.ok ? success(toObserved(surface.value), surface.warnings) : surface;
}

/** The surface file of a scenario, held against its program and period. */
export function surfaceBeside(
  document: TrainedQualityDocument,
  { batchCount, read, locate, memo }: QualitySurroundings,
): Result<SurfaceDocument> {
  const where = locate(["spec", "quality", "surface"]);
  const remedy = computeRemedy(where.file);
  const key = JSON.stringify(["quality", document, where.file]);
  const known = memo.once(key, () => readBeside(document, read, where, remedy));
  if (!known.ok) return known;
  const { batches } = known.value;
  if (batches >= batchCount) return known;
  const message = `'${document.surface}' has ${batches} batches, the period ${batchCount}`;
  return failure([problem("quality/surface", message, remedy, where)]);
}

function readBeside(
  { program, surface: name }: TrainedQualityDocument,
  read: ReadBeside,
  where: ReturnType<ReadScenario["locate"]>,
  remedy: string,
): Result<SurfaceDocument> {
  const text = read(name, MAX_SURFACE_BYTES, "spec.quality.surface");
  if (!text.ok) {
    const missing = text.issues.every(({ code }) => code === "files/missing");
    if (!missing) return text;
    const message = `'${name}' is not there: nothing was trained and scored yet`;
    return failure([problem("quality/no-surface", message, remedy, where)]);
  }
  const surface = readSurface(text.value, name, remedy);
  if (!surface.ok || read.folder === undefined) return surface;
  const digest = programDigest(program, read.folder, name);
  if (digest.ok && digest.value === surface.value.program.digest) return surface;
  return success(surface.value, [stale(name, digest.ok, where, remedy)]);
}

function stale(
  name: string,
  isThere: boolean,
  where: ReturnType<ReadScenario["locate"]>,
  remedy: string,
): Issue {
  const message = isThere
    ? `'${name}' was computed by another version of the program`
    : `the program that computed '${name}' is not there`;
  return caution("quality/stale", message, remedy, where);
}

function toObserved({ program, ...surface }: SurfaceDocument): ObservedQuality {
  const { batches, seed, computedAt, version, rows, accuracy } = surface;
  const day = computedAt.slice(0, 10);
  return {
    kind: "observed",
    source: `Really trained and scored: ${batches} batches, seed ${seed}, ${day}, Lowtide ${version}, ${program.command.join(" ")}`,
    accuracy,
    trained: { digest: program.digest, seed, computedAt, version, rows },
  };
}
