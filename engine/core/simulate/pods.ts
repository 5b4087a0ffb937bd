/** Facts about pods that both drivers share: what profiles are asked, and what answers become. */
import { broken } from "../assert.ts";
import type { DrawTable } from "../profile/draws.ts";
import type { DeclaredOutput, PodOutcome, PodWork, ProfiledPod } from "../profile/pod.ts";
import { own } from "../text/own.ts";
import type { LeafPlan, PlannedTemplate, WorkflowPlan } from "../workflow/plan/plan.ts";
import type { NodeOutputs, WorkflowNode, WorkflowRun } from "../workflow/state.ts";
import { podArtifacts } from "./pod-artifacts.ts";

/** How many pods and suspended nodes of each template a run has started, by the template's position. */
export type StartCounts = number[];

/** The part of a question to a profile that the run itself does not know. */
export interface Asking {
  readonly occurrence: number;
  readonly request: number;
  readonly policy?: string;
  readonly draws: DrawTable;
}

const NO_OUTPUTS: readonly DeclaredOutput[] = [];
const NO_PARAMETERS: NodeOutputs["parameters"] = {};

export function nodeOf(run: WorkflowRun, index: number): WorkflowNode {
  const node = run.nodes[index];
  if (node === undefined) throw broken(`the run has a node ${index}`);
  return node;
}

/** The template of a pod node. */
export function podTemplate(plan: WorkflowPlan, run: WorkflowRun, node: number): LeafPlan {
  const template = plan.templates[nodeOf(run, node).template];
  if (template?.kind !== "leaf") throw broken(`node ${node} is a pod`);
  return template;
}

/** Which one of its template this is in the run, from 0; counts it. */
export function countStart(started: StartCounts, template: number): number {
  const occurrence = started[template] ?? 0;
  started[template] = occurrence + 1;
  return occurrence;
}

/** What a profile is asked about a pod or a suspended node. */
export function profiledPod(plan: WorkflowPlan, node: WorkflowNode, asking: Asking): ProfiledPod {
  const template = plan.templates[node.template] as PlannedTemplate;
  const { occurrence, request, policy, draws } = asking;
  return {
    nodeName: nameInRun(plan, node),
    occurrence,
    attempt: attemptOf(node),
    inputs: node.inputs.parameters,
    outputs: declaredOutputs(template, node),
    request,
    policy,
    cpuRequest: template.kind === "leaf" ? template.requests.cpu : 0,
    draws,
  };
}

/** Without the workflow's name; most nodes are tasks of the entrypoint, whose names are known. */
function nameInRun(plan: WorkflowPlan, node: WorkflowNode): string {
  const call = plan.calls[node.call];
  if (call !== undefined && node.name === call.nameAtRoot) return call.nameInRun;
  return node.name.slice(plan.name.length);
}

/** The `1` of `wf.train(1)`; 0 for nodes that are no attempt of a retry. */
function attemptOf({ flag, name }: WorkflowNode): number {
  if (flag?.retried !== true) return 0;
  return Number(/\((\d+)\)$/.exec(name)?.[1] ?? 0);
}

function declaredOutputs(
  { outputs }: PlannedTemplate,
  { inputs }: WorkflowNode,
): readonly DeclaredOutput[] {
  if (outputs.length === 0) return NO_OUTPUTS;
  return outputs.map(({ name, supplied, default: declared }) => {
    // Supplied values have a second default in Argo: the input of the same name.
    const fallback = declared?.source ?? (supplied ? own(inputs.parameters, name) : undefined);
    return fallback === undefined ? { name } : { name, default: fallback };
  });
}

/** What a pod gives its workflow; without `artifacts` those that its template declares. */
export interface GivenOutputs extends Pick<PodOutcome, "phase" | "result" | "parameters"> {
  readonly artifacts?: NonNullable<NodeOutputs["artifacts"]>;
}

/** What the workflow gets to see of an outcome; only a pod that succeeded leaves its files. */
export function podOutputs(
  plan: WorkflowPlan,
  node: WorkflowNode,
  outcome: GivenOutputs,
): NodeOutputs {
  const succeeded = outcome.phase === "Succeeded";
  const parameters = succeeded ? outcome.parameters : NO_PARAMETERS;
  // A pod that prints nothing has an empty result in Argo, not none.
  const printed = plan.calls[node.call]?.capturesResult === true ? "" : undefined;
  const result = outcome.result ?? printed;
  const outputs = result === undefined ? { parameters } : { result, parameters };
  const declares = succeeded && (plan.templates[node.template]?.outputArtifacts.length ?? 0) > 0;
  const artifacts = outcome.artifacts ?? (declares ? podArtifacts(plan, node) : undefined);
  return artifacts === undefined ? outputs : { ...outputs, artifacts };
}

/** The part of an outcome that is accounted for, and logged. */
export function workOf({ durationMs, utilisation, cpuSeconds, gpuUtilisation }: PodWork): PodWork {
  if (cpuSeconds === undefined && gpuUtilisation === undefined) return { durationMs, utilisation };
  return {
    durationMs,
    utilisation,
    ...(gpuUtilisation === undefined ? {} : { gpuUtilisation }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
  };
}

/** A daemon runs until the template around it ends. */
export function isDaemon(plan: WorkflowPlan, node: WorkflowNode): boolean {
  return plan.templates[node.template]?.daemon === true;
}

/** An address that no two pods of a run share, out of the range that is kept for examples. */
export function podAddress(node: number): string {
  return `198.18.${Math.floor(node / 254) % 256}.${(node % 254) + 1}`;
}
