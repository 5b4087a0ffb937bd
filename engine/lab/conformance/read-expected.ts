/** Reads what a controller recorded: a whole Workflow, or its status alone, as YAML or JSON. */
import type { ExpectedNode, ExpectedStatus } from "../../core/conformance/expected.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import type { InstantMs } from "../../core/units/units.ts";
import type { JsonObject } from "../../core/workflow/manifest.ts";
import type {
  InputsStatus,
  OutputsStatus,
  ParameterStatus,
} from "../../core/workflow/status/status.ts";
import { readKubernetesYaml } from "../../formats/yaml/kubernetes.ts";

/** All statuses of a text, in its order; fails when there is none. */
export function readExpected(text: string, file: string): Result<ExpectedStatus[]> {
  const documents = parse(text, file);
  if (!documents.ok) return documents;
  const statuses = documents.value.flatMap((data) => {
    const items = field(data, "items");
    return (Array.isArray(items) ? items : [data]).flatMap((item) => expectedStatus(item) ?? []);
  });
  if (statuses.length > 0) return success(statuses);
  const hint = "Give a Workflow with its status, or a status with its nodes.";
  return failure([
    problem("conformance/no-status", "there is no status of a workflow in the file", hint, {
      file,
    }),
  ]);
}

/** JSON does not need the YAML parser, which is slow for statuses with thousands of nodes. */
function parse(text: string, file: string): Result<unknown[]> {
  try {
    return success([JSON.parse(text)]);
  } catch {
    const yaml = readKubernetesYaml(text, file);
    return yaml.ok ? success(yaml.value.map(({ data }) => data)) : yaml;
  }
}

function expectedStatus(data: unknown): ExpectedStatus | undefined {
  const whole = field(data, "status");
  const status = whole === undefined ? data : whole;
  const listed = field(status, "nodes") ?? [];
  if (text(status, "phase") === undefined || typeof listed !== "object") return undefined;
  const raw = (Array.isArray(listed) ? listed : Object.values(listed)).filter(isObject);
  const names = new Map(raw.map((node) => [text(node, "id") ?? "", text(node, "name") ?? ""]));
  const nodes = new Map(raw.map((node) => [text(node, "name") ?? "", expectedNode(node, names)]));
  const metadata = field(data, "metadata");
  const root = raw.find((node) => text(node, "id") === text(node, "name"));
  const name = text(metadata, "name") ?? text(status, "name") ?? text(root, "name") ?? "";
  const [uid, namespace] = [text(metadata, "uid"), text(metadata, "namespace")];
  const startedAtMs = instant(status, "startedAt");
  const outputs = outputsOf(status);
  return {
    name,
    phase: text(status, "phase") ?? "",
    parameters: argumentsOf(data),
    nodes,
    ...(uid === undefined ? {} : { uid }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(outputs === undefined ? {} : { outputs }),
  };
}

function expectedNode(node: object, names: ReadonlyMap<string, string>): ExpectedNode {
  const children = field(node, "children");
  const templateName = text(node, "templateName");
  const templateRef = field(node, "templateRef");
  const inputs = field(node, "inputs");
  const outputs = outputsOf(node);
  const [startedAtMs, finishedAtMs] = [instant(node, "startedAt"), instant(node, "finishedAt")];
  return {
    name: text(node, "name") ?? "",
    displayName: text(node, "displayName") ?? "",
    type: text(node, "type") ?? "",
    phase: text(node, "phase") ?? "",
    message: text(node, "message") ?? "",
    children: (Array.isArray(children) ? children : []).map((id) => names.get(id) ?? String(id)),
    ...(templateName === undefined || templateName === "" ? {} : { templateName }),
    ...(isObject(templateRef) ? { templateRef: templateRef as JsonObject } : {}),
    ...(isObject(inputs) ? { inputs: listsOf(inputs) } : {}),
    ...(outputs === undefined ? {} : { outputs }),
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(finishedAtMs === undefined ? {} : { finishedAtMs }),
  };
}

function outputsOf(holder: unknown): OutputsStatus | undefined {
  const outputs = field(holder, "outputs");
  if (!isObject(outputs)) return undefined;
  const [result, exitCode] = [text(outputs, "result"), text(outputs, "exitCode")];
  return {
    ...listsOf(outputs),
    ...(result === undefined ? {} : { result }),
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

function listsOf(holder: object): InputsStatus {
  const list = (name: string) => {
    const found = field(holder, name);
    return Array.isArray(found) ? found.filter(isObject) : [];
  };
  const parameters = list("parameters") as unknown as ParameterStatus[];
  return { parameters, artifacts: list("artifacts") as JsonObject[] };
}

/** Values with which the recorded run was submitted. */
function argumentsOf(data: unknown): Record<string, string> {
  const list = field(field(field(data, "spec"), "arguments"), "parameters");
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(
    list.flatMap((each) => {
      const [name, value] = [text(each, "name"), text(each, "value")];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

function field(holder: unknown, name: string): unknown {
  if (!isObject(holder) || !Object.hasOwn(holder, name)) return undefined;
  return (holder as Readonly<Record<string, unknown>>)[name];
}

function text(holder: unknown, name: string): string | undefined {
  const found = field(holder, name);
  if (typeof found === "number" || typeof found === "boolean") return String(found);
  return typeof found === "string" ? found : undefined;
}

function instant(holder: unknown, name: string): InstantMs | undefined {
  const instantMs = Date.parse(text(holder, name) ?? "");
  return Number.isNaN(instantMs) ? undefined : instantMs;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
