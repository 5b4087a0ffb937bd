/** Kubernetes' strategic merge: how a WorkflowTemplate and templateDefaults fill what a workflow leaves out. */
import type { Json, JsonObject } from "../../../core/workflow/manifest.ts";

/** Lists whose items are merged by a field; all other lists are replaced as a whole. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  artifacts: "name",
  env: "name",
  hostAliases: "ip",
  imagePullSecrets: "name",
  initContainers: "name",
  parameters: "name",
  ports: "containerPort",
  resourceClaims: "name",
  sidecars: "name",
  tasks: "name",
  templates: "name",
  tolerations: "key",
  volumeDevices: "devicePath",
  volumeMounts: "mountPath",
  volumes: "name",
};

/** `original` with everything that `patch` has in its place. */
export function strategicMerge(original: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(original));
  for (const [key, value] of Object.entries(patch)) {
    const before = merged.get(key);
    merged.set(key, before === undefined ? value : mergeValue(key, before, value));
  }
  return Object.fromEntries(merged);
}

function mergeValue(key: string, original: Json, patch: Json): Json {
  const mergeKey = Object.hasOwn(MERGE_KEYS, key) ? MERGE_KEYS[key] : undefined;
  if (isList(original) && isList(patch)) {
    return mergeKey === undefined ? patch : mergeList(original, patch, mergeKey);
  }
  return isObject(original) && isObject(patch) ? strategicMerge(original, patch) : patch;
}

/**
 * Items of the patch in its order; items that only the original has go before the first item of the
 * patch that stands after them in the original, as apimachinery's normalizeElementOrder does.
 */
function mergeList(original: readonly Json[], patch: readonly Json[], key: string): Json[] {
  const idOf = (item: Json) => (isObject(item) ? item[key] : undefined);
  const position = new Map(original.map((item, index) => [idOf(item), index]));
  const patched = new Set(patch.map(idOf));
  const left = original.filter((item) => !patched.has(idOf(item)));
  const merged: Json[] = [];
  let next = 0;
  for (const item of patch) {
    const at = position.get(idOf(item));
    const before = at === undefined ? undefined : original[at];
    while (at !== undefined && next < left.length) {
      if ((position.get(idOf(left[next] as Json)) as number) > at) break;
      merged.push(left[next++] as Json);
    }
    merged.push(isObject(before) && isObject(item) ? strategicMerge(before, item) : item);
  }
  return [...merged, ...left.slice(next)];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
