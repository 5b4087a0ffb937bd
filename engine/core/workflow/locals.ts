/** What only a node itself knows: its names, and for retries the attempt before. */
import { namesOfAttempt } from "./attempt.ts";
import { podName } from "./node-id.ts";
import type { PlannedTemplate } from "./plan.ts";
import type { Opening, WorkflowNode } from "./state.ts";
import type { Stage } from "./templating/render.ts";
import type { Work } from "./work.ts";

export type Locals = Stage;

/** A node, or what becomes one. */
export type Named = Pick<Opening, "name" | "call" | "boundary" | "item" | "hook"> &
  Pick<WorkflowNode, "flag"> &
  Partial<Pick<WorkflowNode, "parent" | "index">>;

const NOTHING: ReadonlyMap<string, string> = new Map();
const NAMES = ["node.name", "tasks.name", "steps.name", "pod.name"];
const ATTEMPT = /\(\d+\)$/;
const SEPARATOR = /^(\[\d+\])?\./;

/**
 * Names that a node knows about itself; `extra` are those of an attempt. Attempts have the name of
 * the node that they are attempts of, and a pod of their own.
 */
export function localsFor(
  work: Work,
  named: Named,
  template: PlannedTemplate,
  extra: ReadonlyMap<string, string> = NOTHING,
): Locals {
  // Upstream calls the entrypoint, hooks and exit handlers as steps without a name.
  const kind = named.hook === undefined ? work.plan.calls[named.call]?.kind : "step";
  const given =
    extra.size > 0 || named.flag?.retried !== true ? extra : namesOfAttempt(work, named);
  const get = (ref: string): string | undefined => {
    const known = given.get(ref);
    if (known !== undefined) return known;
    if (ref === "node.name") return wholeName(named);
    if (ref === "tasks.name" && kind === "task") return callName(work, named);
    if (ref === "steps.name" && kind !== "task") return callName(work, named);
    return ref === "pod.name" ? podNameOf(work, named, template) : undefined;
  };
  return {
    get,
    *entries() {
      for (const ref of [...given.keys(), ...NAMES]) {
        const value = get(ref);
        if (value !== undefined) yield [ref, value];
      }
    },
  };
}

function wholeName({ name, flag }: Named): string {
  return flag?.retried === true ? name.replace(ATTEMPT, "") : name;
}

/** Items of a loop have the index and the item in their name: `train(0:resnet)`. */
function callName(work: Work, named: Named): string {
  if (named.hook !== undefined) return "";
  if (named.item === undefined) return work.plan.calls[named.call]?.name ?? "";
  const around = work.run.nodes[named.boundary]?.name ?? "";
  return wholeName(named).slice(around.length).replace(SEPARATOR, "");
}

/** Retried nodes have no pod before their first attempt. */
function podNameOf(work: Work, named: Named, template: PlannedTemplate): string | undefined {
  if (template.kind !== "leaf" || template.type !== "Pod") return undefined;
  if (template.retryStrategy !== undefined && named.flag?.retried !== true) return undefined;
  return podName(work.plan.name, template.name, named.name);
}
