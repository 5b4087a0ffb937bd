/** Runs one small manifest on the virtual clock, with stated outcomes, and shows what became of it. */
import { unwrap } from "../../../../engine/core/issue.ts";
import {
  runOnVirtualClock,
  type VirtualOutcome,
  type VirtualResume,
  type VirtualRunOptions,
} from "../../../../engine/core/simulate/virtual-run.ts";
import type { Workflow } from "../../../../engine/core/workflow/manifest.ts";
import type { WorkflowPlan } from "../../../../engine/core/workflow/plan/plan.ts";
import { planWorkflow } from "../../../../engine/core/workflow/plan/plan-workflow.ts";
import type { WorkflowNode, WorkflowRun } from "../../../../engine/core/workflow/state.ts";
import type { NodeStatus, WorkflowStatus } from "../../../../engine/core/workflow/status/status.ts";
import { workflowStatus } from "../../../../engine/core/workflow/status/status-of.ts";
import { readWorkflow } from "../../../../engine/formats/argo/read.ts";
import { readUnchecked } from "./read-unchecked.ts";

/** What a pod does; by default it succeeds after ten seconds and gives its outputs' defaults. */
export type Outcome = Partial<VirtualOutcome>;
/** The same for all pods of a name, or one for each attempt or item in the order of their start. */
export type Outcomes = Readonly<Record<string, Outcome | readonly Outcome[]>>;

export interface Case extends VirtualRunOptions {
  /** A whole manifest file … */
  readonly yaml?: string;
  /** … or only the list of templates (YAML) of a workflow `wf` that starts with `main`. */
  readonly templates?: string;
  /** Further lines of the `spec` around the templates. */
  readonly spec?: string;
  /** By short node name (`[0].a`, `task(0:x)`), display name or template name. */
  readonly outcomes?: Outcomes;
  /** The same for suspended nodes; the default is DEFAULT_RESUME. */
  readonly resumes?: Readonly<Record<string, Partial<VirtualResume>>>;
  /** For manifests that validation refuses, on purpose. */
  readonly unchecked?: boolean;
}

/** A node in Argo's terms, with names in place of ids and records in place of lists. */
export interface CaseNode extends Omit<NodeStatus, "children" | "inputs" | "outputs"> {
  /** Short names. */
  readonly children: readonly string[];
  readonly inputs: Readonly<Record<string, string | undefined>>;
  readonly outputs: Readonly<Record<string, string | undefined>>;
  readonly result?: string;
  readonly exitCode?: string;
  readonly state: WorkflowNode;
}

export interface CaseRun {
  readonly phase: string;
  readonly message: string;
  /** A node by its whole name, its short one (without the workflow's), or its display name. */
  node(name: string): CaseNode;
  /** Short name to phase, in order of creation; the root is "". */
  readonly phases: Readonly<Record<string, string>>;
  /** Short names of the pods in the order in which they were started. */
  readonly pods: readonly string[];
  readonly endMs: number;
  readonly startMs: number;
  readonly status: WorkflowStatus;
  readonly plan: WorkflowPlan;
  readonly run: WorkflowRun;
}

const DEFAULT_DURATION_MS = 10_000;

/** A workflow `wf` that starts with the template `main`, and has a template `pod`. */
export function manifestOf(templates: string, spec = ""): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf, namespace: lab }
spec:
  entrypoint: main
${spec.replace(/^(?=.)/gm, "  ")}
  templates:
${templates.replace(/^(?=.)/gm, "    ")}
    - { name: pod, container: { image: a } }
`;
}

export function planCase({ yaml, templates = "", spec = "", unchecked = false }: Case) {
  const text = yaml ?? manifestOf(templates, spec);
  const workflow: Workflow = unchecked
    ? readUnchecked(text)
    : unwrap(readWorkflow(text, "case.yaml"));
  return planWorkflow(workflow);
}

export function runCase(given: Case): CaseRun {
  const plan = planCase(given);
  const pods: string[] = [];
  const asked = new Map<string, number>();
  const { run, startMs, endMs } = runOnVirtualClock(
    plan,
    {
      pod(_plan, _run, node) {
        pods.push(shortName(plan, node.name));
        return outcomeOf(plan, node, given.outcomes ?? {}, asked);
      },
      resume(_plan, _run, node, ownMs) {
        const [, found] = lookUp(plan, node, given.resumes ?? {}) ?? [];
        if (found === undefined && ownMs !== undefined) return undefined;
        return { afterMs: 60_000, outputs: {}, ...found };
      },
    },
    given,
  );
  const status = workflowStatus(plan, run);
  return {
    phase: run.phase,
    message: run.message,
    node: (name) => caseNode(plan, run, status, name),
    phases: Object.fromEntries(
      run.nodes.map(({ name, phase }) => [shortName(plan, name), phase] as const),
    ),
    pods,
    startMs,
    endMs,
    status,
    plan,
    run,
  };
}

function outcomeOf(
  plan: WorkflowPlan,
  node: WorkflowNode,
  outcomes: Outcomes,
  asked: Map<string, number>,
): VirtualOutcome {
  const [key, found = {}] = lookUp(plan, node, outcomes) ?? [""];
  const turn = asked.get(key) ?? 0;
  asked.set(key, turn + 1);
  const outcome: Outcome = Array.isArray(found)
    ? (found[Math.min(turn, found.length - 1)] as Outcome)
    : (found as Outcome);
  const exitCode = outcome.exitCode ?? (outcome.phase === "Failed" ? 1 : 0);
  const declared = plan.templates[node.template]?.outputs ?? [];
  const without = declared.filter((output) => output.default === undefined);
  const empty = without.map(({ name }) => [name, ""] as const);
  return {
    durationMs: DEFAULT_DURATION_MS,
    phase: exitCode === 0 ? "Succeeded" : "Failed",
    message: "",
    result: "",
    ...outcome,
    exitCode,
    parameters: { ...Object.fromEntries(empty), ...outcome.parameters },
  };
}

/** Attempts of a retry are asked for under the name of the node that they are attempts of, too. */
function lookUp<T>(
  plan: WorkflowPlan,
  node: WorkflowNode,
  table: Readonly<Record<string, T>>,
): readonly [string, T] | undefined {
  const short = shortName(plan, node.name);
  const whole = node.flag?.retried === true ? short.replace(/\(\d+\)$/, "") : short;
  const last = whole.replace(/^.*\.(?=[^)]*(\(|$))/, "");
  const names = [short, whole, node.displayName, last, last.replace(/\(.*$/, "")];
  const template = plan.templates[node.template]?.name ?? "";
  const key = [...names, template].find((name) => Object.hasOwn(table, name));
  return key === undefined ? undefined : [key, table[key] as T];
}

function caseNode(
  plan: WorkflowPlan,
  run: WorkflowRun,
  status: WorkflowStatus,
  name: string,
): CaseNode {
  const names = [
    (node: WorkflowNode) => node.name,
    (node: WorkflowNode) => shortName(plan, node.name),
    (node: WorkflowNode) => node.displayName,
  ];
  const state = names.flatMap((nameOf) => run.nodes.filter((node) => nameOf(node) === name))[0];
  if (state === undefined) {
    const known = run.nodes.map((node) => shortName(plan, node.name)).join(", ");
    throw new Error(`no node '${name}' among: ${known}`);
  }
  const { inputs, outputs, children: _, ...rest } = status.nodes[state.index] as NodeStatus;
  return {
    ...rest,
    children: state.children.map((each) => shortName(plan, run.nodes[each]?.name ?? "")),
    inputs: valuesOf(inputs?.parameters),
    outputs: valuesOf(outputs?.parameters),
    ...(outputs?.result === undefined ? {} : { result: outputs.result }),
    ...(outputs?.exitCode === undefined ? {} : { exitCode: outputs.exitCode }),
    state,
  };
}

function valuesOf(list: readonly { name: string; value?: string }[] = []) {
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

function shortName(plan: WorkflowPlan, name: string): string {
  return name.startsWith(plan.name) ? name.slice(plan.name.length).replace(/^\./, "") : name;
}
