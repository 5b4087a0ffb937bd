/** Parameters: declared inputs and outputs, and arguments. */
import type { Parameter } from "../../core/workflow/manifest.ts";
import type { Path } from "../yaml/read.ts";
import { PARAMETER_FIELDS, PARAMETERS_FIELDS } from "./fields.ts";
import type { ManifestReader } from "./reader.ts";

const NAME = /^[-a-zA-Z0-9_]+$/;

/** `arguments` or `inputs`: parameters with a value or a default. */
export function readParameters(reader: ManifestReader, holder: unknown, path: Path): Parameter[] {
  const mapping = reader.mapping(holder, path);
  reader.fields(mapping, path, PARAMETERS_FIELDS);
  warnArtifacts(reader, mapping.artifacts, path);
  const list = reader.list(mapping.parameters, [...path, "parameters"]);
  return list.map((item, index) => {
    const at = [...path, "parameters", index];
    const parameter = reader.mapping(item, at);
    reader.fields(parameter, at, PARAMETER_FIELDS);
    const name = readName(reader, parameter.name, [...at, "name"]);
    if (parameter.valueFrom !== undefined) {
      const hint = "Give the parameter a value.";
      reader.error(
        "argo/unsupported",
        [...at, "valueFrom"],
        "'valueFrom' is not replayed yet",
        hint,
      );
    }
    const value = reader.anyString(parameter.value ?? parameter.default, [...at, "value"]);
    refuseExpression(reader, value, [...at, "value"]);
    return value === undefined ? { name } : { name, value };
  });
}

/** `outputs`: pods give theirs through the profile, steps and dag templates through a reference. */
export function readOutputs(reader: ManifestReader, holder: unknown, path: Path): Parameter[] {
  const mapping = reader.mapping(holder, path);
  reader.fields(mapping, path, PARAMETERS_FIELDS);
  warnArtifacts(reader, mapping.artifacts, path);
  const list = reader.list(mapping.parameters, [...path, "parameters"]);
  return list.map((item, index) => {
    const at = [...path, "parameters", index];
    const parameter = reader.mapping(item, at);
    reader.fields(parameter, at, PARAMETER_FIELDS);
    const name = readName(reader, parameter.name, [...at, "name"]);
    const source = reader.mapping(parameter.valueFrom, [...at, "valueFrom"]);
    if (source.expression !== undefined) {
      const hint = "Use valueFrom.parameter.";
      const where = [...at, "valueFrom", "expression"];
      reader.error("argo/unsupported", where, "output expressions are not replayed yet", hint);
    }
    const from = reader.anyString(source.parameter, [...at, "valueFrom", "parameter"]);
    const fallback = reader.anyString(source.default, [...at, "valueFrom", "default"]);
    return {
      name,
      ...(from === undefined ? {} : { from }),
      ...(fallback === undefined ? {} : { default: fallback }),
    };
  });
}

/** `{{=…}}` needs Argo's expression language. */
export function refuseExpression(
  reader: ManifestReader,
  text: string | undefined,
  path: Path,
): void {
  if (text?.includes("{{=") !== true) return;
  const hint = "Use a plain {{reference}}.";
  reader.error("argo/unsupported", path, "expression tags {{=…}} are not replayed yet", hint);
}

function readName(reader: ManifestReader, value: unknown, path: Path): string {
  const name = reader.text(value, path);
  if (name !== "" && !NAME.test(name)) {
    const hint = "Use letters, digits, '-' and '_'.";
    reader.error("argo/name", path, `'${name}' is not a parameter name`, hint);
  }
  return name;
}

function warnArtifacts(reader: ManifestReader, artifacts: unknown, path: Path): void {
  if (artifacts === undefined) return;
  const hint = "Their transfer takes no time and no energy in this replay.";
  reader.warn("argo/inert", [...path, "artifacts"], "artifacts are carried without effect", hint);
}
