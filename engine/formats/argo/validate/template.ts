/** One template: its type, inputs, outputs, references, and what its type asks for. */
import { isLeaf, kindsOf, TEMPLATE_KINDS, type TemplateKind } from "../assemble/template.ts";
import { below, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import type { RetryBody } from "../schema/retry.ts";
import type { TemplateBody } from "../schema/template.ts";
import { checkDuration, checkWhole } from "./amounts.ts";
import { checkDag } from "./dag.ts";
import { checkExpression, checkTags } from "./expressions.ts";
import { checkInputs } from "./inputs.ts";
import { checkLeaf } from "./leaf.ts";
import type { Lint, Visit } from "./lint.ts";
import { checkLocation } from "./locations.ts";
import { checkMetrics } from "./metrics.ts";
import { checkOutputs } from "./outputs.ts";
import { checkSteps } from "./steps.ts";
import { type Tag, tagsOf } from "./tags.ts";
import { Variables } from "./variables.ts";

export function checkTemplate(lint: Lint, visit: Visit): void {
  const { report } = lint;
  const { body, place, parent } = visit;
  lint.globals.declare(body);
  const kind = kindOf(report, body, place);
  if (kind === undefined) return;
  const leaf = isLeaf(kind);
  const variables = new Variables(lint.globals, body, parent);
  checkInputs(report, body, leaf, place);
  checkOutputs(report, body, kind, leaf, place);
  checkCommon(lint, body, kind, place);
  if (kind === "steps") checkSteps(lint, visit, variables);
  else if (kind === "dag") {
    checkTags(
      report,
      tagsOf(body.dag?.target, below(place, "dag", "target").path),
      variables,
      place.locate,
    );
    checkDag(lint, visit, variables);
  } else {
    const tags = tagsOf(body, place.path);
    checkTags(report, tags, variables, place.locate);
    const retried = body.retryStrategy ?? lint.spec.retryStrategy;
    if (retried === undefined && parent === undefined) warnRetries(lint, tags, place);
    checkLeaf(report, body, lint.spec.templateDefaults, place);
    return;
  }
  if (body.activeDeadlineSeconds === undefined) return;
  const message = `'activeDeadlineSeconds' is not for ${kind} templates`;
  const hint = "Set it on the templates that they call.";
  report.error("argo/misplaced", below(place, "activeDeadlineSeconds"), message, hint);
}

function kindOf(report: Report, body: TemplateBody, place: Place): TemplateKind | undefined {
  const kinds = kindsOf(body);
  if (kinds.length === 1) return kinds[0];
  const found = kinds.length === 0 ? "no type" : `${kinds.length} types (${kinds.join(", ")})`;
  const hint = `Give it exactly one of ${TEMPLATE_KINDS.join(", ")}.`;
  const named = body.name === undefined ? "the template" : `'${body.name}'`;
  report.error("argo/template-type", place, `${named} has ${found}`, hint);
  return undefined;
}

function checkCommon({ report }: Lint, body: TemplateBody, kind: TemplateKind, place: Place): void {
  const { timeout, memoize, retryStrategy, archiveLocation, suspend } = body;
  if (timeout !== undefined && timeout !== "") {
    const at = below(place, "timeout");
    checkDuration(report, timeout, at, false);
    if (!isLeaf(kind)) {
      const message = `'timeout' is not for ${kind} templates`;
      report.error("argo/misplaced", at, message, "Set it on the templates that they call.");
    }
  }
  body.initContainers?.forEach(({ name = "" }, index) => {
    if (name !== "") return;
    const at = below(place, "initContainers", index, "name");
    report.error("argo/missing", at, "the init container has no name", "Add 'name'.");
  });
  checkRetry(report, retryStrategy, below(place, "retryStrategy"));
  checkDuration(report, memoize?.maxAge, below(place, "memoize", "maxAge"), false);
  if (memoize !== undefined && (memoize.key ?? "") === "") {
    const at = below(place, "memoize", "key");
    report.error("argo/missing", at, "'key' is missing", "Say what the outputs are kept under.");
  }
  checkDuration(report, suspend?.duration, below(place, "suspend", "duration"), true);
  if (archiveLocation !== undefined) {
    checkLocation(report, archiveLocation, below(place, "archiveLocation"));
  }
  checkMetrics(report, body.metrics, below(place, "metrics"), true);
  body.outputs?.parameters?.forEach(({ valueFrom }, index) => {
    const at = below(place, "outputs", "parameters", index, "valueFrom", "expression");
    checkExpression(report, valueFrom?.expression, at);
  });
}

export function checkRetry(report: Report, retry: RetryBody | undefined, place: Place): void {
  if (retry === undefined) return;
  checkWhole(report, retry.limit, below(place, "limit"));
  checkExpression(report, retry.expression, below(place, "expression"));
  const at = below(place, "backoff");
  checkWhole(report, retry.backoff?.factor, below(at, "factor"));
  for (const field of ["duration", "maxDuration", "cap"] as const) {
    checkDuration(report, retry.backoff?.[field], below(at, field), true);
  }
}

const RETRY_TAG = /^(?:retries$|lastRetry\.)/;

function warnRetries({ report }: Lint, tags: readonly Tag[], { locate }: Place): void {
  for (const { text, path } of tags) {
    if (!RETRY_TAG.test(text)) continue;
    const message = `{{${text}}} is known under a retryStrategy only and is left as it is`;
    report.warn("argo/left-as-text", { locate, path }, message, "Add a retryStrategy.");
  }
}
