/** Where values come from: what names stand for in a template, and what its inputs are given. */
import { own } from "../text/own.ts";
import type { Json } from "../workflow/manifest.ts";
import type {
  PlannedArguments,
  PlannedCall,
  PlannedHook,
  PlannedTemplate,
  WorkflowPlan,
} from "../workflow/plan/plan.ts";
import { parseText, type Text } from "../workflow/templating/text.ts";
import { readExpression } from "./read-expression.ts";
import {
  constant,
  ELEMENT,
  oneOf,
  type Place,
  partOf,
  placeKey,
  type Term,
  UNKNOWN,
} from "./term.ts";
import { UNNOTED } from "./use.ts";

/** Where a text stands: in a template (-1: the workflow itself), in a step or task of it. */
export interface Scope {
  readonly template: number;
  readonly call?: PlannedCall;
}

interface Caller {
  readonly arguments: PlannedArguments;
  readonly scope: Scope;
}

const OF_SIBLING = /^(?:steps|tasks)\.([^.]+)\.outputs\.(result|parameters)(?:\.(.+))?$/;
const INPUT = "inputs.parameters.";
const GLOBAL_OUTPUT = "workflow.outputs.parameters.";
/** Most items of a `withItems` that are looked at. */
const MAX_ITEMS = 64;

/** The calls of a composite template; leaf templates have none. */
export function callsOf(template: PlannedTemplate | undefined): readonly PlannedCall[] {
  if (template?.kind === "steps") return template.groups.flat();
  return template?.kind === "dag" ? template.tasks : [];
}

/** Follows values through the templates of a plan. */
export class Flow {
  readonly plan: WorkflowPlan;
  private readonly callers: readonly Caller[][];
  private readonly calls: readonly ReadonlyMap<string, PlannedCall>[];
  private readonly given = new Map<string, Term>();

  constructor(plan: WorkflowPlan) {
    this.plan = plan;
    const templates = plan.templates.map(callsOf);
    this.calls = templates.map((calls) => new Map(calls.map((call) => [call.name, call])));
    this.callers = plan.templates.map(() => []);
    this.addCaller(plan.entrypoint, { arguments: plan.arguments, scope: { template: -1 } });
    const own = plan.exit === undefined ? plan.hooks : [...plan.hooks, plan.exit];
    this.addHooks(own, { template: -1 });
    for (const [template, calls] of templates.entries()) {
      for (const call of calls) {
        const scope = { template, call };
        this.addCaller(call.holder.position, { arguments: call.arguments, scope });
        this.addHooks(call.hooks, scope);
      }
    }
  }

  /** What a text stands for: a single tag, or what is written there; mixed texts are unknown. */
  term(text: Text, scope: Scope): Term {
    if (text.parts.length === 0) return constant(text.source);
    const [only] = text.parts;
    if (text.parts.length !== 1 || typeof only !== "object") return UNKNOWN;
    if (only.kind === "reference") return this.named(only.ref, scope);
    if (only.kind !== "expression" || only.expression === undefined) return UNKNOWN;
    const lookUp = (name: string) => this.named(name, scope);
    return readExpression(only.expression.root, { lookUp, notebook: UNNOTED });
  }

  /** What a name such as `steps.flip.outputs.result` stands for. */
  named(name: string, scope: Scope): Term {
    if (name.startsWith(INPUT)) {
      return at({ kind: "input", template: scope.template, name: name.slice(INPUT.length) });
    }
    if (name === "item") return this.item(scope, []);
    if (name.startsWith("item.")) return this.item(scope, name.slice(5).split("."));
    const [, sibling, what, parameter] = OF_SIBLING.exec(name) ?? [];
    const call = sibling === undefined ? undefined : this.calls[scope.template]?.get(sibling);
    if (call !== undefined) return outputOf(call, what as "result" | "parameters", parameter);
    if (name.startsWith(GLOBAL_OUTPUT)) return this.global(name.slice(GLOBAL_OUTPUT.length));
    const known = this.plan.globals.get(name);
    return known === undefined ? UNKNOWN : constant(known);
  }

  /** What an input may be: what those who call its template give, else its default. */
  inputTerm(place: Place): Term {
    const key = placeKey(place);
    const known = this.given.get(key);
    if (known !== undefined) return known;
    const { template, name } = place;
    const inputs = this.plan.templates[template]?.inputs.parameters ?? [];
    const fallback = inputs.find((input) => input.name === name)?.value;
    const terms = (this.callers[template] ?? []).map(({ arguments: given, scope }) => {
      const argument = given.parameters.find((each) => each.name === name);
      const text = argument?.value ?? fallback;
      const own = argument?.value === undefined ? { template: -1 } : scope;
      return text === undefined ? UNKNOWN : this.term(text, own);
    });
    const term = oneOf(...terms);
    this.given.set(key, term);
    return term;
  }

  /** What an output of a steps or dag template is; of a suspended node, the input of its name. */
  innerTerm({ template, name }: Place): Term {
    const planned = this.plan.templates[template];
    const output = planned?.outputs.find((each) => each.name === name);
    if (planned === undefined || output === undefined || planned.kind === "leaf") return UNKNOWN;
    const scope = { template };
    if (planned.kind === "suspend") {
      const same = planned.inputs.parameters.some((input) => input.name === name);
      return same ? at({ kind: "input", template, name }) : UNKNOWN;
    }
    if (output.parameter !== undefined) return this.term(output.parameter, scope);
    const parsed =
      output.expression === undefined ? undefined : this.plan.expressions.get(output.expression);
    if (parsed?.program === undefined) return UNKNOWN;
    const lookUp = (ref: string) => this.named(ref, scope);
    return readExpression(parsed.program.root, { lookUp, notebook: UNNOTED });
  }

  private item({ template, call }: Scope, path: readonly string[]): Term {
    const loop = call?.loop;
    if (loop?.kind === "param") {
      return partOf(this.term(loop.text, { template }), ELEMENT, ...path);
    }
    if (loop?.kind !== "items") return UNKNOWN;
    const items = loop.items.slice(0, MAX_ITEMS).map((item) => partOfItem(item, path));
    return oneOf(...items.map((item) => this.written(item, { template })));
  }

  /** A value of `withItems`, which may hold tags. */
  private written(item: Json | undefined, scope: Scope): Term {
    if (typeof item === "string") return this.term(parseText(item), scope);
    return typeof item === "number" || typeof item === "boolean" ? constant(item) : UNKNOWN;
  }

  private global(name: string): Term {
    const places = this.plan.templates.flatMap((template, position) =>
      template.outputs
        .filter(({ globalName }) => globalName === name)
        .map((output) => at({ kind: "output", template: position, name: output.name })),
    );
    return oneOf(...places);
  }

  private addCaller(template: number, caller: Caller): void {
    this.callers[template]?.push(caller);
  }

  private addHooks(hooks: readonly PlannedHook[], scope: Scope): void {
    for (const hook of hooks) {
      this.addCaller(hook.holder.position, { arguments: hook.arguments, scope });
    }
  }
}

/** `outputs.<what>` of a step or task; of a loop these are lists. */
function outputOf(call: PlannedCall, what: "result" | "parameters", name = ""): Term {
  const template = call.holder.position;
  if (template < 0) return UNKNOWN;
  if (call.loop === undefined) {
    if (what === "parameters" && name === "") return UNKNOWN;
    return at({ kind: what === "result" ? "result" : "output", template, name });
  }
  if (what === "result") return at({ kind: "results", template, name });
  return at({ kind: name === "" ? "allOutputs" : "outputs", template, name });
}

function at(place: Place): Term {
  return place.template < 0 ? UNKNOWN : { refs: [{ place, path: [] }], constants: [] };
}

function partOfItem(item: Json, path: readonly string[]): Json | undefined {
  let part: Json | undefined = item;
  for (const key of path) {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return undefined;
    part = own(part as Readonly<Record<string, Json>>, key);
  }
  return part;
}
