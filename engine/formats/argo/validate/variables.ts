/** The variables that one template sees: its inputs, outputs of what it calls, items of loops. */
import { isLeaf, kindsOf } from "../assemble/template.ts";
import type { Place } from "../read/manifest-document.ts";
import type { StepBody, TemplateBody } from "../schema/template.ts";
import type { Globals } from "./globals.ts";

/** Tags that begin otherwise are left as they are, as upstream does. */
const ROOTS = /^(?:item|steps|inputs|outputs|pod|workflow|tasks)\./;
const POD_KINDS = ["container", "containerSet", "script", "resource", "data"];
const NODE_FIELDS = ["id", "startedAt", "finishedAt", "hostNodeName"];

/** A step or task that others may refer to. */
export interface Called {
  /** Undefined: which template it calls is known only when it runs, or never. */
  readonly callee: TemplateBody | undefined;
  /** The template could not be found; that is an issue of its own. */
  readonly missing: boolean;
  readonly loop: boolean;
  /** Its outputs can be seen, and not just its status. */
  outputs: boolean;
}

/** Knows what a tag may refer to. */
export interface Scoped {
  known(tag: string, place: Place): boolean;
}

export class Variables implements Scoped {
  readonly steps: Map<string, Called> = new Map();
  readonly tasks: Map<string, Called> = new Map();
  private readonly globals: Globals;
  private readonly inputs: ReadonlySet<string>;
  private readonly pod: boolean;
  private readonly parent: Scoped | undefined;
  private readonly items = new Items();

  /** @param parent variables of the template that holds this one inline */
  constructor(globals: Globals, body: TemplateBody, parent?: Scoped) {
    this.globals = globals;
    this.parent = parent;
    const [kind] = kindsOf(body);
    const leaf = kind !== undefined && isLeaf(kind);
    this.pod = kind !== undefined && POD_KINDS.includes(kind);
    const { parameters = [], artifacts = [] } = body.inputs ?? {};
    this.inputs = new Set([
      ...(parameters.length > 0 ? ["inputs.parameters"] : []),
      ...parameters.map(({ name }) => `inputs.parameters.${name}`),
      ...artifacts.map(({ name }) => `inputs.artifacts.${name}`),
      ...(leaf ? artifacts.map(({ name }) => `inputs.artifacts.${name}.path`) : []),
    ]);
  }

  addItems(call: StepBody): void {
    this.items.add(call);
  }

  known(tag: string, place: Place): boolean {
    const [root] = ROOTS.exec(tag) ?? [];
    const found =
      root === undefined ||
      (root === "workflow." && this.globals.known(tag, place)) ||
      root === "outputs." ||
      (root === "pod." && this.pod && tag === "pod.name") ||
      (root === "inputs." && this.inputs.has(tag)) ||
      (root === "item." && this.items.has(tag)) ||
      (root === "steps." && knownCall(tag, this.steps)) ||
      (root === "tasks." && knownCall(tag, this.tasks));
    return found || this.parent?.known(tag, place) === true;
  }
}

/** What one task sees: the same, the items of its own loop, and the status of some tasks only. */
export class TaskVariables implements Scoped {
  private readonly shared: Variables;
  private readonly items = new Items();
  private readonly seesStatus: (task: string) => boolean;

  constructor(shared: Variables, task: StepBody, seesStatus: (task: string) => boolean) {
    this.shared = shared;
    this.items.add(task);
    this.seesStatus = seesStatus;
  }

  known(tag: string, place: Place): boolean {
    const [root, name = "", field] = tag.split(".");
    if (root === "tasks" && field === "status" && !this.seesStatus(name)) return false;
    return this.items.has(tag) || this.shared.known(tag, place);
  }
}

/** The `item.…` of loops. */
class Items {
  private readonly names = new Set<string>();
  private any = false;

  add({ withItems, withParam = "" }: StepBody): void {
    // What a list holds that is only known when it runs cannot be checked.
    if (withParam !== "") this.any = true;
    for (const item of withItems ?? []) {
      if (typeof item !== "object" || item === null) continue;
      const list = Array.isArray(item)
        ? [...item.keys()].map((at) => `[${at}]`)
        : Object.keys(item);
      for (const key of list) this.names.add(`item.${key}`);
    }
  }

  has(tag: string): boolean {
    return (this.any && tag.startsWith("item.")) || this.names.has(tag);
  }
}

function knownCall(tag: string, calls: ReadonlyMap<string, Called>): boolean {
  const [, name = "", ...fields] = tag.split(".");
  if (name === "name") return true;
  const call = calls.get(name);
  if (call === undefined) return false;
  const field = fields.join(".");
  if (field === "status") return true;
  if (!call.outputs) return false;
  if (call.missing || NODE_FIELDS.includes(field)) return true;
  return call.callee !== undefined && givesOutput(call.callee, field, call.loop);
}

function givesOutput(callee: TemplateBody, field: string, loop: boolean): boolean {
  const [outputs, kind, ...rest] = field.split(".");
  if (field === "ip") return callee.daemon === true;
  if (field === "exitCode" || field === "outputs.result") return hasResult(callee);
  if (field === "outputs.parameters") return loop;
  if (outputs !== "outputs" || (kind !== "parameters" && kind !== "artifacts")) return false;
  return callee.outputs?.[kind]?.some((each) => each.name === rest.join(".")) === true;
}

function hasResult(callee: TemplateBody): boolean {
  const { container, script, data, http, plugin, containerSet } = callee;
  if ([container, script, data, http, plugin].some((each) => each !== undefined)) return true;
  return containerSet?.containers.some(({ name }) => name === "main") === true;
}
