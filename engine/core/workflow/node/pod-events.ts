/** What pods report: started, ready as a daemon, ended well or not. */
import { MAX_PARAMETER_LENGTH } from "../../limits.ts";
import type { WorkflowEvent } from "../event.ts";
import { isFulfilledPhase, type NodeOutputs, type NodePhase, type WorkflowNode } from "../state.ts";
import { outputDefaults } from "../values/output-defaults.ts";
import { callOf, lookAgain, templateOf, type Work } from "../work.ts";
import { containersOf, endContainers } from "./containers.ts";
import { settle } from "./settle.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type PodStarted = Extract<WorkflowEvent, { type: "podStarted" }>;
type PodFinished = Extract<WorkflowEvent, { type: "podFinished" }>;

/** A pod runs; a daemon that runs lets those behind it go on. */
export function podStarted(work: Work, event: PodStarted): void {
  const node = work.run.nodes[event.node];
  if (node === undefined || isFulfilledPhase(node.phase)) return;
  node.phase = "Running";
  if (event.podIp !== undefined) node.podIp = event.podIp;
  if (event.hostNodeName !== undefined) node.hostNodeName = event.hostNodeName;
  for (const container of containersOf(work, node)) container.phase = "Running";
  if (templateOf(work, node)?.daemon !== true || node.daemoned === true) return;
  becomeDaemon(work, node);
  const retry = work.run.nodes[node.parent];
  if (retry?.type !== "Retry") return;
  if (node.podIp !== undefined) retry.podIp = node.podIp;
  if (retry.daemoned !== true) becomeDaemon(work, retry);
}

function becomeDaemon(work: Work, node: WorkflowNode): void {
  node.daemoned = true;
  work.run.daemons += 1;
  lookAgain(work, node.index);
}

/** A pod has ended. A daemon should not: Argo counts that as failed. */
export function podFinished(work: Work, event: PodFinished): void {
  const node = work.run.nodes[event.node];
  if (node === undefined || isFulfilledPhase(node.phase)) return;
  const template = templateOf(work, node);
  if (template === undefined) return;
  const phase = event.phase ?? (event.exitCode === 0 ? "Succeeded" : "Failed");
  const daemonEnded = template.daemon && phase === "Succeeded";
  node.outputs = outputsOf(work, node, event, phase);
  // A retried daemon is started again, although those behind it went on.
  if (node.daemoned === true && node.flag?.retried === true) lookAgain(work, node.parent);
  if (node.children.length > 0) {
    const code = `Error (exit code ${event.exitCode}): `;
    endContainers(work, node, phase, ({ displayName }) => `${displayName}: ${code}`);
  }
  settle(work, node, daemonEnded ? "Failed" : phase, messageOf(event, phase));
}

function messageOf(event: PodFinished, phase: NodePhase): string {
  if (event.message !== undefined && event.message !== "") return event.message;
  if (phase === "Succeeded") return "";
  if (phase === "Error") return "pod deleted";
  return `main: Error (exit code ${event.exitCode})`;
}

/** Declared outputs that the pod did not give have their defaults; the result only if it is read. */
function outputsOf(
  work: Work,
  node: WorkflowNode,
  event: PodFinished,
  phase: NodePhase,
): NodeOutputs {
  const parameters: Record<string, string> =
    phase === "Succeeded" ? outputDefaults(work, node) : {};
  const given = event.outputs.parameters;
  for (const name in given) parameters[name] = trimLineBreak(given[name] as string);
  const outputs: Writable<NodeOutputs> = { parameters };
  const { result, artifacts } = event.outputs;
  if (result !== undefined && callOf(work, node)?.capturesResult === true) {
    outputs.result = captureResult(result);
  }
  if (phase !== "Error") outputs.exitCode = String(event.exitCode);
  if (artifacts !== undefined) outputs.artifacts = artifacts;
  return outputs;
}

/** Of a long result Argo keeps the end. */
function captureResult(result: string): string {
  return trimLineBreak(result).slice(-MAX_PARAMETER_LENGTH);
}

/** Programs end their output with a line break that nobody means. */
function trimLineBreak(text: string): string {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}
