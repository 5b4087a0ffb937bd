/** A pod's template with all of its tags filled in, as Argo's controller hands it to Kubernetes. */

import type { InstantMs } from "../units/units.ts";
import type { Json, JsonObject } from "../workflow/manifest.ts";
import { globalStage } from "../workflow/plan/globals.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import type { WorkflowNode, WorkflowRun } from "../workflow/state.ts";
import { render, type Stage } from "../workflow/templating/render.ts";
import { parseText } from "../workflow/templating/text.ts";
import { localsFor } from "../workflow/values/locals.ts";
import { inputStage } from "../workflow/values/scope.ts";
import { Work } from "../workflow/work.ts";

export type PodBody =
  | { readonly ok: true; readonly body: JsonObject }
  | { readonly ok: false; readonly problem: string };

/** @param atMs scenario time at which the pod starts */
export function podBody(
  plan: WorkflowPlan,
  run: WorkflowRun,
  node: WorkflowNode,
  atMs: InstantMs,
): PodBody {
  const template = plan.templates[node.template];
  if (template === undefined) return { ok: false, problem: `${node.name} has no template` };
  const work = new Work(plan, run, atMs);
  const stages = [globalStage(work), localsFor(work, node, template), inputStage(work, node)];
  try {
    return { ok: true, body: filled(template.body, stages, work) as JsonObject };
  } catch (error) {
    if (error instanceof Unfilled) return { ok: false, problem: error.message };
    throw error;
  }
}

class Unfilled extends Error {}

function filled(json: Json, stages: readonly Stage[], work: Work): Json {
  if (typeof json === "string") {
    const rendered = render(parseText(json), stages, work);
    if (!rendered.ok) throw new Unfilled(rendered.problem);
    return rendered.text;
  }
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map((each: Json) => filled(each, stages, work));
  const entries = Object.entries(json as JsonObject);
  return Object.fromEntries(entries.map(([key, value]) => [key, filled(value, stages, work)]));
}
