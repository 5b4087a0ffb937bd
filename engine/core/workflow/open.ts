/** Opens nodes: inputs are bound, the template decides what the node becomes. */
import { MAX_PARAMETER_LENGTH, MAX_TEMPLATE_DEPTH, MAX_WORKFLOW_NODES } from "../limits.ts";
import { evaluateCondition } from "./expression/evaluate.ts";
import { ConditionError } from "./expression/lex.ts";
import type { PlannedCall, PlannedTemplate } from "./plan.ts";
import { lookupIn } from "./scope.ts";
import type { NodePhase, NodeType, WorkflowNode } from "./state.ts";
import {
  isOnlyReference,
  type Lookup,
  parseText,
  type Substituted,
  substitute,
} from "./templating.ts";
import { settle, type Work } from "./work.ts";

const NODE_TYPES = { pod: "Pod", steps: "Steps", dag: "DAG" } as const;

/** Opens the node of a call; a false condition gives a Skipped node, a bad one a node in Error. */
export function openNode(
  work: Work,
  call: PlannedCall,
  boundary: WorkflowNode | null,
  name: string,
): void {
  const lookup = lookupIn(work, boundary);
  const condition = checkCondition(call, lookup);
  if (condition !== "run") {
    const node = addNode(work, call, boundary, name, "Skipped", {});
    return settle(work, node, condition.phase, condition.message);
  }
  const template = work.plan.templates[call.template] as PlannedTemplate;
  const bound = bindInputs(template, call, lookup, lookupIn(work, null));
  const node = addNode(work, call, boundary, name, NODE_TYPES[template.kind], bound.inputs);
  if (bound.problem !== undefined) return settle(work, node, "Error", bound.problem);
  if (node.depth > MAX_TEMPLATE_DEPTH) {
    return settle(work, node, "Error", `templates are nested more than ${MAX_TEMPLATE_DEPTH} deep`);
  }
  if (work.run.nodes.length > MAX_WORKFLOW_NODES) {
    return settle(work, node, "Error", `the run has more than ${MAX_WORKFLOW_NODES} nodes`);
  }
  if (node.type === "Pod") work.effects.push({ type: "startPod", node: node.index });
  else {
    node.phase = "Running";
    work.agenda.push(node);
  }
}

/** Adds a node that never runs: a task whose `depends` is false. */
export function omitNode(
  work: Work,
  call: PlannedCall,
  boundary: WorkflowNode,
  name: string,
): void {
  const node = addNode(work, call, boundary, name, "Skipped", {});
  settle(work, node, "Omitted", "omitted: depends condition not met");
}

function addNode(
  work: Work,
  call: PlannedCall,
  boundary: WorkflowNode | null,
  name: string,
  type: NodeType,
  inputs: Readonly<Record<string, string>>,
): WorkflowNode {
  const node: WorkflowNode = {
    index: work.run.nodes.length,
    name,
    displayName: call.name,
    type,
    template: call.template,
    boundary: boundary?.index ?? -1,
    depth: boundary === null ? 0 : boundary.depth + 1,
    inputs,
    phase: "Pending",
    message: "",
    startedAtMs: work.atMs,
    finishedAtMs: null,
    outputs: null,
    children: {},
    open: 0,
    progress: 0,
  };
  work.run.nodes.push(node);
  if (boundary !== null) {
    boundary.children[call.name] = node.index;
    boundary.open += 1;
  }
  return node;
}

function checkCondition(
  call: PlannedCall,
  lookup: Lookup,
): "run" | { phase: NodePhase; message: string } {
  if (call.when === undefined) return "run";
  const condition = substitute(call.when, lookup);
  if (!condition.ok) return { phase: "Error", message: unresolved(condition.missing) };
  try {
    if (evaluateCondition(condition.text)) return "run";
    return { phase: "Skipped", message: `when '${condition.text}' evaluated false` };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const message = `Invalid 'when' expression '${condition.text}': ${error.message}`;
    return { phase: "Error", message };
  }
}

/** Argument over default; an argument that is one absent reference is dropped so the default holds. */
function bindInputs(
  template: PlannedTemplate,
  call: PlannedCall,
  lookup: Lookup,
  globals: Lookup,
): { inputs: Record<string, string>; problem?: string } {
  const inputs: Record<string, string> = {};
  for (const declared of template.inputs) {
    const text = call.arguments.find((each) => each.name === declared.name)?.value;
    const given = text === undefined ? undefined : substitute(text, lookup);
    if (given?.ok === false && !(text !== undefined && isOnlyReference(text))) {
      return { inputs, problem: unresolved(given.missing) };
    }
    const bound = given?.ok ? given : (withGlobals(declared.value, globals) ?? given);
    if (bound === undefined || !bound.ok) {
      const cause = bound === undefined ? "was not supplied" : unresolved(bound.missing);
      return { inputs, problem: `inputs.parameters.${declared.name}: ${cause}` };
    }
    if (bound.text.length > MAX_PARAMETER_LENGTH) {
      return { inputs, problem: `inputs.parameters.${declared.name} is too long` };
    }
    inputs[declared.name] = bound.text;
  }
  return { inputs };
}

/** An input's default may refer to what is known everywhere in the workflow. */
function withGlobals(text: string | undefined, globals: Lookup): Substituted | undefined {
  if (text?.includes("{{")) return substitute(parseText(text), globals);
  return text === undefined ? undefined : { ok: true, text };
}

function unresolved(reference: string): string {
  return `failed to resolve {{${reference}}}`;
}
