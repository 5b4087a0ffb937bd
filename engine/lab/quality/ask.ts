/** What has to be computed for a scenario's quality surface, from its document alone. */
import { dirname, resolve } from "node:path";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import { MAX_SURFACE_BATCHES } from "../../core/scenario/surface-schema.ts";
import { type FoundScenario, readDocument } from "../scenario/open.ts";
import { instantsIn, resolvePeriod } from "../scenario/period.ts";
import { programDigest } from "./digest.ts";
import type { ProgramToStart } from "./program.ts";

export interface AskedQuality {
  readonly title: string;
  readonly program: ProgramToStart;
  readonly digest: string;
  readonly batchCount: number;
  /** The file that keeps the surface; absolute, and as the scenario names it. */
  readonly file: string;
  readonly surface: string;
}

type Spec = ScenarioDocument["spec"];

/** The question, or why there is none: its quality is not trained, or its program is not there. */
export function askQuality(found: FoundScenario): Result<AskedQuality> {
  const read = readDocument(found);
  if (!read.ok) return read;
  const { metadata, spec } = read.value.document;
  const { quality } = spec;
  if (quality.kind !== "trained") return failure([notTrained(quality.kind, found.file)]);
  const folder = dirname(resolve(found.file));
  const digest = programDigest(quality.program, folder, quality.surface);
  if (!digest.ok) return digest;
  const batches = batchCountOf(spec, read.value.locate);
  if (!batches.ok) return batches;
  return success({
    title: metadata.title,
    program: {
      command: quality.program,
      folder,
      seed: spec.seed,
      environment: spec.live?.environment ?? [],
    },
    digest: digest.value,
    batchCount: batches.value,
    file: resolve(folder, quality.surface),
    surface: quality.surface,
  });
}

function batchCountOf(
  { period, data }: Spec,
  locate: Parameters<typeof resolvePeriod>[1],
): Result<number> {
  const resolved = resolvePeriod(period, locate);
  if (!resolved.ok) return resolved;
  const path = ["spec", "data", "schedule"];
  const instants = instantsIn(data.schedule, resolved.value, locate, path);
  if (!instants.ok) return instants;
  const count = instants.value.length;
  if (count >= 1 && count <= MAX_SURFACE_BATCHES) return success(count);
  const message = `the period has ${count} batches; a surface has 1 to ${MAX_SURFACE_BATCHES}`;
  const hint = "Shorten the period, or let data arrive less often.";
  return failure([problem("quality/batches", message, hint, locate(path))]);
}

function notTrained(kind: string, file: string) {
  const message = `the quality of this scenario is ${kind}: there is nothing to train`;
  const hint = "Give it 'quality: { kind: trained, program: […], surface: quality.json }'.";
  return problem("quality/not-trained", message, hint, { file, path: "spec.quality.kind" });
}
