/** What the checks of one document share: the report, the library, the templates still to check. */
import { nearest } from "../../../core/text/nearest.ts";
import { type Library, type PlacedTemplate, type Scope, scopeKey } from "../read/library.ts";
import { below, type Place } from "../read/manifest-document.ts";
import { Report, suggestion } from "../read/report.ts";
import type { HookBody } from "../schema/calls.ts";
import type { SpecBody } from "../schema/spec.ts";
import type { TemplateBody } from "../schema/template.ts";
import type { Globals } from "./globals.ts";
import { hasTag } from "./tags.ts";
import type { Scoped } from "./variables.ts";

/** A template to check; inline ones see the variables of the template that holds them. */
export interface Visit extends PlacedTemplate {
  readonly scope: Scope;
  readonly parent?: Scoped;
}

/** A template that is called; `missing` when it should be there and is not. */
export interface Callee {
  readonly body?: TemplateBody;
  readonly missing: boolean;
}

export class Lint {
  readonly report = new Report();
  readonly library: Library;
  readonly globals: Globals;
  /** Of the workflow, which its templates inherit. */
  readonly spec: Pick<SpecBody, "templateDefaults" | "retryStrategy">;
  private readonly seen = new Set<string>();
  private readonly pending: Visit[] = [];

  constructor(library: Library, globals: Globals, spec: SpecBody) {
    this.library = library;
    this.globals = globals;
    this.spec = spec;
  }

  /** Notes a template to be checked, once for each scope and name. */
  visit(scope: Scope, name: string): void {
    const template = scope.templates.get(name);
    const id = `${scope.key}/${name}`;
    if (template === undefined || this.seen.has(id)) return;
    this.seen.add(id);
    this.pending.push({ ...template, scope });
  }

  visitInline(visit: Visit): void {
    this.pending.push(visit);
  }

  next(): Visit | undefined {
    return this.pending.pop();
  }

  /** The template that a step, task or hook calls by name or reference; noted to be checked. */
  callee(scope: Scope, { template, templateRef }: HookBody, place: Place): Callee {
    if (templateRef === undefined)
      return this.named(scope, template ?? "", below(place, "template"));
    const at = below(place, "templateRef");
    const { name = "", clusterScope = false } = templateRef;
    for (const field of ["name", "template"] as const) {
      if ((templateRef[field] ?? "") !== "") continue;
      const hint = `Add '${field}' to the reference.`;
      this.report.error("argo/missing", below(at, field), `'${field}' is missing`, hint);
      return { missing: true };
    }
    if (hasTag(name)) return { missing: false };
    const other = this.library.scope(templateRef);
    if (other !== undefined) {
      return this.named(other, templateRef.template ?? "", below(at, "template"));
    }
    this.missingResource(name, clusterScope, below(at, "name"));
    return { missing: true };
  }

  named(scope: Scope, name: string, place: Place): Callee {
    if (hasTag(name)) return { missing: false };
    const template = scope.templates.get(name);
    if (template !== undefined) {
      this.visit(scope, name);
      return { body: template.body, missing: false };
    }
    const where = scope.key === "local/" ? "" : ` in ${scope.key}`;
    const hint = suggestion(name, scope.templates.keys());
    this.report.error("argo/no-template", place, `there is no template '${name}'${where}`, hint);
    return { missing: true };
  }

  missingResource(name: string, clusterScope: boolean, place: Place): void {
    const kind = clusterScope ? "ClusterWorkflowTemplate" : "WorkflowTemplate";
    const other = scopeKey(name, !clusterScope);
    const hint = () => {
      if (this.library.scope({ name, clusterScope: !clusterScope }) !== undefined) {
        return `${other} is there: ${clusterScope ? "leave out" : "set"} 'clusterScope'.`;
      }
      const close = nearest(name, this.library.names(clusterScope));
      const meant = close === undefined ? "" : `Did you mean '${close}'? Else `;
      return `${meant}${meant === "" ? "Give" : "give"} the file that defines it.`;
    };
    this.report.error("argo/no-template", place, `there is no ${kind} '${name}'`, hint);
  }
}
