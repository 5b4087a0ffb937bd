/** What steps and tasks have in common: the template they call, its arguments, loops, hooks. */
import type { Scope } from "../read/library.ts";
import { below, type Place } from "../read/manifest-document.ts";
import type { HookBody } from "../schema/calls.ts";
import type { StepBody } from "../schema/template.ts";
import { checkWhole } from "./amounts.ts";
import { checkArguments, checkSupplied } from "./arguments.ts";
import { checkCondition, checkExpression } from "./expressions.ts";
import type { Callee, Lint } from "./lint.ts";
import { tagsOf } from "./tags.ts";
import type { Called, Scoped } from "./variables.ts";

/** Checks a call without its references, and tells what others may refer to. */
export function checkCall(lint: Lint, scope: Scope, call: StepBody, place: Place): Called {
  const { report } = lint;
  const callee = calleeOf(lint, scope, call, place);
  checkArguments(report, call.arguments, below(place, "arguments"), false);
  if (callee.body !== undefined) checkSupplied(report, callee.body, call.arguments, place);
  checkLoop(lint, call, place);
  checkCondition(report, call.when, "texts", below(place, "when"));
  if ((call.onExit ?? "") !== "") lint.named(scope, call.onExit as string, below(place, "onExit"));
  checkHooks(lint, scope, call.hooks, below(place, "hooks"));
  const { withItems = [], withParam = "" } = call;
  return {
    callee: callee.body,
    missing: callee.missing,
    loop: withItems.length > 0 || withParam !== "",
    outputs: false,
  };
}

function calleeOf(lint: Lint, scope: Scope, call: StepBody, place: Place): Callee {
  if (call.inline !== undefined) return { body: call.inline, missing: false };
  const named = (call.template ?? "") !== "";
  if (call.templateRef !== undefined && named) {
    const message = "'template' and 'templateRef' cannot be mixed";
    lint.report.error("argo/template-call", place, message, "Keep one of them.");
    return { missing: true };
  }
  if (call.templateRef === undefined && !named) {
    const message = "the template to call is missing";
    lint.report.error("argo/missing", place, message, "Add template, templateRef or inline.");
    return { missing: true };
  }
  return lint.callee(scope, call, place);
}

/** Hooks other than `exit` say when they run; their template must be there. */
export function checkHooks(
  lint: Lint,
  scope: Scope,
  hooks: Readonly<Record<string, HookBody>> | undefined,
  place: Place,
): void {
  for (const [name, hook] of Object.entries(hooks ?? {})) {
    const at = below(place, name);
    if (name !== "exit" && (hook.expression ?? "") === "") {
      const hint = "Say when it runs, for example workflow.status == 'Failed'.";
      lint.report.error("argo/missing", at, `the hook '${name}' has no expression`, hint);
    }
    checkExpression(lint.report, hook.expression, below(at, "expression"));
    if (hook.templateRef !== undefined || (hook.template ?? "") !== "")
      lint.callee(scope, hook, at);
    else lint.report.error("argo/missing", at, "the hook calls no template", "Add template.");
  }
}

function checkLoop({ report }: Lint, call: StepBody, place: Place): void {
  const { withItems = [], withParam = "", withSequence } = call;
  const given = [withItems.length > 0, withParam !== "", withSequence !== undefined];
  if (given.filter(Boolean).length > 1) {
    const message = "withItems, withParam and withSequence cannot be mixed";
    report.error("argo/loop", place, message, "Keep one of them.");
  }
  if (withItems.some((item) => item === null)) {
    const message = "an item of a loop is null";
    report.error("argo/loop", below(place, "withItems"), message, "Remove it, or give it a value.");
  }
  if (withSequence === undefined) return;
  const at = below(place, "withSequence");
  if (withSequence.count !== undefined && withSequence.end !== undefined) {
    report.error("argo/loop", at, "'count' and 'end' cannot be mixed", "Keep one of them.");
  }
  checkWhole(report, withSequence.count, below(at, "count"));
}

const LOOP_TAG = /^item(?:$|[.[])/;

/** Tags of a call; the body of an inline template is checked as a template. */
export function callTags(lint: Lint, call: StepBody, variables: Scoped, place: Place) {
  const tags = tagsOf(call, place.path, ["inline"]);
  const loops = call.withItems ?? call.withParam ?? call.withSequence;
  if (loops !== undefined) return tags;
  for (const tag of tags.filter(({ text }) => LOOP_TAG.test(text))) {
    if (!variables.known(tag.text, { locate: place.locate, path: tag.path })) continue;
    const message = `{{${tag.text}}} stands outside of a loop and is left as it is`;
    const hint = "Add withItems, withParam or withSequence.";
    lint.report.warn("argo/left-as-text", { locate: place.locate, path: tag.path }, message, hint);
  }
  return tags;
}
