/** The fields of nodes that others refer to: `steps.a.outputs.result`, `tasks.b.status`. */
import type { Value } from "../../expression/value.ts";
import { own } from "../../text/own.ts";
import type { JsonObject } from "../manifest.ts";
import { nodeId } from "../node/node-id.ts";
import type { NodeOutputs, WorkflowNode } from "../state.ts";
import { rfc3339 } from "../status/timestamp.ts";
import { nodeAt, templateOf, type Work } from "../work.ts";
import { aggregate } from "./aggregate.ts";

/** A step or task by name: its node, or the nodes of its loop, with the group that holds them. */
export interface NodeField {
  readonly node?: WorkflowNode;
  readonly items?: readonly WorkflowNode[];
}

const PARAMETER = "outputs.parameters.";

/** A field of a step or task; `null` when it was skipped and its output has no default. */
export function siblingField(
  work: Work,
  boundary: WorkflowNode,
  name: string,
  field: string,
): string | null | undefined {
  const found = sibling(work, boundary, name);
  if (found === undefined) return undefined;
  if (found.items !== undefined) {
    const collected = own(aggregate(found.items), field);
    if (collected !== undefined) return collected;
  }
  return found.node === undefined ? undefined : nodeField(work, found.node, field);
}

/** The artifact that a step or task gave. */
export function siblingArtifact(
  work: Work,
  boundary: WorkflowNode,
  name: string,
  artifact: string,
): JsonObject | null | undefined {
  const node = sibling(work, boundary, name)?.node;
  if (node === undefined) return undefined;
  const given = lastAttempt(work, node).outputs?.artifacts;
  const found = given === undefined ? undefined : own(given, artifact);
  return found ?? (wasPassedOver(node) ? null : undefined);
}

/** Every step or task that has a node, by name. */
export function* siblings(
  work: Work,
  boundary: WorkflowNode,
): Iterable<readonly [string, NodeField]> {
  const template = templateOf(work, boundary);
  const names =
    template?.kind === "dag"
      ? template.tasks.map((task) => task.name)
      : Object.keys(boundary.frame?.kind === "steps" ? boundary.frame.named : {});
  for (const name of names) {
    const found = sibling(work, boundary, name);
    if (found !== undefined) yield [name, found];
  }
}

/** All fields of a step or task, for expressions. */
export function* fieldsOf(work: Work, found: NodeField): Iterable<readonly [string, Value]> {
  if (found.node !== undefined) {
    for (const field of [
      "id",
      "startedAt",
      "finishedAt",
      "ip",
      "hostNodeName",
      "status",
      "exitCode",
    ]) {
      const value = nodeField(work, found.node, field);
      if (value !== undefined) yield [field, value];
    }
    const outputs = lastAttempt(work, found.node).outputs;
    if (outputs?.result !== undefined) yield ["outputs.result", outputs.result];
    const names = Object.keys(outputs?.parameters ?? declaredOutputs(work, found.node));
    for (const name of names) {
      const value = nodeField(work, found.node, `${PARAMETER}${name}`);
      if (value !== undefined) yield [`${PARAMETER}${name}`, value];
    }
  }
  if (found.items !== undefined) yield* Object.entries(aggregate(found.items));
}

function sibling(work: Work, boundary: WorkflowNode, name: string): NodeField | undefined {
  const { frame } = boundary;
  if (frame?.kind === "steps") {
    const index = own(frame.named, name);
    if (index === undefined) return undefined;
    if (typeof index === "number") return { node: nodeAt(work, index) };
    return { items: index.map((each) => nodeAt(work, each)) };
  }
  const template = templateOf(work, boundary);
  if (frame?.kind !== "dag" || template?.kind !== "dag") return undefined;
  const position = template.positions.get(name);
  const index = position === undefined ? -1 : (frame.tasks[position] as number);
  if (index < 0) return undefined;
  const node = nodeAt(work, index);
  if (node.type !== "TaskGroup") return { node };
  return { node, items: node.children.map((child) => nodeAt(work, child)) };
}

function nodeField(work: Work, outer: WorkflowNode, field: string): string | null | undefined {
  const node = lastAttempt(work, outer);
  switch (field) {
    case "id":
      return nodeId(work.plan.name, node.name);
    case "status":
      return outer.phase;
    case "startedAt":
      return node.startedAtMs === null ? undefined : rfc3339(node.startedAtMs);
    case "finishedAt":
      return node.finishedAtMs === null ? undefined : rfc3339(node.finishedAtMs);
    case "ip":
      return node.podIp;
    case "hostNodeName":
      return node.hostNodeName;
    case "exitCode":
      return node.outputs?.exitCode;
    case "outputs.result":
      return node.outputs?.result;
    default:
      return field.startsWith(PARAMETER)
        ? output(work, node, field.slice(PARAMETER.length))
        : undefined;
  }
}

function output(work: Work, node: WorkflowNode, name: string): string | null | undefined {
  if (node.outputs !== null) return own(node.outputs.parameters, name);
  return wasPassedOver(node) ? own(declaredOutputs(work, node), name) : undefined;
}

/** What a template that did not run gives: the defaults it declares, or nothing. */
function declaredOutputs(work: Work, node: WorkflowNode): Record<string, string | null> {
  const outputs = templateOf(work, node)?.outputs ?? [];
  return Object.fromEntries(outputs.map((each) => [each.name, each.default?.source ?? null]));
}

function wasPassedOver(node: WorkflowNode): boolean {
  return node.outputs === null && (node.phase === "Skipped" || node.phase === "Omitted");
}

/** A retried node speaks through its last attempt. */
export function lastAttempt(work: Work, node: WorkflowNode): WorkflowNode {
  if (node.frame?.kind !== "retry" || node.memoization?.hit === true) return node;
  const last = node.frame.attempts.at(-1);
  return last === undefined ? node : nodeAt(work, last);
}

export type { NodeOutputs };
