/** `inputs` of a template. */
import { below, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import type { TemplateBody } from "../schema/template.ts";
import { checkEnum } from "./arguments.ts";
import { checkLocation, checkPath } from "./locations.ts";
import { checkNames } from "./names.ts";

export function checkInputs(report: Report, body: TemplateBody, leaf: boolean, place: Place): void {
  const { parameters = [], artifacts = [] } = body.inputs ?? {};
  const at = below(place, "inputs");
  checkNames(report, parameters, "parameter", below(at, "parameters"));
  checkNames(report, artifacts, "artifact", below(at, "artifacts"));
  parameters.forEach((parameter, index) => {
    const value = parameter.value ?? parameter.default;
    checkEnum(report, { ...parameter, value }, below(at, "parameters", index), "warn");
  });
  artifacts.forEach((artifact, index) => {
    const where = below(at, "artifacts", index);
    if (leaf) checkPath(report, artifact.path, where);
    else refusePath(report, artifact.path, where);
    if ((artifact.from ?? "") !== "") {
      const hint = "Pass it as an argument of the step or task.";
      report.error("argo/artifact", below(where, "from"), "an input has no 'from'", hint);
    }
    checkLocation(report, artifact, where);
  });
}

/** Steps and dag templates have no files of their own. */
export function refusePath(report: Report, path: string | undefined, place: Place): void {
  if (path === undefined || path === "") return;
  const message = "only templates that run a container have artifacts with a path";
  report.error("argo/artifact", below(place, "path"), message, "Remove 'path'.");
}
