/** A workflow as it would be if nobody had validated it: for what only running it can show. */
import { unwrap } from "../../../../engine/core/issue.ts";
import type { JsonObject, Workflow } from "../../../../engine/core/workflow/manifest.ts";
import { toArguments } from "../../../../engine/formats/argo/assemble/arguments.ts";
import { toHooks } from "../../../../engine/formats/argo/assemble/calls.ts";
import { toLocks } from "../../../../engine/formats/argo/assemble/locks.ts";
import { reachableTemplates } from "../../../../engine/formats/argo/assemble/reach.ts";
import { toRetryStrategy } from "../../../../engine/formats/argo/assemble/retry.ts";
import { runSource } from "../../../../engine/formats/argo/assemble/run-source.ts";
import { firstRunnable } from "../../../../engine/formats/argo/assemble/workflow.ts";
import { Library } from "../../../../engine/formats/argo/read/library.ts";
import { readManifests } from "../../../../engine/formats/argo/read/read.ts";

/** The first workflow of a text whose documents have the right shapes, whatever they mean. */
export function readUnchecked(text: string): Workflow {
  const documents = unwrap(readManifests(text, "case.yaml"));
  const document = firstRunnable(documents);
  if (document === undefined) throw new Error("there is no workflow");
  const library = new Library(documents);
  const { home, spec, name, namespace, labels, annotations } = runSource(document, library);
  if (home === undefined) throw new Error("there is no such WorkflowTemplate");
  const { templates: _, retryStrategy, onExit, ...body } = spec;
  const { activeDeadlineSeconds, parallelism, priority } = spec;
  const given = toArguments(spec.arguments);
  return {
    name,
    namespace,
    labels,
    annotations,
    serviceAccountName: spec.serviceAccountName ?? "",
    entrypoint: spec.entrypoint ?? "",
    arguments: given,
    hooks: toHooks(spec.hooks),
    scope: home.key,
    templates: reachableTemplates(home, spec, library),
    suspend: spec.suspend ?? false,
    locks: toLocks(spec.synchronization),
    configMaps: library.configMaps,
    body: body as unknown as JsonObject,
    ...(onExit === undefined ? {} : { onExit }),
    ...(activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds }),
    ...(parallelism === undefined ? {} : { parallelism }),
    ...(priority === undefined ? {} : { priority }),
    ...(retryStrategy === undefined ? {} : { retryStrategy: toRetryStrategy(retryStrategy) }),
  };
}
