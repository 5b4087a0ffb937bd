/** What only a node itself knows: its names, and for retries the attempt before. */
import { namesOfAttempt } from "../node/attempt.ts";
import { podName } from "../node/node-id.ts";
import type { PlannedTemplate } from "../plan/plan.ts";
import type { Opening, WorkflowNode } from "../state.ts";
import type { Stage } from "../templating/render.ts";
import type { Work } from "../work.ts";

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
  extra?: ReadonlyMap<string, string>,
): Locals {
  return new OwnNames(work, named, template, extra);
}

/** Looked up one by one: most nodes are never asked. */
class OwnNames implements Stage {
  private readonly work: Work;
  private readonly named: Named;
  private readonly template: PlannedTemplate;
  private extra: ReadonlyMap<string, string> | undefined;

  constructor(
    work: Work,
    named: Named,
    template: PlannedTemplate,
    extra: ReadonlyMap<string, string> | undefined,
  ) {
    this.work = work;
    this.named = named;
    this.template = template;
    this.extra = extra;
  }

  get(ref: string): string | undefined {
    const { work, named } = this;
    const known = this.ofAttempt().get(ref);
    if (known !== undefined) return known;
    if (ref === "node.name") return wholeName(named);
    // Upstream calls the entrypoint, hooks and exit handlers as steps without a name.
    const kind = named.hook === undefined ? work.plan.calls[named.call]?.kind : "step";
    if (ref === "tasks.name" && kind === "task") return callName(work, named);
    if (ref === "steps.name" && kind !== "task") return callName(work, named);
    return ref === "pod.name" ? podNameOf(work, named, this.template) : undefined;
  }

  *entries(): Iterable<readonly [string, string]> {
    for (const ref of [...this.ofAttempt().keys(), ...NAMES]) {
      const value = this.get(ref);
      if (value !== undefined) yield [ref, value];
    }
  }

  private ofAttempt(): ReadonlyMap<string, string> {
    const retried = this.named.flag?.retried === true;
    this.extra ??= retried ? namesOfAttempt(this.work, this.named) : NOTHING;
    return this.extra;
  }
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
