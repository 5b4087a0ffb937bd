/** What a run is made from: a Workflow, a WorkflowTemplate, or the workflow of a CronWorkflow. */

import { type Library, type Scope, scopeOf, specScope } from "../read/library.ts";
import {
  generatedName,
  type ManifestDocument,
  type SpecDocument,
} from "../read/manifest-document.ts";
import type { SpecBody } from "../schema/spec.ts";
import { joinSpec } from "./join-spec.ts";

export type RunnableDocument = Exclude<
  ManifestDocument,
  { kind: "ConfigMap" | "WorkflowEventBinding" }
>;

export interface RunSource {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** The spec as written, and its templates. */
  readonly written: Scope;
  /** Where `entrypoint` and `onExit` are looked for; undefined: the WorkflowTemplate is not known. */
  readonly home: Scope | undefined;
  /** The spec over that of the WorkflowTemplate it refers to. */
  readonly spec: SpecBody;
}

const LABELS = {
  CronWorkflow: "workflows.argoproj.io/cron-workflow",
  WorkflowTemplate: "workflows.argoproj.io/workflow-template",
  ClusterWorkflowTemplate: "workflows.argoproj.io/cluster-workflow-template",
} as const;

export function isRunnable(document: ManifestDocument): document is RunnableDocument {
  return document.kind !== "ConfigMap" && document.kind !== "WorkflowEventBinding";
}

export function runSource(document: RunnableDocument, library: Library): RunSource {
  const written = document.kind === "CronWorkflow" ? cronScope(document) : scopeOf(document);
  const ref = written.spec.workflowTemplateRef;
  const home = ref === undefined ? written : library.scope(ref);
  const spec =
    home === undefined || ref === undefined ? written.spec : joinSpec(written.spec, home.spec);
  const head = headOf(document);
  const { labels, annotations } = spec.workflowMetadata ?? {};
  return {
    ...head,
    namespace: document.namespace,
    labels: { ...head.labels, ...labels },
    annotations: { ...head.annotations, ...annotations },
    written,
    home,
    spec,
  };
}

function cronScope(document: Extract<ManifestDocument, { kind: "CronWorkflow" }>): Scope {
  const place = { locate: document.locate, path: ["spec", "workflowSpec"] };
  return specScope("local/", document.spec.workflowSpec, place);
}

/** Runs of what is stored in a cluster have names and labels of their own, as `argo submit --from` gives. */
function headOf(document: RunnableDocument): Pick<RunSource, "name" | "labels" | "annotations"> {
  const { kind } = document;
  if (kind === "Workflow") return document satisfies SpecDocument;
  const own = kind === "CronWorkflow" ? document.spec.workflowMetadata : undefined;
  return {
    name: generatedName(`${document.name}-`),
    labels: { ...own?.labels, [LABELS[kind]]: document.name },
    annotations: own?.annotations ?? {},
  };
}
