/** Runs a workflow to its end with stated outcomes, and shows what became of it. */
import { unwrap } from "../../../engine/core/issue.ts";
import type { WorkflowEffect, WorkflowEvent } from "../../../engine/core/workflow/event.ts";
import type { WorkflowPlan } from "../../../engine/core/workflow/plan/plan.ts";
import { planWorkflow } from "../../../engine/core/workflow/plan/plan-workflow.ts";
import {
  newRun,
  type WorkflowNode,
  type WorkflowRun,
} from "../../../engine/core/workflow/state.ts";
import { transition } from "../../../engine/core/workflow/transition.ts";
import { readWorkflow } from "../../../engine/formats/argo/read.ts";

export interface PodOutcome {
  readonly exitCode?: number;
  readonly result?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The plan of a workflow `wf` whose entrypoint is `main`; `templates` is the YAML of that list. */
export function planOf(templates: string, parameters = "[]"): WorkflowPlan {
  const body = templates.replace(/^/gm, "    ");
  const text = `kind: Workflow
metadata: { name: wf }
spec:
  entrypoint: main
  arguments: { parameters: ${parameters} }
  templates:
${body}
    - { name: pod, container: { image: a } }
`;
  return planWorkflow(unwrap(readWorkflow(text, "wf.yaml")));
}

export interface Driven {
  readonly run: WorkflowRun;
  /** How often the run said that it has ended. */
  readonly completed: number;
  /** Names of pods in the order in which they were started. */
  readonly pods: readonly string[];
  /** Node name, without the workflow's, to phase. */
  readonly phases: Readonly<Record<string, string>>;
  messageOf(name: string): string;
}

/** Finishes pods one by one in the order in which they were started. */
export function drive(
  plan: WorkflowPlan,
  outcomeOf: (displayName: string) => PodOutcome = () => ({}),
  between: (run: WorkflowRun) => WorkflowRun = (run) => run,
): Driven {
  const pods: string[] = [];
  const running: number[] = [];
  let completed = 0;
  let { run, effects } = transition(plan, newRun(), { type: "submit", atMs: 0 });
  for (let atMs = 1; ; atMs++) {
    collect(effects, run, running, pods);
    completed += effects.filter(({ type }) => type === "completed").length;
    const node = running.shift();
    if (node === undefined) break;
    run = between(transition(plan, between(run), { type: "podStarted", atMs, node }).run);
    const finished = podFinished(node, atMs, outcomeOf(run.nodes[node]?.displayName ?? ""));
    ({ run, effects } = transition(plan, run, finished));
    run = between(run);
  }
  const messageOf = (name: string) => nodeOf(run, name).message;
  return { run, completed, pods, phases: phasesOf(run), messageOf };
}

/** The event that a pod with this outcome brings. */
export function podFinished(node: number, atMs: number, outcome: PodOutcome): WorkflowEvent {
  const { exitCode = 0, parameters = {}, result } = outcome;
  const outputs = result === undefined ? { parameters } : { result, parameters };
  return { type: "podFinished", atMs, node, exitCode, outputs };
}

function collect(
  effects: readonly WorkflowEffect[],
  run: WorkflowRun,
  running: number[],
  pods: string[],
): void {
  for (const effect of effects) {
    if (effect.type !== "startPod") continue;
    running.push(effect.node);
    pods.push(shortName(run.nodes[effect.node]?.name ?? ""));
  }
}

function phasesOf(run: WorkflowRun): Record<string, string> {
  return Object.fromEntries(run.nodes.map((node) => [shortName(node.name), node.phase]));
}

function nodeOf(run: WorkflowRun, name: string): WorkflowNode {
  const node = run.nodes.find((each) => shortName(each.name) === name);
  if (node === undefined) throw new Error(`no node '${name}'`);
  return node;
}

function shortName(name: string): string {
  return name.replace(/^wf\.?/, "");
}
