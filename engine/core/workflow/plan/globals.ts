/** `workflow.*`: what every template of a run may refer to. */

import { toGoJson } from "../../expression/go/json.ts";
import { strftime } from "../../expression/go/strftime.ts";
import { own } from "../../text/own.ts";
import type { Parameter, Workflow } from "../manifest.ts";
import { rfc3339 } from "../status/timestamp.ts";
import type { Stage } from "../templating/render.ts";
import { render } from "../templating/render.ts";
import { parseText } from "../templating/text.ts";
import { parametersJson } from "../values/parameters-json.ts";
import type { Work } from "../work.ts";

const CREATED = "workflow.creationTimestamp";

/** What is known before the run begins. */
export function staticGlobals(workflow: Workflow): ReadonlyMap<string, string> {
  const globals = new Map<string, string>([
    ["workflow.name", workflow.name],
    ["workflow.namespace", workflow.namespace],
    ["workflow.mainEntrypoint", workflow.entrypoint],
    ["workflow.serviceAccountName", workflow.serviceAccountName],
  ]);
  if (workflow.priority !== undefined) {
    globals.set("workflow.priority", String(workflow.priority));
  }
  for (const kind of ["labels", "annotations"] as const) {
    const entries = Object.entries(workflow[kind]);
    const json = toGoJson(new Map(entries));
    globals.set(`workflow.${kind}`, json);
    globals.set(`workflow.${kind}.json`, json);
    for (const [key, value] of entries) globals.set(`workflow.${kind}.${key}`, value);
  }
  addParameters(workflow, globals);
  return globals;
}

/** Parameters may refer to the rest of the workflow, and come from ConfigMaps. */
function addParameters(workflow: Workflow, globals: Map<string, string>): void {
  const stage = mapStage(globals);
  const context = { nowMs: 0, random: () => 0 };
  const list: Parameter[] = [];
  for (const parameter of workflow.arguments.parameters) {
    const written = argumentValue(workflow, parameter);
    if (written === undefined) continue;
    const rendered = render(parseText(written), [stage], context);
    const value = rendered.ok ? rendered.text : written;
    globals.set(`workflow.parameters.${parameter.name}`, value);
    list.push({ ...parameter, value });
  }
  const json = parametersJson(list);
  globals.set("workflow.parameters", json);
  globals.set("workflow.parameters.json", json);
}

/** The value of a workflow argument; undefined when nothing gives one. */
export function argumentValue(workflow: Workflow, parameter: Parameter): string | undefined {
  if (parameter.value !== undefined) return parameter.value;
  const key = parameter.valueFrom?.configMapKeyRef;
  const found = key === undefined ? undefined : configMapValue(workflow, key.name, key.key);
  return found || (parameter.valueFrom?.default ?? parameter.default ?? found);
}

/** A value of a ConfigMap; empty when the map itself is not known, undefined without the key. */
export function configMapValue(workflow: Workflow, name: string, key: string): string | undefined {
  const map = own(workflow.configMaps, name);
  return map === undefined ? "" : own(map, key);
}

/** `workflow.*` of a run, as it stands now. */
export function globalStage(work: Work): Stage {
  const { run, plan } = work;
  const get = (ref: string): string | undefined => {
    if (!ref.startsWith("workflow.")) return undefined;
    const changing = own(run.globals, ref);
    if (changing !== undefined) return changing;
    if (ref === "workflow.uid") return run.uid;
    if (ref.startsWith(CREATED)) return creationTimestamp(ref, run.startedAtMs ?? work.atMs);
    if (ref === "workflow.duration") {
      return goSeconds(work.atMs - (run.startedAtMs ?? work.atMs));
    }
    return plan.globals.get(ref);
  };
  return {
    get,
    *entries() {
      yield* plan.globals;
      yield ["workflow.uid", run.uid];
      yield [CREATED, get(CREATED) as string];
      yield ["workflow.duration", get("workflow.duration") as string];
      yield* Object.entries(run.globals);
    },
  };
}

/** A stage over a map that lives on. */
export function mapStage(values: ReadonlyMap<string, string>): Stage {
  return { get: (ref) => values.get(ref), entries: () => values };
}

/** Go's `%f` of a number of seconds, as Argo writes `workflow.duration`. */
function goSeconds(durationMs: number): string {
  return (durationMs / 1_000).toFixed(6);
}

function creationTimestamp(ref: string, atMs: number): string | undefined {
  const suffix = ref.slice(CREATED.length);
  if (suffix === "" || suffix === ".RFC3339") return rfc3339(atMs);
  if (suffix === ".s") return String(Math.floor(atMs / 1_000));
  return suffix.length === 2 ? strftime(`%${suffix[1]}`, atMs) : undefined;
}
