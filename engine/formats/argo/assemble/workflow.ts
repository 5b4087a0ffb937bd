/** Puts a workflow together with everything that it refers to. */

import { failure, type Result, success } from "../../../core/issue.ts";
import type {
  Arguments,
  JsonObject,
  Parameter,
  Workflow,
} from "../../../core/workflow/manifest.ts";
import { Library } from "../read/library.ts";
import { below, type ManifestDocument } from "../read/manifest-document.ts";
import { Report, suggestion } from "../read/report.ts";
import { validateDocument } from "../validate/document.ts";
import { toArguments } from "./arguments.ts";
import { toHooks } from "./calls.ts";
import { missingConfigMaps } from "./config-maps.ts";
import { defined } from "./defined.ts";
import { toLocks } from "./locks.ts";
import { reachableTemplates } from "./reach.ts";
import { toRetryStrategy } from "./retry.ts";
import { isRunnable, type RunnableDocument, type RunSource, runSource } from "./run-source.ts";

export interface RunOptions {
  /** Name of the run; else the document's. */
  readonly name?: string;
  /** Template to start with; else the one that the document names. */
  readonly entrypoint?: string;
  /** Values of the workflow's parameters, over those in the document. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * The workflow that a document describes, with templates and ConfigMaps of the library.
 *
 * Fails with what `validateDocument` finds, and when a parameter has no value.
 */
export function resolveWorkflow(
  document: RunnableDocument,
  library: readonly ManifestDocument[],
  options: RunOptions = {},
): Result<Workflow> {
  const known = new Library([document, ...library]);
  const report = new Report();
  report.add(validateDocument(document, known));
  const source = runSource(document, known);
  const entrypoint = entrypointOf(source, options, report);
  const given = giveArguments(source, options.parameters ?? {}, report);
  const { home, spec } = source;
  if (report.failed || home === undefined) return failure(report.issues.filter(isError));
  const { templates, ...body } = spec;
  const { onExit, activeDeadlineSeconds, parallelism, priority, retryStrategy } = spec;
  const workflow: Workflow = {
    name: options.name ?? source.name,
    namespace: source.namespace,
    labels: source.labels,
    annotations: source.annotations,
    serviceAccountName: spec.serviceAccountName ?? "",
    entrypoint,
    arguments: given,
    hooks: toHooks(spec.hooks),
    scope: home.key,
    templates: reachableTemplates(home, spec, known),
    suspend: spec.suspend ?? false,
    locks: toLocks(spec.synchronization),
    configMaps: known.configMaps,
    body: body as unknown as JsonObject,
    ...defined({
      onExit: onExit === "" ? undefined : onExit,
      activeDeadlineSeconds,
      parallelism,
      priority,
      retryStrategy: retryStrategy === undefined ? undefined : toRetryStrategy(retryStrategy),
    }),
  };
  for (const { name, parameter } of missingConfigMaps(workflow)) {
    const { place } = source.written;
    const at = parameter === undefined ? place : below(place, "arguments", "parameters", parameter);
    const message = `the ConfigMap '${name}' is not among the files: a semaphore counts as 1, a value as empty`;
    const hint = "Give the file that holds it.";
    report.warn("argo/no-config-map", at, message, hint);
  }
  return success(workflow, report.issues);
}

/** The first document that can be run: a Workflow, else a CronWorkflow, else a WorkflowTemplate. */
export function firstRunnable(
  documents: readonly ManifestDocument[],
): RunnableDocument | undefined {
  const runnable = documents.filter(isRunnable);
  const rank = ({ kind }: RunnableDocument) =>
    kind === "Workflow" ? 0 : kind === "CronWorkflow" ? 1 : 2;
  return runnable.toSorted((a, b) => rank(a) - rank(b))[0];
}

function entrypointOf(
  { spec, written, home }: RunSource,
  options: RunOptions,
  report: Report,
): string {
  const entrypoint = options.entrypoint ?? spec.entrypoint ?? "";
  if (home === undefined) return entrypoint;
  const place = below(written.place, "entrypoint");
  const names = [...home.templates.keys()];
  if (entrypoint === "") {
    const hint = "Name the template to start with.";
    if (!report.failed) report.error("argo/no-entrypoint", place, "'entrypoint' is missing", hint);
  } else if (options.entrypoint !== undefined && !home.templates.has(entrypoint)) {
    const message = `the entrypoint '${entrypoint}' is not a template`;
    report.error("argo/no-template", place, message, suggestion(entrypoint, names));
  }
  return entrypoint;
}

function giveArguments(
  { spec, written }: RunSource,
  values: Readonly<Record<string, string>>,
  report: Report,
): Arguments {
  const declared = toArguments(spec.arguments);
  const place = below(written.place, "arguments", "parameters");
  const parameters = declared.parameters.map((parameter, index): Parameter => {
    const { name, default: fallback, valueFrom } = parameter;
    const value = (Object.hasOwn(values, name) ? values[name] : parameter.value) ?? fallback;
    const at = below(place, index);
    const ref = valueFrom?.configMapKeyRef;
    if (value === undefined && ref === undefined && valueFrom?.default === undefined) {
      const hint = `Give it one: --param ${name}=VALUE, or a value in the document.`;
      report.error("argo/not-supplied", at, `the parameter '${name}' has no value`, hint);
    }
    if (value !== undefined && parameter.enum !== undefined && !parameter.enum.includes(value)) {
      const hint = `Use one of: ${parameter.enum.join(", ")}.`;
      report.error("argo/enum", at, `'${value}' is not a value of '${name}'`, hint);
    }
    return value === undefined ? parameter : { ...parameter, value };
  });
  const names = new Set(declared.parameters.map(({ name }) => name));
  const others = Object.entries(values).filter(([name]) => !names.has(name));
  return {
    parameters: [...parameters, ...others.map(([name, value]) => ({ name, value }))],
    artifacts: declared.artifacts,
  };
}

function isError({ severity }: { severity: string }): boolean {
  return severity === "error";
}
