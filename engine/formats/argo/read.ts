/** Reads an Argo Workflow manifest into the core's plain data. */
import { failure, type Result, success } from "../../core/issue.ts";
import type { Workflow } from "../../core/workflow/manifest.ts";
import { readYaml, type YamlDocument } from "../yaml/read.ts";
import { SPEC_FIELDS } from "./fields.ts";
import { readParameters } from "./parameters.ts";
import { ManifestReader } from "./reader.ts";
import { readTemplate } from "./template.ts";
import { validateWorkflow } from "./validate.ts";

const KINDS = ["Workflow", "WorkflowTemplate"];

/** The workflow of a manifest, or what keeps it from being replayed. */
export function readWorkflow(text: string, file: string): Result<Workflow> {
  const document = readYaml(text, file);
  return document.ok ? readWorkflowDocument(document.value) : document;
}

export function readWorkflowDocument(document: YamlDocument): Result<Workflow> {
  const reader = new ManifestReader(document);
  const root = reader.mapping(document.data, []);
  const kind = reader.anyString(root.kind, ["kind"]) ?? "";
  if (!KINDS.includes(kind)) {
    const hint = "Give an Argo Workflow or WorkflowTemplate (apiVersion argoproj.io/v1alpha1).";
    reader.error("argo/kind", ["kind"], `kind '${kind}' is not replayed`, hint);
    return failure(reader.issues);
  }
  const metadata = reader.mapping(root.metadata, ["metadata"]);
  const named = metadata.name ?? metadata.generateName;
  const name = reader.anyString(named, ["metadata", "name"]) ?? "workflow";
  const spec = reader.mapping(root.spec, ["spec"]);
  reader.fields(spec, ["spec"], SPEC_FIELDS);
  const workflow: Workflow = {
    name: name.replace(/-$/, ""),
    entrypoint: reader.text(spec.entrypoint, ["spec", "entrypoint"]),
    arguments: readParameters(reader, spec.arguments, ["spec", "arguments"]),
    templates: reader
      .list(spec.templates, ["spec", "templates"])
      .map((template, index) => readTemplate(reader, template, ["spec", "templates", index])),
  };
  validateWorkflow(reader, workflow);
  const errors = reader.issues.filter((issue) => issue.severity === "error");
  return errors.length > 0 ? failure(errors) : success(workflow, reader.issues);
}
