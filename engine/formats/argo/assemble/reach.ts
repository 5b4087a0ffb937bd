/** Finds every template that a run may come to, in all scopes. */
import type { Template } from "../../../core/workflow/manifest.ts";
import type { Library, Scope } from "../read/library.ts";
import type { HookBody } from "../schema/calls.ts";
import type { SpecBody } from "../schema/spec.ts";
import type { TemplateBody } from "../schema/template.ts";
import { type TemplateSettings, toTemplate } from "./template.ts";

/** All templates of the scope itself, and those of others that calls lead to, in the order found. */
export function reachableTemplates(home: Scope, spec: SpecBody, library: Library): Template[] {
  const { templateDefaults: defaults, podResources } = spec;
  const settings = { defaults, podResources, scheduling: spec };
  const walk = new Walk(library, settings);
  for (const name of home.templates.keys()) walk.visit(home, name);
  for (const hook of Object.values(spec.hooks ?? {})) walk.follow(home, hook);
  walk.run();
  return walk.found;
}

class Walk {
  readonly found: Template[] = [];
  private readonly seen = new Set<string>();
  private readonly pending: (readonly [Scope, TemplateBody])[] = [];
  private readonly library: Library;
  private readonly settings: TemplateSettings;

  constructor(library: Library, settings: TemplateSettings) {
    this.library = library;
    this.settings = settings;
  }

  visit(scope: Scope, name: string): void {
    const id = `${scope.key}/${name}`;
    const template = scope.templates.get(name);
    if (template === undefined || this.seen.has(id)) return;
    this.seen.add(id);
    this.found.push(toTemplate(template.body, name, scope.key, this.settings));
    this.pending.push([scope, template.body]);
  }

  follow(scope: Scope, call: HookBody): void {
    const { template, templateRef } = call;
    if (templateRef !== undefined) {
      const other = this.library.scope(templateRef);
      if (other !== undefined) this.byName(other, templateRef.template ?? "");
    } else if (template !== undefined) this.byName(scope, template);
  }

  /** A name with tags may turn out to be any. */
  private byName(scope: Scope, name: string): void {
    if (!name.includes("{{")) this.visit(scope, name);
    else for (const each of scope.templates.keys()) this.visit(scope, each);
  }

  run(): void {
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
      const [scope, body] = next;
      for (const call of [...(body.steps ?? []).flat(), ...(body.dag?.tasks ?? [])]) {
        this.follow(scope, call);
        if (call.onExit !== undefined) this.byName(scope, call.onExit);
        for (const hook of Object.values(call.hooks ?? {})) this.follow(scope, hook);
        if (call.inline !== undefined) this.pending.push([scope, call.inline]);
      }
    }
  }
}
