/** One document of a manifest file: its kind, its names, what it holds, and where that stands. */
import type { Path, YamlDocument } from "../../yaml/read.ts";
import type { CronSpecBody, EventBindingSpecBody } from "../schema/documents.ts";
import type { SpecBody } from "../schema/spec.ts";

interface DocumentHead {
  /** `metadata.name`, or one made from `metadata.generateName`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly file: string;
  /** File, line and column of a path that begins at the document. */
  readonly locate: YamlDocument["locate"];
}

export interface SpecDocument extends DocumentHead {
  readonly kind: "Workflow" | "WorkflowTemplate" | "ClusterWorkflowTemplate";
  readonly spec: SpecBody;
}
export interface CronDocument extends DocumentHead {
  readonly kind: "CronWorkflow";
  readonly spec: CronSpecBody;
}
export interface EventBindingDocument extends DocumentHead {
  readonly kind: "WorkflowEventBinding";
  readonly spec: EventBindingSpecBody;
}
export interface ConfigMapDocument extends DocumentHead {
  readonly kind: "ConfigMap";
  readonly data: Readonly<Record<string, string>>;
}
export type ManifestDocument =
  | SpecDocument
  | CronDocument
  | EventBindingDocument
  | ConfigMapDocument;

/** What Kubernetes would draw at random; fixed, so that the same file always gives the same nodes. */
const GENERATED_SUFFIX = "x7k2p";
const MAX_NAME = 63;

/** `<generateName>x7k2p`, at most 63 characters, as the API server makes names. */
export function generatedName(prefix: string): string {
  return prefix.slice(0, MAX_NAME - GENERATED_SUFFIX.length) + GENERATED_SUFFIX;
}

/** A place in a document, which issues point to. */
export interface Place {
  readonly locate: YamlDocument["locate"];
  readonly path: Path;
}

/** A place further down. */
export function below(place: Place, ...keys: Path): Place {
  return { locate: place.locate, path: [...place.path, ...keys] };
}
