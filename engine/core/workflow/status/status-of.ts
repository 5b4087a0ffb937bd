/** Writes a run as Argo's controller writes `status`. */
import type { Json, JsonObject, Parameter } from "../manifest.ts";
import { nodeId } from "../node/node-id.ts";
import type { PlannedTemplate, WorkflowPlan } from "../plan/plan.ts";
import type { WorkflowNode, WorkflowRun } from "../state.ts";
import { isFulfilledPhase } from "../state.ts";
import type {
  InputsStatus,
  NodeStatus,
  OutputsStatus,
  ParameterStatus,
  WorkflowStatus,
} from "./status.ts";
import { rfc3339 } from "./timestamp.ts";

/** The status of a run, nodes in the order they were created. */
export function workflowStatus(plan: WorkflowPlan, run: WorkflowRun): WorkflowStatus {
  const pods = run.nodes.filter(({ type }) => type === "Pod");
  const ended = pods.filter(({ phase }) => isFulfilledPhase(phase));
  const outputs = globalOutputs(run);
  return {
    name: plan.name,
    namespace: plan.workflow.namespace,
    phase: run.phase,
    ...(run.message === "" ? {} : { message: run.message }),
    ...instants(run),
    progress: `${ended.length}/${pods.length}`,
    nodes: run.nodes.map((node) => nodeStatus(plan, run, node)),
    ...(outputs === undefined ? {} : { outputs }),
  };
}

export function nodeStatus(plan: WorkflowPlan, run: WorkflowRun, node: WorkflowNode): NodeStatus {
  const idOf = (index: number) => nodeId(plan.name, (run.nodes[index] as WorkflowNode).name);
  const boundary = run.nodes[node.boundary];
  const template = plan.templates[node.template];
  const inputs = inputsOf(node, template);
  const outputs = outputsOf(node, template);
  return {
    id: nodeId(plan.name, node.name),
    name: node.name,
    displayName: node.displayName,
    type: node.type,
    ...templateNames(plan, run, node),
    phase: node.phase,
    ...(node.message === "" ? {} : { message: node.message }),
    ...(boundary === undefined ? {} : { boundaryID: nodeId(plan.name, boundary.name) }),
    ...instants(node),
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(node.children.length === 0 ? {} : { children: node.children.map(idOf) }),
    ...outboundNodes(plan, run, node),
    ...nodeFlag(node),
    ...(node.hostNodeName === undefined ? {} : { hostNodeName: node.hostNodeName }),
    ...(node.daemoned === true ? { daemoned: true } : {}),
    ...(node.memoization === undefined ? {} : { memoizationStatus: node.memoization }),
    ...(node.waitingFor ? { synchronizationStatus: { waiting: node.waitingFor } } : {}),
  };
}

function instants(of: { startedAtMs: number | null; finishedAtMs: number | null }) {
  return {
    ...(of.startedAtMs === null ? {} : { startedAt: rfc3339(of.startedAtMs) }),
    ...(of.finishedAtMs === null ? {} : { finishedAt: rfc3339(of.finishedAtMs) }),
  };
}

/** A call by templateRef has that, and no name; its scope is that of whoever calls. */
function templateNames(plan: WorkflowPlan, run: WorkflowRun, node: WorkflowNode) {
  const scope = callerScope(plan, run, node);
  const templateScope = scope === "local/" ? `local/${plan.name}` : scope;
  const ref = node.hook === undefined ? plan.calls[node.call]?.holder.ref : undefined;
  if (node.type === "StepGroup") return { templateScope };
  if (ref !== undefined) {
    const template = plan.templates[node.template]?.name ?? ref.template.source;
    const name = plan.templates[node.template]?.scope.split("/")[1] ?? ref.name.source;
    const clusterScope = ref.clusterScope ? { clusterScope: true as const } : {};
    return { templateRef: { name, template, ...clusterScope }, templateScope };
  }
  const call = plan.calls[node.call];
  if (node.hook === undefined && call !== undefined && call.holder.template === undefined) {
    return { templateScope };
  }
  const templateName =
    plan.templates[node.template]?.name ??
    call?.holder.template?.source ??
    plan.workflow.entrypoint;
  return { templateName, templateScope };
}

function callerScope(plan: WorkflowPlan, run: WorkflowRun, node: WorkflowNode): string {
  const boundary = run.nodes[node.boundary];
  if (boundary === undefined) return plan.workflow.scope;
  return plan.templates[boundary.template]?.scope ?? plan.workflow.scope;
}

function inputsOf(
  node: WorkflowNode,
  template: PlannedTemplate | undefined,
): InputsStatus | undefined {
  if (template === undefined || node.type === "Skipped" || node.type === "TaskGroup")
    return undefined;
  if (node.type === "Container" || node.type === "StepGroup") return undefined;
  const parameters = template.inputs.parameters.map(({ declared }) =>
    parameterStatus(declared, node.inputs.parameters[declared.name], false),
  );
  const artifacts = template.inputs.artifacts.map(
    ({ name, body }) => node.inputs.artifacts[name] ?? body,
  );
  return lists(parameters, artifacts);
}

function outputsOf(
  node: WorkflowNode,
  template: PlannedTemplate | undefined,
): OutputsStatus | undefined {
  const { outputs } = node;
  if (outputs === null) return undefined;
  const fromPod = template?.kind === "leaf" || template?.kind === "suspend";
  const declared = template?.outputs ?? [];
  const parameters = declared.flatMap((output) => {
    const value = outputs.parameters[output.name];
    if (value === undefined && !output.supplied) return [];
    return [parameterStatus(output.declared, value, fromPod)];
  });
  const status: OutputsStatus = {
    ...lists(parameters, Object.values(outputs.artifacts ?? {})),
    ...(outputs.result === undefined ? {} : { result: outputs.result }),
    ...(outputs.exitCode === undefined ? {} : { exitCode: outputs.exitCode }),
  };
  return Object.keys(status).length === 0 ? undefined : status;
}

/** @param withSource pods keep where a value came from; steps and dag templates do not */
function parameterStatus(
  declared: Parameter,
  value: string | undefined,
  withSource: boolean,
): ParameterStatus {
  const { name, globalName, default: fallback, valueFrom } = declared;
  return {
    name,
    ...(value === undefined ? {} : { value }),
    ...(globalName === undefined ? {} : { globalName }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(withSource && valueFrom !== undefined ? { valueFrom: sourceOf(valueFrom) } : {}),
  };
}

/** `supplied` is an empty object in Argo's documents. */
function sourceOf(valueFrom: NonNullable<Parameter["valueFrom"]>): JsonObject {
  const { supplied, ...rest } = valueFrom;
  return { ...(rest as unknown as JsonObject), ...(supplied ? { supplied: {} as Json } : {}) };
}

function lists(parameters: readonly ParameterStatus[], artifacts: readonly JsonObject[]) {
  if (parameters.length === 0 && artifacts.length === 0) return undefined;
  return {
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(artifacts.length === 0 ? {} : { artifacts }),
  };
}

function outboundNodes(plan: WorkflowPlan, run: WorkflowRun, node: WorkflowNode) {
  if (node.outbound.length === 0) return {};
  const ids = node.outbound.map((index) =>
    nodeId(plan.name, (run.nodes[index] as WorkflowNode).name),
  );
  return { outboundNodes: ids };
}

function nodeFlag(node: WorkflowNode): { nodeFlag?: NonNullable<NodeStatus["nodeFlag"]> } {
  if (node.flag === undefined) return {};
  const { hooked, retried } = node.flag;
  return {
    nodeFlag: {
      ...(hooked ? { hooked: true as const } : {}),
      ...(retried ? { retried: true as const } : {}),
    },
  };
}

function globalOutputs(run: WorkflowRun): OutputsStatus | undefined {
  const prefix = "workflow.outputs.parameters.";
  const parameters = Object.entries(run.globals).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [{ name: key.slice(prefix.length), value }] : [],
  );
  return lists(parameters, Object.values(run.globalArtifacts));
}
