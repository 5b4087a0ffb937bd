/** Steps: groups that run one after another. */
import { below } from "../read/manifest-document.ts";
import { callTags, checkCall } from "./calls.ts";
import { checkTags } from "./expressions.ts";
import type { Lint, Visit } from "./lint.ts";
import { checkNames } from "./names.ts";
import { type Tag, tagsOf } from "./tags.ts";
import type { Variables } from "./variables.ts";

export function checkSteps(lint: Lint, visit: Visit, variables: Variables): void {
  const { scope, body, place } = visit;
  const at = below(place, "steps");
  const names = new Set<string>();
  body.steps?.forEach((group, index) => {
    checkNames(lint.report, group, "step", below(at, index), names);
    const together = new Set<string>();
    group.forEach((step, position) => {
      const where = below(at, index, position);
      const { name = "" } = step;
      const called = checkCall(lint, scope, step, where);
      variables.addItems(step);
      // Its own exit handler sees its outputs; other fields of a step see just its status.
      called.outputs = step.onExit !== undefined || step.hooks?.exit !== undefined;
      variables.steps.set(name, called);
      const tags = callTags(lint, step, variables, where);
      checkTags(lint.report, tags, variables, where.locate);
      warnTogether(lint, tags, together, where);
      if (step.inline !== undefined) {
        const inline = {
          body: step.inline,
          place: below(where, "inline"),
          scope,
          parent: variables,
        };
        lint.visitInline(inline);
      }
      called.outputs = true;
      together.add(name);
    });
  });
  checkTags(lint.report, tagsOf(body.outputs, below(place, "outputs").path), variables, at.locate);
}

/** Upstream accepts these and then waits for ever. */
function warnTogether(
  lint: Lint,
  tags: readonly Tag[],
  together: ReadonlySet<string>,
  place: { locate: Visit["place"]["locate"] },
): void {
  for (const { text, path } of tags) {
    const [root, name = ""] = text.split(".");
    if (root !== "steps" || !together.has(name)) continue;
    const message = `{{${text}}} is not known yet: '${name}' runs at the same time`;
    const hint = "Put the step into a later group.";
    lint.report.warn("argo/not-before", { locate: place.locate, path }, message, hint);
  }
}
