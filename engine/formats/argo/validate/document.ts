/** Checks a document as `argo lint` does, with the WorkflowTemplates that it refers to. */
import type { Issue } from "../../../core/issue.ts";
import { isRunnable, type RunnableDocument, runSource } from "../assemble/run-source.ts";
import type { Library } from "../read/library.ts";
import { below, type ManifestDocument, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import type { SpecBody } from "../schema/spec.ts";
import { checkNotNegative } from "./amounts.ts";
import { checkArguments, checkSupplied } from "./arguments.ts";
import { checkHooks } from "./calls.ts";
import { checkCron } from "./cron.ts";
import { Globals } from "./globals.ts";
import { Lint } from "./lint.ts";
import { checkMetrics } from "./metrics.ts";
import { checkNames } from "./names.ts";
import { checkRetry, checkTemplate } from "./template.ts";

/** Kubernetes labels have at most 63 characters; runs of a CronWorkflow add their time to its name. */
const MAX_NAME = 63;
const MAX_CRON_NAME = 52;
const POD_GC = ["OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess", ""];

/** Everything that is wrong with a document, and warnings. Other kinds have nothing to check. */
export function validateDocument(document: ManifestDocument, library: Library): readonly Issue[] {
  if (!isRunnable(document)) return [];
  const source = runSource(document, library);
  const { kind } = document;
  const isTemplate = kind === "WorkflowTemplate" || kind === "ClusterWorkflowTemplate";
  const lint = new Lint(library, new Globals(source, isTemplate), source.spec);
  const { report } = lint;
  checkDocumentName(document, report);
  if (kind === "CronWorkflow") checkCron(report, document);
  const { written, home, spec } = source;
  checkNames(report, written.spec.templates, "template", below(written.place, "templates"));
  const args = below(written.place, "arguments");
  checkArguments(report, spec.arguments, args, isTemplate || kind === "Workflow");
  checkSpec(report, spec, written.place);
  const ref = written.spec.workflowTemplateRef;
  if (ref !== undefined && (written.spec.templates ?? []).length > 0) {
    const message = "'templates' and 'workflowTemplateRef' cannot be mixed";
    report.error(
      "argo/template-call",
      below(written.place, "templates"),
      message,
      "Keep one of them.",
    );
  }
  if (home === undefined) {
    const at = below(written.place, "workflowTemplateRef", "name");
    lint.missingResource(ref?.name ?? "", ref?.clusterScope === true, at);
    return report.issues;
  }
  const { entrypoint = "", onExit = "" } = spec;
  if (entrypoint !== "") {
    const { body } = lint.named(home, entrypoint, below(written.place, "entrypoint"));
    if (body !== undefined && !isTemplate) checkSupplied(report, body, spec.arguments, args);
  } else if (!isTemplate) {
    const hint = "Name the template to start with.";
    report.error(
      "argo/missing",
      below(written.place, "entrypoint"),
      "'entrypoint' is missing",
      hint,
    );
  }
  if (onExit !== "") lint.named(home, onExit, below(written.place, "onExit"));
  checkHooks(lint, home, spec.hooks, below(written.place, "hooks"));
  for (const name of home.templates.keys()) lint.visit(home, name);
  for (let visit = lint.next(); visit !== undefined; visit = lint.next())
    checkTemplate(lint, visit);
  lint.globals.checkOutputs(report);
  return inOrder(report.issues);
}

function checkDocumentName({ name, locate, kind }: RunnableDocument, report: Report): void {
  const most = kind === "CronWorkflow" ? MAX_CRON_NAME : MAX_NAME;
  if (name.length <= most) return;
  const place = { locate, path: ["metadata", "name"] };
  const message = `the name of a ${kind} has at most ${most} characters, not ${name.length}`;
  report.error("argo/name", place, message, "Shorten it.");
}

function checkSpec(report: Report, spec: SpecBody, place: Place): void {
  checkRetry(report, spec.retryStrategy, below(place, "retryStrategy"));
  checkMetrics(report, spec.metrics, below(place, "metrics"), false);
  checkNotNegative(report, spec, ["activeDeadlineSeconds", "parallelism"], place);
  const strategy = spec.podGC?.strategy ?? "";
  if (POD_GC.includes(strategy)) return;
  const hint = `Use one of: ${POD_GC.filter(Boolean).join(", ")}.`;
  const at = below(place, "podGC", "strategy");
  report.error("argo/pod-gc", at, `'${strategy}' is not a strategy`, hint);
}

/** Errors first, then by line: templates are checked in the order in which they are called. */
function inOrder(issues: readonly Issue[]): Issue[] {
  const rank = ({ severity }: Issue) => (severity === "error" ? 0 : 1);
  return issues.toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0));
}
