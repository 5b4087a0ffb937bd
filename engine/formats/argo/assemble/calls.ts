/** Steps, tasks and hooks as the engine holds them. */
import type {
  DagTask,
  Hook,
  Template,
  TemplateCall,
  TemplateHolder,
  TemplateRef,
} from "../../../core/workflow/manifest.ts";
import type { HookBody } from "../schema/calls.ts";
import type { StepBody, TaskBody, TemplateBody } from "../schema/template.ts";
import { toArguments } from "./arguments.ts";
import { defined } from "./defined.ts";

/** Turns an inline template into the engine's, named after its step or task. */
export type ToInline = (body: TemplateBody, name: string) => Template;

export function toCall(body: StepBody, toInline: ToInline): TemplateCall {
  const name = body.name ?? "";
  const { continueOn } = body;
  return {
    // Upstream looks at an inline template first, whatever else is named.
    ...(body.inline === undefined ? toHolder(body) : {}),
    ...defined({
      inline: body.inline === undefined ? undefined : toInline(body.inline, name),
      when: body.when,
      withItems:
        body.withItems === undefined || body.withItems.length === 0 ? undefined : body.withItems,
      withParam: body.withParam === "" ? undefined : body.withParam,
      withSequence: body.withSequence === undefined ? undefined : defined(body.withSequence),
      continueOn:
        continueOn === undefined
          ? undefined
          : { error: continueOn.error ?? false, failed: continueOn.failed ?? false },
      onExit: body.onExit,
    }),
    name,
    arguments: toArguments(body.arguments),
    hooks: toHooks(body.hooks),
  };
}

export function toTask(body: TaskBody, toInline: ToInline): DagTask {
  const depends = body.depends ?? "";
  return {
    ...toCall(body, toInline),
    depends: depends === "" ? (body.dependencies ?? []).join(" && ") : depends,
  };
}

export function toHooks(
  body: Readonly<Record<string, HookBody>> | undefined,
): Record<string, Hook> {
  return Object.fromEntries(
    Object.entries(body ?? {}).map(([name, hook]) => [
      name,
      {
        ...toHolder(hook),
        ...defined({ expression: hook.expression }),
        arguments: toArguments(hook.arguments),
      },
    ]),
  );
}

function toHolder(body: HookBody): TemplateHolder {
  const { template, templateRef } = body;
  return defined({
    template: template === "" ? undefined : template,
    templateRef: templateRef === undefined ? undefined : toTemplateRef(templateRef),
  });
}

function toTemplateRef(body: NonNullable<HookBody["templateRef"]>): TemplateRef {
  return {
    name: body.name ?? "",
    template: body.template ?? "",
    clusterScope: body.clusterScope ?? false,
  };
}
