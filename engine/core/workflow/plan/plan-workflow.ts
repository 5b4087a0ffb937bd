/** Prepares a workflow for running; see plan.ts for what comes out. */
import { MAX_TEMPLATE_DEPTH } from "../../limits.ts";
import type { Workflow } from "../manifest.ts";
import { ExpressionCache } from "./expression-cache.ts";
import { staticGlobals } from "./globals.ts";
import type { PlannedCall, PlannedTemplate, WorkflowPlan } from "./plan.ts";
import { planArguments, planHooks } from "./plan-call.ts";
import { planTemplate } from "./plan-template.ts";
import type { Planning } from "./planning.ts";

export interface PlanOptions {
  /** Deepest nesting of templates; Argo's controller stops at 100. */
  readonly maxDepth?: number;
}

/** Prepares a valid workflow (see formats/argo/validate); what is unknown ends as a node in Error. */
export function planWorkflow(workflow: Workflow, options: PlanOptions = {}): WorkflowPlan {
  const positions = new Map<string, number>();
  for (const [index, { scope, name }] of workflow.templates.entries()) {
    const key = `${scope}#${name}`;
    if (!positions.has(key)) positions.set(key, index);
  }
  const find = (scope: string, name: string) => positions.get(`${scope}#${name}`) ?? -1;
  const calls: PlannedCall[] = [];
  const templates: PlannedTemplate[] = [];
  const planning: Planning = {
    workflow,
    find,
    calls,
    addInline(template) {
      const position = templates.length;
      templates.length += 1;
      templates[position] = planTemplate(planning, template);
      return position;
    },
  };
  // Inline templates are put behind those that have a name, so these keep their places first.
  templates.length = workflow.templates.length;
  for (const [index, template] of workflow.templates.entries()) {
    templates[index] = planTemplate(planning, template);
  }
  const hooks = planHooks(planning, workflow.hooks, workflow.onExit, workflow.scope);
  const exit = hooks.find(({ name }) => name === "exit");
  return {
    workflow,
    name: workflow.name,
    entrypoint: find(workflow.scope, workflow.entrypoint),
    templates,
    calls,
    arguments: planArguments(workflow.arguments),
    hooks: hooks.filter((hook) => hook !== exit),
    ...(exit === undefined ? {} : { exit }),
    watchesStarts: watchesStarts(templates, calls) || hooks.some(({ name }) => name !== "exit"),
    limitsTime: templates.some(limitsTime),
    globals: staticGlobals(workflow),
    expressions: new ExpressionCache(),
    maxDepth: options.maxDepth ?? MAX_TEMPLATE_DEPTH,
    find,
  };
}

function limitsTime({ timeout, activeDeadlineSeconds, retryStrategy }: PlannedTemplate): boolean {
  const longest = retryStrategy?.backoff?.maxDuration;
  return timeout !== undefined || activeDeadlineSeconds !== undefined || longest !== undefined;
}

function watchesStarts(
  templates: readonly PlannedTemplate[],
  calls: readonly PlannedCall[],
): boolean {
  const special = templates.some(
    (each) => each.daemon || (each.kind === "leaf" && each.containers.length > 0),
  );
  return special || calls.some(({ hooks }) => hooks.some(({ name }) => name !== "exit"));
}
