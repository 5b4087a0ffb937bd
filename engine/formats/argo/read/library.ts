/** The WorkflowTemplates and ConfigMaps that a workflow may refer to, and the templates in them. */
import type { SpecBody } from "../schema/spec.ts";
import type { TemplateBody } from "../schema/template.ts";
import {
  below,
  type ManifestDocument,
  type Place,
  type SpecDocument,
} from "./manifest-document.ts";

/** Where a template is looked for by its name alone. */
export interface Scope {
  /** `local/`, `namespaced/<name>` or `cluster/<name>`. */
  readonly key: string;
  readonly spec: SpecBody;
  /** Of the spec. */
  readonly place: Place;
  /** By name; of templates with the same name, the first. */
  readonly templates: ReadonlyMap<string, PlacedTemplate>;
}

export interface PlacedTemplate {
  readonly body: TemplateBody;
  readonly place: Place;
}

export interface ResourceRef {
  readonly name?: string | undefined;
  readonly clusterScope?: boolean | undefined;
}

export class Library {
  private readonly scopes = new Map<string, Scope>();
  readonly configMaps: Readonly<Record<string, Readonly<Record<string, string>>>>;

  /** Of documents with the same kind and name, the first counts. */
  constructor(documents: readonly ManifestDocument[]) {
    const configMaps = new Map<string, Readonly<Record<string, string>>>();
    for (const document of documents) {
      if (document.kind === "ConfigMap" && !configMaps.has(document.name)) {
        configMaps.set(document.name, document.data);
      }
      if (document.kind !== "WorkflowTemplate" && document.kind !== "ClusterWorkflowTemplate")
        continue;
      const scope = scopeOf(document);
      if (!this.scopes.has(scope.key)) this.scopes.set(scope.key, scope);
    }
    this.configMaps = Object.fromEntries(configMaps);
  }

  scope({ name, clusterScope }: ResourceRef): Scope | undefined {
    return this.scopes.get(scopeKey(name ?? "", clusterScope === true));
  }

  /** Names of the WorkflowTemplates of a kind. */
  names(clusterScope: boolean): string[] {
    const prefix = scopeKey("", clusterScope);
    return [...this.scopes.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  }
}

export function scopeKey(name: string, clusterScope: boolean): string {
  return `${clusterScope ? "cluster" : "namespaced"}/${name}`;
}

/** The scope of a document's own templates. */
export function scopeOf(document: SpecDocument): Scope {
  const place = { locate: document.locate, path: ["spec"] };
  const key =
    document.kind === "Workflow"
      ? "local/"
      : scopeKey(document.name, document.kind === "ClusterWorkflowTemplate");
  return specScope(key, document.spec, place);
}

export function specScope(key: string, spec: SpecBody, place: Place): Scope {
  const templates = new Map<string, PlacedTemplate>();
  (spec.templates ?? []).forEach((body, index) => {
    const name = body.name ?? "";
    if (templates.has(name)) return;
    templates.set(name, { body, place: below(place, "templates", index) });
  });
  return { key, spec, place, templates };
}
