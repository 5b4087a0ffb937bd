/** Goes through all texts of a plan that steer it, and notes what they read. */
import type { Json } from "../workflow/manifest.ts";
import type {
  PlannedArguments,
  PlannedCall,
  PlannedHook,
  PlannedTemplate,
} from "../workflow/plan/plan.ts";
import { parseText, type Tag, type Text } from "../workflow/templating/text.ts";
import { callsOf, type Flow, type Scope } from "./flow.ts";
import { reachOf } from "./reach.ts";
import { readCondition } from "./read-condition.ts";
import { readExpression } from "./read-expression.ts";
import type { Term } from "./term.ts";
import { type Notebook, noteTruth, type Use } from "./use.ts";

const THE_WORKFLOW: Scope = { template: -1 };
/** Beginnings of what stands in a condition in place of a tag, and the number behind the first. */
const WORD = "tag";
const NUMBER = "907";
const FIRST = 1_000;

/** Notes the uses in every template that can be reached. */
export function scanPlan(flow: Flow, notebook: Notebook): void {
  new Scan(flow, notebook).plan();
}

class Scan {
  private readonly flow: Flow;
  private readonly notebook: Notebook;
  private readonly reach: ReturnType<typeof reachOf>;

  constructor(flow: Flow, notebook: Notebook) {
    this.flow = flow;
    this.notebook = notebook;
    this.reach = reachOf(flow.plan);
  }

  plan(): void {
    const { plan } = this.flow;
    this.arguments(plan.arguments, THE_WORKFLOW);
    for (const hook of plan.hooks) this.hook(hook, THE_WORKFLOW);
    if (plan.exit !== undefined) this.hook(plan.exit, THE_WORKFLOW);
    for (const position of this.reach.all) {
      const template = plan.templates[position];
      if (template !== undefined) this.template(template, position);
    }
  }

  private template(template: PlannedTemplate, position: number): void {
    const scope = { template: position };
    for (const call of callsOf(template)) this.call(call, { ...scope, call });
    for (const { parameter, expression } of template.outputs) {
      if (parameter !== undefined) this.text(parameter, scope);
      if (expression !== undefined) this.expression(expression, scope);
    }
    for (const { fromExpression } of template.outputArtifacts) {
      if (fromExpression !== undefined) this.expression(fromExpression, scope);
    }
    const { retryStrategy: retry, memoize } = template;
    const { duration, factor, maxDuration, cap } = retry?.backoff ?? {};
    for (const text of [retry?.limit, duration, factor, maxDuration, cap, memoize?.key]) {
      if (text?.includes("{{")) this.read(parseText(text), scope, { kind: "number" });
    }
    if (retry?.expression) this.expression(retry.expression, scope);
    if (template.kind === "suspend" && template.duration !== undefined) {
      this.read(template.duration, scope, { kind: "number" });
    }
    if (template.kind === "leaf") this.body(template.body, scope);
  }

  private call(call: PlannedCall, scope: Scope): void {
    const { when, loop, arguments: given, hooks } = call;
    if (when !== undefined) this.condition(when, scope);
    // A loop that comes back to the template it stands in must become shorter.
    const short = this.reach.from(call.holder.position).has(scope.template);
    if (loop?.kind === "param") this.read(loop.text, scope, { kind: "list", short });
    if (loop?.kind === "sequence") {
      const { count, start, end } = loop.sequence;
      if (start !== undefined) this.read(start, scope, { kind: "start" });
      for (const text of [count, end]) {
        if (text !== undefined) this.read(text, scope, { kind: "count", short });
      }
    }
    if (loop !== undefined && call.capturesResult && call.holder.position >= 0) {
      const place = { kind: "result", template: call.holder.position, name: "" } as const;
      this.notebook.note({ refs: [{ place, path: [] }], constants: [] }, { kind: "json" });
    }
    this.arguments(given, scope);
    for (const hook of hooks) this.hook(hook, scope);
  }

  private hook(hook: PlannedHook, scope: Scope): void {
    if (hook.expression) this.expression(hook.expression, scope);
    this.arguments(hook.arguments, scope);
  }

  private arguments({ parameters, artifacts }: PlannedArguments, scope: Scope): void {
    for (const { value } of parameters) if (value !== undefined) this.text(value, scope);
    for (const { from, fromExpression, subPath } of artifacts) {
      if (from !== undefined) this.text(from, scope);
      if (subPath !== undefined) this.text(subPath, scope);
      if (fromExpression !== undefined) this.expression(fromExpression, scope);
    }
  }

  /** A text whose whole value is used in one way. */
  private read(text: Text, scope: Scope, use: Use): void {
    this.text(text, scope);
    this.notebook.note(this.flow.term(text, scope), use);
  }

  /** The tags of a text that is filled in. */
  private text(text: Text, scope: Scope): void {
    for (const part of text.parts) if (typeof part === "object") this.tag(part, scope);
  }

  private tag(tag: Tag, scope: Scope): Term {
    if (tag.kind !== "expression") return this.named(tag.ref.trim(), scope);
    const lookUp = (name: string) => this.named(name, scope);
    const { expression } = tag;
    if (expression === undefined) return { refs: [], constants: [] };
    return readExpression(expression.root, { lookUp, notebook: this.notebook });
  }

  /** Keys of a loop's item are there because they are named. */
  private named(name: string, scope: Scope): Term {
    const term = this.flow.named(name, scope);
    if (name.startsWith("item.")) this.notebook.note(term, { kind: "present" });
    return term;
  }

  private condition(text: Text, scope: Scope): void {
    const [only] = text.parts;
    if (text.parts.length === 1 && typeof only === "object" && only.kind === "expression") {
      return noteTruth(this.notebook, this.tag(only, scope));
    }
    const { written, tags } = this.withWords(text, scope, WORD);
    for (const term of bare(written, tags)) this.notebook.note(term, { kind: "word" });
    if (readCondition(written, tags, this.notebook)) return;
    // A sign or a `!` stands before numbers, never before words.
    const numbered = this.withWords(text, scope, NUMBER);
    readCondition(numbered.written, numbered.tags, this.notebook);
  }

  /** An expression outside of tags, which may still hold some. */
  private expression(source: string, scope: Scope): void {
    const { written, tags } = this.withWords(parseText(source), scope, WORD);
    const { program } = this.flow.plan.expressions.get(written);
    const lookUp = (name: string) => this.named(name, scope);
    if (program !== undefined) {
      readExpression(program.root, { lookUp, notebook: this.notebook, tags });
    }
  }

  /** Puts a word in place of each tag, since its value is not known yet. */
  private withWords({ source, parts }: Text, scope: Scope, start: string) {
    const tags = new Map<string, Term>();
    if (parts.length === 0) return { written: source, tags };
    let prefix = start;
    while (source.includes(prefix)) prefix += start.at(-1);
    const words = parts.map((part) => {
      if (typeof part === "string") return part;
      const word = `${prefix}${FIRST + tags.size}`;
      tags.set(word, this.tag(part, scope));
      return word;
    });
    return { written: words.join(""), tags };
  }

  /** Expressions in what a pod is told to do. */
  private body(json: Json | undefined, scope: Scope): void {
    if (typeof json === "string") {
      if (json.includes("{{=")) this.text(parseText(json), scope);
    } else if (typeof json === "object" && json !== null) {
      for (const each of Object.values(json)) this.body(each, scope);
    }
  }
}

/** Those whose word stands outside of quotes. */
function bare(written: string, tags: ReadonlyMap<string, Term>): Term[] {
  return [...tags].flatMap(([word, term]) => {
    const quotes = written.slice(0, written.indexOf(word)).match(/['"]/g)?.length ?? 0;
    return quotes % 2 === 0 ? [term] : [];
  });
}
