/** Reads the documents of a manifest file: shapes are checked here, meanings elsewhere. */
import { failure, type Issue, type Result, success } from "../../../core/issue.ts";
import { checkDocument } from "../../yaml/check.ts";
import { readKubernetesYaml } from "../../yaml/kubernetes.ts";
import type { Path, YamlDocument } from "../../yaml/read.ts";
import {
  type CronSpecBody,
  DOCUMENT_SCHEMAS,
  type EventBindingSpecBody,
  MANIFEST_KINDS,
  type ManifestKind,
  type MetadataBody,
} from "../schema/documents.ts";
import { INERT } from "../schema/rules.ts";
import type { SpecBody } from "../schema/spec.ts";
import { Cleaner } from "./clean.ts";
import { generatedName, type ManifestDocument, type Place } from "./manifest-document.ts";
import { Report } from "./report.ts";

const GUIDE = "docs/schemas/workflow.schema.json";

/**
 * The documents of a text, YAML or JSON, that Lowtide knows; others are left out with a warning.
 *
 * Fails when a document has a field that Argo does not know, or a value of the wrong type.
 */
export function readManifests(text: string, file: string): Result<ManifestDocument[]> {
  const yaml = readKubernetesYaml(text, file);
  if (!yaml.ok) return yaml;
  const documents: ManifestDocument[] = [];
  const issues: Issue[] = [];
  let failed = false;
  for (const part of yaml.value.flatMap(partsOf)) {
    const report = new Report();
    const document = readPart(part, report);
    failed ||= report.failed;
    issues.push(...report.issues);
    if (document !== undefined) documents.push(document);
  }
  if (failed) return failure(issues.filter(({ severity }) => severity === "error"));
  return success(documents, issues);
}

interface Part {
  readonly data: unknown;
  readonly root: Place;
}

/** The document itself, or the items of a `List`. */
function partsOf(document: YamlDocument): Part[] {
  const { locate } = document;
  const { kind, items } = (document.data ?? {}) as { kind?: unknown; items?: unknown };
  if (typeof kind === "string" && /^(?:Cron)?(?:Workflow|WorkflowTemplate)?List$/.test(kind)) {
    const list: unknown[] = Array.isArray(items) ? items : [];
    return list.map((data, index) => ({ data, root: { locate, path: ["items", index] } }));
  }
  return [{ data: document.data, root: { locate, path: [] } }];
}

function readPart({ data, root }: Part, report: Report): ManifestDocument | undefined {
  const kind = kindOf(data);
  if (kind === undefined) {
    const found = (data as { kind?: unknown } | null)?.kind;
    const place = { locate: root.locate, path: [...root.path, "kind"] };
    const hint = `Lowtide reads ${MANIFEST_KINDS.join(", ")}.`;
    if (typeof found === "string") {
      report.warn("argo/kind", place, `a ${found} has no effect here`, hint);
    } else report.error("argo/kind", place, "the document has no kind", hint);
    return undefined;
  }
  const schema = DOCUMENT_SCHEMAS[kind];
  const cleaner = new Cleaner(report);
  const cleaned = cleaner.clean(data, schema, root);
  const locate = (path: Path) => root.locate([...root.path, ...path]);
  const checked = checkDocument({ data: cleaned, locate }, schema, { guide: GUIDE });
  if (!checked.ok) report.add(checked.issues);
  for (const [inert, { place, count }] of cleaner.inert) {
    const times = count === 1 ? "" : ` (${count} times)`;
    const hint = "Nothing to do; the answer does not depend on it.";
    report.warn("argo/inert", place, `${INERT[inert]}${times}`, hint);
  }
  return checked.ok ? toDocument(kind, checked.value, locate) : undefined;
}

function kindOf(data: unknown): ManifestKind | undefined {
  const found = (data as { kind?: unknown } | null)?.kind;
  return MANIFEST_KINDS.find((kind) => kind === found);
}

function toDocument(
  kind: ManifestKind,
  body: Record<string, unknown>,
  locate: YamlDocument["locate"],
): ManifestDocument {
  const metadata = (body.metadata ?? {}) as MetadataBody;
  const head = {
    name: metadata.name ?? generatedName(metadata.generateName ?? "workflow-"),
    namespace: metadata.namespace ?? "default",
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    file: locate([]).file ?? "",
    locate,
  };
  switch (kind) {
    case "ConfigMap":
      return { ...head, kind, data: (body.data ?? {}) as Record<string, string> };
    case "CronWorkflow":
      return { ...head, kind, spec: body.spec as CronSpecBody };
    case "WorkflowEventBinding":
      return { ...head, kind, spec: body.spec as EventBindingSpecBody };
    default:
      return { ...head, kind, spec: body.spec as SpecBody };
  }
}
