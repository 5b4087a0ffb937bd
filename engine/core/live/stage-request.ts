/** Whether a template asks for its stage to be cached, by the annotations of its metadata. */
import { parseGoDuration } from "../expression/go/duration.ts";
import { caution, type Issue } from "../issue.ts";
import { own } from "../text/own.ts";
import type { DurationMs } from "../units/units.ts";
import type { Json, JsonObject } from "../workflow/manifest.ts";

export const CACHE_ANNOTATION = "lowtide.dev/cache";
export const MAX_AGE_ANNOTATION = "lowtide.dev/cache-max-age";

const NS_PER_MS = 1_000_000n;

export interface StageRequest {
  readonly template: string;
  /** Input parameters of the pod, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly cached: boolean;
  /** Real time after which an end is not used any more. */
  readonly maxAgeMs?: DurationMs;
  /** It asked, and is not cached: why. */
  readonly refused?: string;
}

/**
 * What a template's stage asks for. `lowtide.dev/cache: "true"` caches it, `lowtide.dev/cache-max-age: 24h` for a
 * time. What writes to a volume is never cached: nobody could lay out its effects again.
 *
 * @param body the template with its tags filled in
 * @param mounts how many volumes its program mounts
 */
export function stageRequest(
  template: string,
  body: JsonObject,
  parameters: Readonly<Record<string, string>>,
  mounts: number,
): StageRequest {
  const annotations = object(object(body.metadata)?.annotations) ?? {};
  const about = { template, parameters };
  if (String(own(annotations, CACHE_ANNOTATION) ?? "false") !== "true") {
    return { ...about, cached: false };
  }
  if (mounts > 0) {
    const refused = "it mounts a volume, and what it writes there is no output";
    return { ...about, cached: false, refused };
  }
  const age = own(annotations, MAX_AGE_ANNOTATION);
  if (age === undefined) return { ...about, cached: true };
  const parsed = parseGoDuration(String(age));
  if (parsed === undefined || parsed < 0n) {
    const refused = `its ${MAX_AGE_ANNOTATION} '${String(age)}' is not a duration such as 24h`;
    return { ...about, cached: false, refused };
  }
  return { ...about, cached: true, maxAgeMs: Number(parsed / NS_PER_MS) };
}

/** For people, before the run begins: a template that asks for what it does not get. */
export function stageCaution({ template, refused }: StageRequest): Issue | undefined {
  if (refused === undefined) return undefined;
  return caution(
    "live/not-cached",
    `The template '${template}' asks to be cached, but runs every time: ${refused}.`,
    `Hand its results on as outputs, or remove the annotation ${CACHE_ANNOTATION}.`,
  );
}

function object(json: Json | undefined): JsonObject | undefined {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? (json as JsonObject)
    : undefined;
}
