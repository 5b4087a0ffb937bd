/** Suspend templates: a node that waits for a time, or for somebody. */
import { parseArgoDuration } from "../../expression/go/duration.ts";
import { own } from "../../text/own.ts";
import type { SuspendPlan } from "../plan/plan.ts";
import type { WorkflowNode } from "../state.ts";
import { renderFor } from "../values/inputs.ts";
import { localsFor } from "../values/locals.ts";
import { templateOf, type Work } from "../work.ts";
import { settle } from "./settle.ts";

export function beginSuspend(work: Work, node: WorkflowNode, template: SuspendPlan): void {
  node.phase = "Running";
  node.outputs = template.outputs.some((output) => output.supplied) ? { parameters: {} } : null;
  if (template.duration === undefined) {
    work.effects.push({ type: "awaitResume", node: node.index });
    return;
  }
  const rendered = renderFor(work, template.duration, node.inputs, localsFor(work, node, template));
  const durationMs = rendered.ok ? parseArgoDuration(rendered.text) : undefined;
  if (durationMs === undefined) {
    const problem = `cannot read the suspend duration '${template.duration.source}'`;
    return settle(work, node, "Error", problem);
  }
  const untilMs = (node.startedAtMs ?? work.atMs) + durationMs;
  node.resumesAtMs = untilMs;
  // Who comes at the last moment comes before it: what is given then still counts.
  work.effects.push({ type: "awaitResume", node: node.index, untilMs });
  work.effects.push({ type: "wake", node: node.index, atMs: untilMs });
}

/** Ends a suspended node; its supplied outputs are given, or have a default, or it is an error. */
export function resumeNode(
  work: Work,
  node: WorkflowNode,
  given: Readonly<Record<string, string>> = {},
): void {
  const template = templateOf(work, node);
  if (node.type !== "Suspend" || node.phase !== "Running" || template === undefined) return;
  const parameters: Record<string, string> = {};
  for (const output of template.outputs) {
    if (!output.supplied) continue;
    const value =
      own(given, output.name) ?? output.default?.source ?? own(node.inputs.parameters, output.name);
    if (value === undefined) {
      const problem = `raw output parameter '${output.name}' has not been set and does not have a default value`;
      return settle(work, node, "Error", problem);
    }
    parameters[output.name] = value;
  }
  if (Object.keys(parameters).length > 0) node.outputs = { parameters };
  settle(work, node, "Succeeded");
}
