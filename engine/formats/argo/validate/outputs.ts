/** `outputs` of a template: each from one source, and from one that its type has. */
import type { TemplateKind } from "../assemble/template.ts";
import { below, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import type { ParameterBody } from "../schema/parameters.ts";
import type { TemplateBody } from "../schema/template.ts";
import { refusePath } from "./inputs.ts";
import { checkPath } from "./locations.ts";
import { checkName, checkNames } from "./names.ts";
import { hasTag } from "./tags.ts";

const SOURCES = ["path", "jqFilter", "jsonPath", "parameter", "expression"] as const;

/** Sources that fit the type of the template; the other types take any. */
const FITTING: Readonly<Partial<Record<TemplateKind, readonly (typeof SOURCES)[number][]>>> = {
  container: ["path"],
  containerSet: ["path"],
  script: ["path"],
  resource: ["jqFilter", "jsonPath"],
  dag: ["parameter", "expression"],
  steps: ["parameter", "expression"],
};

export function checkOutputs(
  report: Report,
  body: TemplateBody,
  kind: TemplateKind,
  leaf: boolean,
  place: Place,
): void {
  const { parameters = [], artifacts = [] } = body.outputs ?? {};
  const at = below(place, "outputs");
  checkNames(report, parameters, "parameter", below(at, "parameters"));
  checkNames(report, artifacts, "artifact", below(at, "artifacts"));
  parameters.forEach((parameter, index) => {
    const where = below(at, "parameters", index);
    checkSource(report, parameter, kind, where);
    checkGlobalName(report, parameter.globalName, "parameter", where);
  });
  artifacts.forEach((artifact, index) => {
    const where = below(at, "artifacts", index);
    if (leaf) checkPath(report, artifact.path, where);
    else refusePath(report, artifact.path, where);
    checkGlobalName(report, artifact.globalName, "artifact", where);
  });
}

function checkGlobalName(
  report: Report,
  name: string | undefined,
  kind: "parameter" | "artifact",
  place: Place,
): void {
  if (name === undefined || name === "" || hasTag(name)) return;
  checkName(report, name, kind, below(place, "globalName"));
}

function checkSource(
  report: Report,
  { value, valueFrom }: ParameterBody,
  kind: TemplateKind,
  place: Place,
): void {
  const fitting = FITTING[kind];
  const use = fitting === undefined ? "one source" : fitting.join(" or ");
  if (valueFrom === undefined) {
    if (value !== undefined) return;
    const message = "the output has no value";
    report.error("argo/value-from", place, message, `Add valueFrom with ${use}.`);
    return;
  }
  const at = below(place, "valueFrom");
  if (value !== undefined) {
    const message = "the output has both value and valueFrom";
    report.error("argo/value-from", at, message, "Keep one of them.");
  }
  const given = SOURCES.filter((source) => (valueFrom[source] ?? "") !== "");
  const amount = given.length + (valueFrom.supplied === undefined ? 0 : 1);
  if (amount !== 1) {
    const message = amount === 0 ? "valueFrom has no source" : "valueFrom has several sources";
    report.error("argo/value-from", at, message, `Give it exactly one: ${use}.`);
  } else if (fitting !== undefined && !given.some((source) => fitting.includes(source))) {
    const message = `an output of a ${kind} template cannot come from there`;
    report.error("argo/value-from", at, message, `Use valueFrom with ${use}.`);
  }
}
