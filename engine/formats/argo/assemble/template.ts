/** Templates as the engine holds them, with templateDefaults merged in. */
import { assert } from "../../../core/assert.ts";
import { type JsonObject, LEAF_KINDS, type Template } from "../../../core/workflow/manifest.ts";
import type { ResourcesBody } from "../schema/containers.ts";
import type { TemplateBody } from "../schema/template.ts";
import { toArguments } from "./arguments.ts";
import { type ToInline, toCall, toTask } from "./calls.ts";
import { defined } from "./defined.ts";
import { toLocks } from "./locks.ts";
import { podRequests } from "./requests.ts";
import { toRetryStrategy } from "./retry.ts";
import { podScheduling, type SpecScheduling } from "./scheduling.ts";
import { strategicMerge } from "./strategic-merge.ts";

/** In the order in which upstream looks for the type of a template. */
export const TEMPLATE_KINDS = [
  "container",
  "containerSet",
  "steps",
  "dag",
  "script",
  "resource",
  "data",
  "suspend",
  "http",
  "plugin",
] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

export function kindsOf(body: TemplateBody): TemplateKind[] {
  return TEMPLATE_KINDS.filter((kind) => body[kind] !== undefined);
}

/** What the workflow that is run says about all its templates, wherever they are written. */
export interface TemplateSettings {
  readonly defaults: TemplateBody | undefined;
  readonly podResources: ResourcesBody | undefined;
  readonly scheduling: SpecScheduling;
}

/** The engine's form of a template that has been validated. */
export function toTemplate(
  written: TemplateBody,
  name: string,
  scope: string,
  settings: TemplateSettings,
): Template {
  const [kind] = kindsOf(written);
  assert(kind !== undefined, "a validated template has a type");
  const body = withDefaults(written, kind, settings.defaults);
  const toInline: ToInline = (inline, of) => toTemplate(inline, of, scope, settings);
  const { activeDeadlineSeconds, timeout, parallelism, retryStrategy } = body;
  const memoize = body.memoize;
  const base = {
    name,
    scope,
    inputs: toArguments(body.inputs),
    outputs: toArguments(body.outputs),
    daemon: body.daemon ?? false,
    failFast: body.failFast ?? false,
    locks: toLocks(body.synchronization),
    body: body as unknown as JsonObject,
    ...defined({
      activeDeadlineSeconds,
      timeout: timeout === "" ? undefined : timeout,
      parallelism,
      retryStrategy: retryStrategy === undefined ? undefined : toRetryStrategy(retryStrategy),
      memoize:
        memoize === undefined
          ? undefined
          : {
              key: memoize.key ?? "",
              maxAge: memoize.maxAge ?? "",
              cache: String(memoize.cache?.configMap?.name ?? ""),
            },
    }),
  };
  if (kind === "suspend")
    return { ...base, kind, ...defined({ duration: body.suspend?.duration }) };
  if (kind === "steps") {
    const groups = (body.steps ?? []).map((group) => group.map((step) => toCall(step, toInline)));
    return { ...base, kind, groups };
  }
  if (kind === "dag") {
    const tasks = (body.dag?.tasks ?? []).map((task) => toTask(task, toInline));
    const dagFailFast = body.dag?.failFast ?? true;
    return { ...base, kind, tasks, dagFailFast, ...defined({ target: body.dag?.target }) };
  }
  const containers = (body.containerSet?.containers ?? []).map((container) => ({
    name: container.name ?? "",
    dependencies: container.dependencies ?? [],
  }));
  return {
    ...base,
    kind,
    containers,
    requests: podRequests(body, settings.podResources),
    ...defined({ scheduling: podScheduling(body, settings.scheduling) }),
  };
}

/** Of the defaults, only the part of the template's own type counts. */
function withDefaults(
  body: TemplateBody,
  kind: TemplateKind,
  defaults: TemplateBody | undefined,
): TemplateBody {
  if (defaults === undefined) return body;
  const others = new Set<string>(TEMPLATE_KINDS.filter((each) => each !== kind));
  const fitting = Object.entries(defaults).filter(([key]) => !others.has(key));
  const merged = strategicMerge(
    Object.fromEntries(fitting) as unknown as JsonObject,
    body as unknown as JsonObject,
  );
  return merged as unknown as TemplateBody;
}

/** Whether the template runs a pod or other work of its own. */
export function isLeaf(kind: TemplateKind): boolean {
  return (LEAF_KINDS as readonly string[]).includes(kind);
}
