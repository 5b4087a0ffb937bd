/** Adds nodes to a run: names, display names and edges as Argo has them. */
import { MAX_WORKFLOW_NODES } from "../../limits.ts";
import type { Json } from "../manifest.ts";
import type { NodeFlag, NodeInputs, NodePhase, NodeType, WorkflowNode } from "../state.ts";
import { isFulfilledPhase } from "../state.ts";
import { hooksOf, nodeAt, type Work } from "../work.ts";

export const NO_INPUTS: NodeInputs = { parameters: {}, artifacts: {} };

/** Kinds of nodes that count for the parallelism of the template around them. */
const COUNTED: readonly NodeType[] = ["Pod", "Steps", "DAG", "HTTP"];
/** The hook that runs when a node is completed. */
export const EXIT = "exit";
const SEPARATOR = /^(\[\d+\])?\./;

/** Where a node belongs; what is to be opened says it, too. */
export interface Placed {
  readonly name: string;
  readonly template: number;
  readonly call: number;
  readonly boundary: number;
  readonly parent: number;
  readonly onExit: boolean;
  readonly hook?: string;
  readonly item?: Json;
}

/** What a node is at first. */
export interface Fresh {
  readonly type: NodeType;
  readonly phase: NodePhase;
  readonly message?: string;
  readonly inputs?: NodeInputs;
  readonly flag?: NodeFlag;
}

const NOWHERE: readonly number[] = [];
const HOOKED: NodeFlag = { hooked: true, retried: false };

/** Ends the run: it would go on growing until nothing else has room. */
export class TooManyNodes extends Error {}

/** Adds a node; throws `TooManyNodes` when there are as many as a run may have. */
export function addNode(work: Work, placed: Placed, fresh: Fresh): WorkflowNode {
  const { nodes } = work.run;
  if (nodes.length >= MAX_WORKFLOW_NODES) {
    throw new TooManyNodes(`the run has more than ${MAX_WORKFLOW_NODES} nodes`);
  }
  const boundary = nodes[placed.boundary];
  const fulfilled = isFulfilledPhase(fresh.phase);
  const node: WorkflowNode = {
    index: nodes.length,
    name: placed.name,
    displayName: displayName(work, placed, fresh, boundary),
    type: fresh.type,
    template: placed.template,
    call: placed.call,
    boundary: placed.boundary,
    parent: placed.parent,
    depth: boundary === undefined ? 0 : boundary.depth + 1,
    onExit: placed.onExit,
    inputs: fresh.inputs ?? NO_INPUTS,
    phase: fresh.phase,
    message: fresh.message ?? "",
    startedAtMs: work.atMs,
    finishedAtMs: fulfilled ? work.atMs : null,
    outputs: null,
    running: false,
    reported: false,
    children: [],
    outbound: NOWHERE,
    open: 0,
    openHooks: 0,
    active: 0,
    bad: 0,
  };
  const flag = fresh.flag ?? (placed.hook === undefined ? undefined : HOOKED);
  if (flag !== undefined) node.flag = flag;
  if (placed.hook !== undefined) node.hook = placed.hook;
  if (placed.item !== undefined) node.item = placed.item;
  nodes.push(node);
  if (!fulfilled && hasHooks(work, node)) work.run.watched.push(node.index);
  if (boundary === undefined) return node;
  if (!fulfilled && isCounted(node.type)) boundary.active += 1;
  register(work, boundary, node);
  return node;
}

/** Hooks but the exit handler fire while the node runs, so it is looked at with every event. */
function hasHooks(work: Work, node: WorkflowNode): boolean {
  return node.type !== "Container" && hooksOf(work, node).some(({ name }) => name !== EXIT);
}

/** Steps and tasks are found by their names; hooks and attempts have none of their own. */
function register(work: Work, boundary: WorkflowNode, node: WorkflowNode): void {
  const { frame } = boundary;
  const call = work.plan.calls[node.call];
  if (frame === undefined || call === undefined) return;
  if (node.hook !== undefined || node.flag?.retried === true) return;
  if (frame.kind === "steps") {
    const known = frame.named[call.name];
    if (node.item === undefined) frame.named[call.name] = node.index;
    else if (Array.isArray(known)) known.push(node.index);
    else frame.named[call.name] = [node.index];
  } else if (frame.kind === "dag" && node.parent === boundary.index) {
    const template = work.plan.templates[boundary.template];
    const position = template?.kind === "dag" ? template.positionOfCall.get(call.id) : undefined;
    if (position !== undefined) frame.tasks[position] = node.index;
  }
}

export function isCounted(type: NodeType): boolean {
  return COUNTED.includes(type);
}

/** Makes a new node follow others in Argo's graph. */
export function connect(work: Work, after: readonly number[], node: WorkflowNode): void {
  const once = after.length > 1 ? new Set(after) : after;
  for (const index of once) nodeAt(work, index).children.push(node.index);
}

/**
 * The last nodes inside a node: those that the next ones follow (upstream's getOutboundNodes).
 */
export function outboundOf(work: Work, node: WorkflowNode): readonly number[] {
  switch (node.type) {
    case "Pod":
      return node.children.some((child) => nodeAt(work, child).type === "Container")
        ? node.children.flatMap((child) => outboundOfContainer(work, nodeAt(work, child)))
        : [node.index];
    case "TaskGroup":
      if (node.children.length === 0) return [node.index];
      return node.children.flatMap((child) => outboundOf(work, nodeAt(work, child)));
    case "Retry": {
      const last = node.children.at(-1);
      return last === undefined ? [] : [last];
    }
    case "Steps":
    case "DAG":
      if (node.memoization?.hit === true) return [node.index];
      return node.outbound.flatMap((index) => outboundOf(work, nodeAt(work, index)));
    case "StepGroup":
      return [];
    default:
      return [node.index];
  }
}

function outboundOfContainer(work: Work, node: WorkflowNode): readonly number[] {
  if (node.type !== "Container") return [];
  const inner = node.children.filter((child) => nodeAt(work, child).type === "Container");
  if (inner.length === 0) return [node.index];
  return inner.flatMap((child) => outboundOfContainer(work, nodeAt(work, child)));
}

/** The node's name without that of the template around it. */
function displayName(
  work: Work,
  { name, call, item, hook }: Placed,
  { type, flag }: Fresh,
  boundary: WorkflowNode | undefined,
): string {
  if (boundary === undefined) return name;
  const plain = item === undefined && hook === undefined && flag === undefined;
  // Most nodes have the name of their step or task; this saves taking the long name apart.
  if (plain && type !== "Container") return work.plan.calls[call]?.name ?? cut(name, boundary);
  return cut(name, boundary);
}

function cut(name: string, boundary: WorkflowNode): string {
  if (!name.startsWith(boundary.name)) return name;
  const inside = name.slice(boundary.name.length);
  return inside.startsWith(".") ? inside.slice(1) : inside.replace(SEPARATOR, "");
}
