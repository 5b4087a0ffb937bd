/** Makes the engine's side of a live run ready from what is kept of it. */
import type { Mount } from "../../core/live/attempt.ts";
import type { PolicySpec } from "../../core/policy/spec.ts";
import { prepareWorld, type ReplayContext } from "../../core/simulate/context.ts";
import type { Json, JsonObject, Workflow } from "../../core/workflow/manifest.ts";
import type { LiveQuestion } from "./question.ts";

export function contextOf({ world, policy }: LiveQuestion): ReplayContext {
  const spec = world.policies.find(({ name }) => name === policy) as PolicySpec;
  return { ...prepareWorld(world), spec };
}

/** Volumes that some template mounts; services see all of them, where the first template does. */
export function allMounts({ templates, body }: Workflow): Mount[] {
  const claims = new Map<string, string>();
  for (const volume of list(body.volumes)) {
    const claim = (volume.persistentVolumeClaim as JsonObject | undefined)?.claimName;
    if (typeof claim === "string") claims.set(String(volume.name), claim);
  }
  for (const each of list(body.volumeClaimTemplates)) {
    const name = (each.metadata as JsonObject | undefined)?.name;
    if (typeof name === "string") claims.set(name, name);
  }
  const mounts = new Map<string, Mount>();
  for (const template of templates) {
    const container = (template.body.container ?? template.body.script) as JsonObject | undefined;
    for (const { name, mountPath } of list(container?.volumeMounts)) {
      const claim = claims.get(String(name));
      if (claim === undefined || mounts.has(claim)) continue;
      mounts.set(claim, { path: String(mountPath), claim });
    }
  }
  return [...mounts.values()];
}

function list(json: Json | undefined): JsonObject[] {
  return (Array.isArray(json) ? json : []) as JsonObject[];
}
