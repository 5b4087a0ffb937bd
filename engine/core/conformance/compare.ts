/** Compares a run with what a controller recorded, field by field; times and uids do not count. */
import type { Json, JsonObject } from "../workflow/manifest.ts";
import type {
  InputsStatus,
  NodeStatus,
  OutputsStatus,
  WorkflowStatus,
} from "../workflow/status/status.ts";
import type { ExpectedNode, ExpectedStatus } from "./expected.ts";

export interface Difference {
  /** `nodes["wf[0].a"].inputs.parameters.message.value` */
  readonly path: string;
  /** Null where there is nothing. */
  readonly expected: Json;
  readonly found: Json;
}

/** Most differences that are listed. */
export const MAX_DIFFERENCES = 200;
/** Values nested deeper than this count as different unless they are the same. */
const MAX_DEPTH = 16;

/** How artifacts are kept is the repository's business, not the workflow's. */
const KEEPING = new Set(
  "artifactory azure gcs hdfs oss plugin s3 archiveLogs artifactGC deleted".split(" "),
);
/** Said of a parameter for people who fill in forms. */
const DESCRIBING = new Set(["description", "enum"]);

/**
 * Node names, types, phases, templates, children, inputs and outputs that differ, and the phase and
 * outputs of the run; at most `MAX_DIFFERENCES`. An exit code counts only where one was recorded.
 */
export function compareStatus(expected: ExpectedStatus, found: WorkflowStatus): Difference[] {
  const differences: Difference[] = [];
  const names = new Map(found.nodes.map(({ id, name }) => [id, name]));
  const nodes = new Map(found.nodes.map((node) => [node.name, node]));
  compare(differences, "phase", expected.phase, found.phase);
  compare(differences, "outputs", outputsOf(expected.outputs), outputsOf(found.outputs));
  for (const [name, node] of expected.nodes) {
    const path = `nodes[${JSON.stringify(name)}]`;
    const other = nodes.get(name);
    if (other === undefined) add(differences, path, `${node.type} ${node.phase}`, null);
    else compare(differences, path, ofExpected(node), ofFound(other, node, names));
  }
  for (const [name, { type, phase }] of nodes) {
    if (!expected.nodes.has(name)) {
      add(differences, `nodes[${JSON.stringify(name)}]`, null, `${type} ${phase}`);
    }
  }
  return differences;
}

function ofExpected(node: ExpectedNode): JsonObject {
  const { displayName, type, phase, templateName, templateRef, inputs, outputs } = node;
  return {
    displayName,
    type,
    phase,
    templateName: templateName ?? null,
    templateRef: templateRef ?? null,
    children: [...node.children].sort(),
    inputs: inputsOf(inputs),
    outputs: outputsOf(outputs),
  };
}

function ofFound(
  node: NodeStatus,
  expected: ExpectedNode,
  names: ReadonlyMap<string, string>,
): JsonObject {
  const { displayName, type, phase, templateName, templateRef, inputs, outputs } = node;
  const { exitCode, ...others } = outputs ?? {};
  const counts = exitCode !== undefined && expected.outputs?.exitCode !== undefined;
  return {
    displayName,
    type,
    phase,
    templateName: templateName ?? null,
    templateRef: templateRef === undefined ? null : { ...templateRef },
    children: (node.children ?? []).map((id) => names.get(id) ?? id).sort(),
    inputs: inputsOf(inputs),
    outputs: outputsOf(counts ? outputs : others),
  };
}

function inputsOf({ parameters = [], artifacts = [] }: InputsStatus = {}): JsonObject {
  return {
    parameters: byName(parameters as unknown as readonly JsonObject[], DESCRIBING),
    artifacts: byName(artifacts, KEEPING),
  };
}

function outputsOf(outputs: OutputsStatus = {}): JsonObject {
  const { result = null, exitCode = null } = outputs;
  return { ...inputsOf(outputs), result, exitCode };
}

function byName(list: readonly JsonObject[], without: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(
    list.map(({ name, ...fields }) => [
      String(name),
      Object.fromEntries(Object.entries(fields).filter(([key]) => !without.has(key))),
    ]),
  );
}

function compare(
  differences: Difference[],
  path: string,
  expected: Json,
  found: Json,
  depth = 0,
): void {
  if (expected === found) return;
  if (!isObject(expected) || !isObject(found)) {
    if (depth >= MAX_DEPTH || !sameList(expected, found)) {
      add(differences, path, expected, found);
    }
    return;
  }
  if (depth >= MAX_DEPTH) return add(differences, path, expected, found);
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const inside = /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    compare(differences, inside, expected[key] ?? null, found[key] ?? null, depth + 1);
  }
}

function sameList(expected: Json, found: Json): boolean {
  return (
    Array.isArray(expected) &&
    Array.isArray(found) &&
    JSON.stringify(expected) === JSON.stringify(found)
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function add(differences: Difference[], path: string, expected: Json, found: Json): void {
  if (differences.length < MAX_DIFFERENCES) differences.push({ path, expected, found });
}
