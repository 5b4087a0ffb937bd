/** `arguments`: of a workflow, or of a call; and whether they supply what a template needs. */
import { below, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import type { ArtifactBody } from "../schema/artifacts.ts";
import type { ArgumentsBody, ParameterBody } from "../schema/parameters.ts";
import type { TemplateBody } from "../schema/template.ts";
import { hasLocation } from "./locations.ts";
import { checkNames } from "./names.ts";
import { hasTag } from "./tags.ts";

const OTHER_SOURCES = ["path", "jsonPath", "parameter", "expression"] as const;

/** @param emptyAllowed values may be given later, when the workflow is submitted */
export function checkArguments(
  report: Report,
  body: ArgumentsBody | undefined,
  place: Place,
  emptyAllowed: boolean,
): void {
  const { parameters = [], artifacts = [] } = body ?? {};
  checkNames(report, parameters, "parameter", below(place, "parameters"));
  checkNames(report, artifacts, "artifact", below(place, "artifacts"));
  parameters.forEach((parameter, index) => {
    checkValue(report, parameter, below(place, "parameters", index), emptyAllowed);
  });
  artifacts.forEach((artifact, index) => {
    checkSource(report, artifact, below(place, "artifacts", index));
  });
}

function checkValue(
  report: Report,
  parameter: ParameterBody,
  place: Place,
  emptyAllowed: boolean,
): void {
  const { name, value, valueFrom } = parameter;
  if (value === undefined && valueFrom === undefined && !emptyAllowed) {
    const hint = "Add a value, or valueFrom.";
    report.error("argo/not-supplied", place, `the argument '${name}' has no value`, hint);
  }
  if (valueFrom !== undefined) {
    const { configMapKeyRef, event = "", supplied } = valueFrom;
    const other = OTHER_SOURCES.find((source) => (valueFrom[source] ?? "") !== "");
    if (
      other !== undefined ||
      (configMapKeyRef === undefined && event === "" && supplied === undefined)
    ) {
      const message = "the value of an argument cannot come from there";
      const hint = "Use valueFrom.configMapKeyRef or supplied; write references into 'value'.";
      report.error("argo/value-from", below(place, "valueFrom"), message, hint);
    }
  }
  if (!(emptyAllowed && value === undefined)) checkEnum(report, parameter, place);
}

/**
 * A value must be one of those to choose from; one with tags is known only when it runs.
 *
 * @param severity upstream looks at arguments only, so for inputs this is a warning
 */
export function checkEnum(
  report: Report,
  { name, value, enum: allowed }: ParameterBody,
  place: Place,
  severity: "error" | "warn" = "error",
): void {
  if (allowed === undefined) return;
  if (allowed.length === 0) {
    const hint = "List the values to choose from, or remove 'enum'.";
    report[severity]("argo/enum", below(place, "enum"), `the enum of '${name}' is empty`, hint);
  } else if (value !== undefined && !hasTag(value) && !allowed.includes(value)) {
    const message = `'${value}' is not one of the values of '${name}'`;
    const hint = `Use one of: ${allowed.slice(0, 12).join(", ")}.`;
    report[severity]("argo/enum", below(place, "value"), message, hint);
  }
}

function checkSource(report: Report, artifact: ArtifactBody, place: Place): void {
  const from = artifact.from ?? "";
  const expression = artifact.fromExpression ?? "";
  if (from !== "" && expression !== "") {
    const message = "'from' and 'fromExpression' cannot be mixed";
    report.error("argo/artifact", place, message, "Keep one of them.");
  } else if (from === "" && expression === "" && !hasLocation(artifact)) {
    const message = `the artifact '${artifact.name}' comes from nowhere`;
    report.error("argo/artifact", place, message, "Add 'from', or a location such as raw or s3.");
  }
}

/** Inputs of a template that a call must supply and does not. */
export function checkSupplied(
  report: Report,
  callee: TemplateBody,
  given: ArgumentsBody | undefined,
  place: Place,
): void {
  const called = callee.name === undefined ? "the template" : `'${callee.name}'`;
  const parameters = new Set((given?.parameters ?? []).map(({ name }) => name));
  for (const { name, value, default: fallback, valueFrom } of callee.inputs?.parameters ?? []) {
    if (value !== undefined || fallback !== undefined || parameters.has(name)) continue;
    if (valueFrom?.configMapKeyRef !== undefined) continue;
    const hint = "Add it to arguments.parameters, or give the input a default.";
    report.error("argo/not-supplied", place, `${called} needs the parameter '${name}'`, hint);
  }
  const artifacts = new Set((given?.artifacts ?? []).map(({ name }) => name));
  for (const artifact of callee.inputs?.artifacts ?? []) {
    if (artifact.optional === true || hasLocation(artifact) || artifacts.has(artifact.name))
      continue;
    const message = `${called} needs the artifact '${artifact.name}'`;
    const hint = "Add it to arguments.artifacts, or make the input optional.";
    report.error("argo/not-supplied", place, message, hint);
  }
}
