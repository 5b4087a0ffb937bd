/** Artifacts by reference, and as values of expressions. */
import type { Value } from "../../expression/value.ts";
import { isMap } from "../../expression/value.ts";
import { own } from "../../text/own.ts";
import { toValue } from "../graph/item.ts";
import { siblingArtifact, siblings } from "../graph/siblings.ts";
import type { Json, JsonObject } from "../manifest.ts";
import type { WorkflowNode } from "../state.ts";
import { templateOf, type Work } from "../work.ts";

const SIBLING = /^(?:steps|tasks)\.([^.]+)\.outputs\.artifacts\.(.+)$/;

/** What `from: "{{…}}"` names; `null` when a skipped node did not give it. */
export function artifactOf(
  work: Work,
  ref: string,
  boundary: WorkflowNode | undefined,
): JsonObject | null | undefined {
  const name = ref.trim();
  if (name.startsWith("workflow.outputs.artifacts.")) {
    return own(work.run.globalArtifacts, name.slice(27));
  }
  if (boundary === undefined) return undefined;
  if (name.startsWith("inputs.artifacts.")) return own(boundary.inputs.artifacts, name.slice(17));
  const match = SIBLING.exec(name);
  if (match === null) return undefined;
  return siblingArtifact(work, boundary, match[1] as string, match[2] as string);
}

/** All artifacts that an expression may name. */
export function* artifactEntries(
  work: Work,
  boundary: WorkflowNode,
): Iterable<readonly [string, Value]> {
  for (const [name, artifact] of Object.entries(boundary.inputs.artifacts)) {
    yield [`inputs.artifacts.${name}`, toValue(artifact)];
  }
  const prefix = templateOf(work, boundary)?.kind === "dag" ? "tasks" : "steps";
  for (const [name, { node }] of siblings(work, boundary)) {
    const declared = node === undefined ? undefined : templateOf(work, node)?.outputArtifacts;
    for (const each of declared ?? []) {
      const artifact = siblingArtifact(work, boundary, name, each.name);
      if (artifact === undefined) continue;
      const value = artifact === null ? null : toValue(artifact);
      yield [`${prefix}.${name}.outputs.artifacts.${each.name}`, value];
    }
  }
}

/** An artifact from the value of an expression; undefined when it is none. */
export function fromValue(value: Value): JsonObject | undefined {
  return isMap(value) ? (toJson(value) as JsonObject) : undefined;
}

function toJson(value: Value): Json {
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "bigint") return Number(value);
  if (!isMap(value)) return typeof value === "object" && value !== null ? null : (value as Json);
  return Object.fromEntries([...value].map(([key, each]) => [String(key), toJson(each)]));
}
